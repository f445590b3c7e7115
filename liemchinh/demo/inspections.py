"""Inspections and supervisions of the example, through the services with all their checks: those a report of Tân Phú counts, and two years
of cases in every state at Cần Thơ and Bến Tre, counted back from the day asked for.

A case about many is one case: whoever is inspected by one decision is among its subjects.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from django.db import transaction
from django.db.models import Exists, OuterRef

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.casework.folder import Folder
from liemchinh.casework.grants import state_grant
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.steps import Who, subjects_of
from liemchinh.demo.states import BEN_TRE, CAN_THO, CONTENT, OF_BRANCH, TAN_PHU, Work
from liemchinh.inspections.asking import asked, unknown
from liemchinh.inspections.drafting import begin_draft, put_item
from liemchinh.inspections.follow_ups import Duty, follow_up_done, set_follow_up
from liemchinh.inspections.matter import SUBJECT
from liemchinh.inspections.opening import Signs, Source, Start, open_on_signs, open_planned
from liemchinh.inspections.organ import VERB
from liemchinh.inspections.planning import PlannedItem
from liemchinh.inspections.services import adopt_programme
from liemchinh.inspections.taking import Given, Outcome, record_steps
from liemchinh.inspections.team import join_team
from liemchinh.inspections.words import SIGNS
from liemchinh.journal import clock
from liemchinh.members.models import Post, Spell
from liemchinh.members.queries import active
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing, subtree
from liemchinh.papers.of_steps import NO_PAPER, typed

STEP = timedelta(days=9)
OPENER, SECOND = 0, 1
# Officers of the commission at each top, the first of whom opens the cases.
OFFICERS = {
    "tp": ("kiem-tra-tan-phu",),
    "ct": ("kiem-tra-can-tho", "kiem-tra-can-tho-2"),
    "bt": ("kiem-tra-ben-tre", "kiem-tra-ben-tre-2"),
    "branch": ("bi-thu-chi-bo-truong",),
}


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A work with whom it is about, and what stands for it in the programme."""

    work: Work
    start: date
    organisations: Sequence[int]
    people: Sequence[int]


@transaction.atomic
def load_inspections(tops: Mapping[str, int], on: date) -> int:
    """Records them at the tops that are there, and at the branch whose secretary inspects; gives how many cases.

    Days to come are today at the latest.
    """
    day, made = min(on, clock.today()), 0
    for key, works in (("tp", TAN_PHU), ("ct", CAN_THO), ("bt", BEN_TRE), ("branch", OF_BRANCH)):
        accounts = {one.username: one for one in Account.objects.filter(username__in=OFFICERS[key])}
        if len(accounts) < len(OFFICERS[key]) or (key not in tops and key != "branch"):
            continue
        officers = [accounts[name] for name in OFFICERS[key]]
        place = tops[key] if key in tops else min(actor_for(officers[OPENER], second_factor=True).roots(VERB))
        made += _load(place, works, day, officers)
    return made


def _load(top: int, works: Sequence[Work], day: date, officers: Sequence[Account]) -> int:
    actor = actor_for(officers[OPENER], second_factor=True)
    chosen = list(_chosen(top, works, day))
    lines = _programmes(top, [one for one in chosen if one.work.sort != SIGNS], actor)
    for one in chosen:
        case = _on_signs(top, one, actor) if one.work.sort == SIGNS else _planned(one, lines, actor)
        if case is not None:
            _course(case, one, day, actor)
            if one.work.team:
                _team(case, officers, actor)
    return sum(not one.work.only_planned for one in chosen)


def _chosen(top: int, works: Sequence[Work], day: date) -> Iterator[_Chosen]:
    """Whom each work is about: organisations one after another, members of long standing who have neither account nor case."""
    below = subtree([top])
    places = standing(day).filter(organisation_id__in=below).exclude(organisation_id=top).order_by("organisation_id")
    organisations = cycle(places.values_list("organisation_id", flat=True))
    people = iter(_people(top, day, sum(work.people for work in works)))
    for work in works:
        start = work.start or day - timedelta(days=work.ago)
        yield _Chosen(work, start, tuple(islice(organisations, work.organisations)), tuple(islice(people, work.people)))


