"""What can be seen of transfers: by whoever keeps a branch on one of the two sides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Deadline, Paper, Party, Step
from liemchinh.journal.models import Entry
from liemchinh.members.models import Details, Spell
from liemchinh.members.queries import people_visible_to
from liemchinh.organisations.queries import names, subtree
from liemchinh.transfers.cases import KEEP, KIND, MEMBER, RECEIVER, SENDER
from liemchinh.transfers.models import Transfer
from liemchinh.web.dates import PartialDate

TO_RECEIVE, TO_RETURN = ("received", "received_temporarily"), ("went_back", "came_home")
STATES = ("coming", "going", "away", "done")
ENDED = "ended"
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Line:
    """One transfer as a list shows it. `uid` only for readers of that person's page.

    `state`: the code of its last step, or ENDED when it ended because the person is a member here no longer.
    """

    case: int
    person: int
    name: str
    birth: str
    uid: UUID | None
    sender: str
    receiver: str
    temporary: bool
    until: date | None
    letter: str
    sent_on: date
    state: str
    state_on: date
    closed: bool
    due_on: date | None
    unknown: bool
    deadline: int


def transfers_visible_to(actor: Actor, *sides: str, at: int | None = None) -> QuerySet[Case]:
    """Transfers in which a branch the actor keeps takes part (on one of `sides`, if given), within `at` if given."""
    mine = Party.objects.filter(
        role__in=sides or (SENDER, RECEIVER), cancelled_by=None, organisation_id__in=subtree(actor.roots(KEEP)),
        case_id=OuterRef("pk"),
    )  # fmt: skip
    if at is not None:
        mine = mine.filter(organisation_id__in=subtree([at]))
    return Case.objects.filter(Exists(mine), kind=KIND, transfer__isnull=False)


def listed(actor: Actor, state: str, *, at: int | None = None, late: date | None = None) -> QuerySet[Case]:
    """The transfers of one state, the longest overdue first, those that have ended newest first; `late`: overdue on that day alone.

    Each carries `key`, what it is sorted by.
    """
    if state == "done":
        found = transfers_visible_to(actor, at=at).filter(closed_by__isnull=False)
        return found.annotate(key=-F("closed_by")).order_by("key", "pk")
    steps = TO_RETURN if state == "away" else TO_RECEIVE
    sides = {"coming": (RECEIVER,), "going": (SENDER,)}.get(state, ())
    waits = Deadline.objects.filter(case=OuterRef("pk"), step__in=steps, cancelled_by=None)
    if late is not None:
        waits = waits.filter(due_on__lt=late)
    found = transfers_visible_to(actor, *sides, at=at).filter(Exists(waits), closed_by=None)
    due = Coalesce(Subquery(waits.values("due_on")[:1]), Value(_NEVER, DateField()))
    return found.annotate(key=due).order_by("key", "pk")


def under_letters(actor: Actor, letters: Iterable[str], *, at: int | None = None) -> QuerySet[Case]:
    """The transfers that come under one of these letters, told by their numbers as written."""
    papers = Paper.objects.filter(
        case=OuterRef("pk"), kind="introduction_letter", number__in=set(letters), cancelled_by=None
    )
    return listed(actor, "coming", at=at).filter(Exists(papers))


def counts(actor: Actor, today: date, at: int | None = None) -> dict[str, int]:
    """How many transfers are in each state, and how many of those to be received are overdue."""
    found = {state: listed(actor, state, at=at).count() for state in STATES}
    late = {side: listed(actor, side, at=at, late=today).count() for side in ("coming", "going")}
    return found | {f"late_{side}": number for side, number in late.items()}


def under_way(organisation: int, today: date) -> dict[str, int]:
    """Counts alone, for whoever sees figures: on their way into, and out of, an organisation with all below it; how many are overdue."""
    inside = Party.objects.filter(
        cancelled_by=None, organisation_id__in=subtree([organisation]), case_id=OuterRef("case_id")
    )
    waits = Deadline.objects.filter(case__kind=KIND, step__in=TO_RECEIVE, cancelled_by=None)
    sides = {"coming": inside.filter(role=RECEIVER), "going": inside.filter(role=SENDER)}
    found = {name: waits.filter(Exists(rows)).count() for name, rows in sides.items()}
    late = waits.filter(Exists(inside.filter(role__in=(SENDER, RECEIVER))), due_on__lt=today)
    return found | {"late": late.count()}


def lines(actor: Actor, cases: Sequence[Case]) -> list[Line]:
    """These transfers in words; a fixed number of queries."""
    numbers = [case.pk for case in cases]
    sides: dict[int, dict[str, Any]] = {number: {} for number in numbers}
    for row in Party.objects.filter(case_id__in=numbers, cancelled_by=None):
        sides[row.case_id][row.role] = row.organisation_id or row.person_id
    places = names({found[side] for found in sides.values() for side in (SENDER, RECEIVER) if side in found})
    people = _people({found[MEMBER] for found in sides.values()})
    uids = dict(people_visible_to(actor).filter(pk__in=people).values_list("pk", "uid"))
    kept = Transfer.objects.in_bulk(numbers)
    steps: dict[int, list[Step]] = {number: [] for number in numbers}
    for step in Step.objects.filter(case_id__in=numbers, cancelled_by=None).order_by("recorded_by"):
        steps[step.case_id].append(step)
    papers = dict(Paper.objects.filter(case_id__in=numbers, kind="introduction_letter", cancelled_by=None)
                  .values_list("case_id", "number"))  # fmt: skip
    waits = Deadline.objects.filter(case_id__in=numbers, step__in=(*TO_RECEIVE, *TO_RETURN), cancelled_by=None)
    due = {row.case_id: row for row in waits}
    ends = {case.closed_by for case in cases if case.closed_by is not None}
    days = dict(Entry.objects.filter(pk__in=ends).values_list("pk", "effective_on"))
    found = []
    for case in cases:
        mine, transfer, last = sides[case.pk], kept[case.pk], steps[case.pk][-1]
        name, birth = people.get(mine[MEMBER], ("", ""))
        wait = due.get(case.pk)
        state = (last.code, last.on)
        if case.closed_by not in (None, last.recorded_by):
            state = (ENDED, days[case.closed_by] or last.on)
        found.append(
            Line(
                case.pk, mine[MEMBER], name, birth, uids.get(mine[MEMBER]),
                places.get(mine.get(SENDER, 0), transfer.outside), places.get(mine.get(RECEIVER, 0), transfer.outside),
                transfer.temporary, transfer.until, papers.get(case.pk, ""), steps[case.pk][0].on, *state,
                case.closed_by is not None, wait.due_on if wait else None, bool(wait and wait.is_unknown),
                wait.pk if wait else 0,
            )
        )  # fmt: skip
    return found


def _people(numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    rows = Details.objects.filter(person_id__in=list(numbers), cancelled_by=None)
    return {
        person: (name, str(PartialDate.parse(birth)) if birth else "")
        for person, name, birth in rows.values_list("person_id", "full_name", "birth")
    }


def steps_of(case: Case, roles: Iterable[str]) -> set[str]:
    """The steps that these sides can take now in a transfer its page has let the reader open."""
    waits = Deadline.objects.filter(case=case, cancelled_by=None, role__in=list(roles))
    return set(waits.values_list("step", flat=True))


def of_person(person: int) -> QuerySet[Case]:
    """The transfers of one person, newest first; for that person's own page."""
    theirs = Party.objects.filter(role=MEMBER, person_id=person, cancelled_by=None)
    return Case.objects.filter(kind=KIND, transfer__isnull=False, pk__in=theirs.values("case_id")).order_by("-pk")