def _people(top: int, day: date, wanted: int) -> list[int]:
    """Members there ever since the earliest case and today; one in three of them holds a post."""
    known = Account.objects.exclude(person_id=None).values("person_id")
    inside = Closure.objects.filter(ancestor_id=top, valid_from__lte=day, valid_to__gt=day).values("descendant_id")
    here = Spell.objects.filter(cancelled_by=None, ends_on=None, organisation_id__in=inside).exclude(
        person_id__in=known
    )
    themselves = OuterRef("person_id")
    long = here.filter(Exists(active(date(2016, 11, 1)).filter(person_id=themselves))).order_by("person_id")
    seated = Exists(Post.objects.filter(cancelled_by=None, ends_on=None, person_id=themselves))
    few = list(long.filter(seated).values_list("person_id", flat=True)[: wanted // 3])
    return few + list(long.filter(~seated).values_list("person_id", flat=True)[: wanted - len(few)])


def _programmes(top: int, chosen: Sequence[_Chosen], actor: Actor) -> dict[int, tuple[int, int]]:
    """One programme for each organ and year, adopted before it began; gives programme and line of each work."""
    by_year: dict[tuple[str, int], list[_Chosen]] = defaultdict(list)
    for one in chosen:
        by_year[one.work.organ, one.start.year].append(one)
    found: dict[int, tuple[int, int]] = {}
    for number, ((organ, year), lines) in enumerate(sorted(by_year.items()), start=1):
        draft = begin_draft(top, organ, year, actor=actor)
        placed = {id(one): put_item(draft.pk, _item(one), actor=actor) for one in lines}
        programme = adopt_programme(draft.pk, f"{number:02}-CTr", date(year - 1, 12, 20), actor=actor)
        found |= {one: (programme.pk, line) for one, line in placed.items()}
    return found


def _item(one: _Chosen) -> PlannedItem:
    first, last = _examined(one.start)
    return PlannedItem(
        0, one.work.sort, one.start.month, first, last, CONTENT, tuple(one.organisations), tuple(one.people)
    )


def _examined(start: date) -> tuple[date, date]:
    return date(start.year - 1, 1, 1), date(start.year - 1, 12, 31)


def _planned(one: _Chosen, lines: Mapping[int, tuple[int, int]], actor: Actor) -> Case | None:
    if one.work.only_planned:
        return None
    programme, line = lines[id(one)]
    about = [
        *(Who(SUBJECT, place) for place in one.organisations),
        *(Who(SUBJECT, None, person) for person in one.people),
    ]
    return open_planned(programme, line, about, Start(one.start, typed(f"{line:02}-QĐ/UBKT")), actor=actor)


def _on_signs(top: int, one: _Chosen, actor: Actor) -> Case:
    source = Source("audit", f"{one.start:%m}-KL/TTr", one.start - timedelta(days=20), "Thanh tra tỉnh, thành phố")
    signs = Signs(one.work.organ, source, CONTENT, *_examined(one.start), tuple(one.organisations), tuple(one.people))
    return open_on_signs(top, signs, Start(one.start), actor=actor)


def _course(case: Case, one: _Chosen, day: date, actor: Actor) -> None:
    """The steps that were taken, some days apart; what has to be done after a conclusion."""
    folder, days = Folder(case), {}
    steps = []
    for place, code in enumerate(one.work.steps, start=1):
        days[code] = on = min(one.start + place * STEP, day)
        outcomes = _outcomes(folder, one.work) if code == "concluded" else ()
        until = on + timedelta(days=20) if code in ("changed", "extended") else None
        needed = case_kind(case.kind).procedure.step(code, on).papers
        papers = typed(f"{case.pk:02}-VB/UBKT") if needed else NO_PAPER
        # Where nobody has verified a rule for the day, the example's offices had done so on paper: it stands beside the step.
        history = bool(unknown(asked(folder, code, on)))
        steps.append((code, Given(on, papers, "organ", True, until, outcomes, history)))
    record_steps(case, steps, actor=actor)
    if one.work.duty:
        _duty(case, days["concluded"], day, actor)


def _outcomes(folder: Folder, work: Work) -> list[Outcome]:
    results = cycle(work.results)
    return [Outcome(who, *next(results)) for who in folder.subjects(SUBJECT)]


def _duty(case: Case, on: date, day: date, actor: Actor) -> None:
    who = subjects_of(case.pk, SUBJECT)[0]
    set_follow_up(case, Duty(who, "remedy", on + timedelta(days=60)), actor=actor)
    set_follow_up(case, Duty(who, "report", on + timedelta(days=90)), actor=actor)
    follow_up_done(case, case.follow_ups.latest("pk").pk, day, actor=actor)


def _team(case: Case, officers: Sequence[Account], actor: Actor) -> None:
    for place, person in enumerate(one.person_id for one in officers if one.person_id):
        join_team(case, person, leads=place == 0, actor=actor)
    state_grant(case, officers[SECOND], actor=actor)