def came_without_letter(actor: Actor, today: date, at: int | None = None) -> QuerySet[Spell]:
    """Spells of the last twelve months that began with coming from outside this list, with no letter recorded; newest first.

    Whoever left another branch of this list on the same day had both sides recorded together, and is not among them.
    """
    roots = subtree(actor.roots(KEEP))
    letters = Step.objects.filter(
        code__in=("received", "arrived"), cancelled_by=None, on=OuterRef("starts_on"),
        case__parties__role=MEMBER, case__parties__person_id=OuterRef("person_id"),
    )  # fmt: skip
    left = Spell.objects.filter(
        person_id=OuterRef("person_id"), ends_on=OuterRef("starts_on"), ends_kind="transferred_out", cancelled_by=None
    )
    found = Spell.objects.filter(
        ~Exists(letters), ~Exists(left), starts_kind="transferred_in", cancelled_by=None, ends_on=None,
        starts_on__gt=today - timedelta(days=366), starts_on__lte=today, organisation_id__in=roots,
    )  # fmt: skip
    if at is not None:
        found = found.filter(organisation_id__in=subtree([at]))
    return found.order_by("-starts_on", "pk")


@dataclass(frozen=True, slots=True)
class Sendable:
    """Somebody who can be chosen to be sent: name, birth, card, and the ended branch they stood in before (0: none)."""

    person: int
    name: str
    detail: str
    came_from: int
    on_the_way: bool


def sendable_visible_to(actor: Actor, branch: int, today: date) -> list[Sendable]:
    """The members of a branch the actor keeps, by given name."""
    if not actor.covers(KEEP, branch):
        return []
    here = Spell.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), organisation_id=branch, cancelled_by=None)
    people = list(here.values_list("person_id", flat=True))
    moved = Spell.objects.filter(person_id__in=people, ends_kind="moved", cancelled_by=None).exclude(
        organisation_id=branch
    )
    came = dict(moved.order_by("ends_on").values_list("person_id", "organisation_id"))
    busy = Party.objects.filter(
        case__kind=KIND, case__closed_by=None, role=MEMBER, cancelled_by=None, person_id__in=people
    )
    away = set(busy.values_list("person_id", flat=True))
    rows = Details.objects.filter(person_id__in=people, cancelled_by=None).order_by("sort_key", "person_id")
    return [
        Sendable(person, name, str(PartialDate.parse(birth)) if birth else "", came.get(person, 0), person in away)
        for person, name, birth in rows.values_list("person_id", "full_name", "birth")
    ]


def members_in(branches: Iterable[int], today: date) -> Mapping[int, int]:
    """How many stand in each of the branches, to choose one to send from."""
    here = Spell.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), cancelled_by=None, starts_on__lte=today)
    rows = here.filter(organisation_id__in=list(branches)).values_list("organisation_id").annotate(n=Count("pk"))
    return dict(rows)
