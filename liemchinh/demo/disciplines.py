"""Disciplinary cases of the example: those that the reports of Tân Phú, Cần Thơ and Bến Tre count, told as they were decided then.

Of the years before the software a decision is history: the file, the ballot of the body that heard the member, the decision, with what
rules leave unknown beside it (guards 12).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.casework.models import Party
from liemchinh.casework.steps import Who
from liemchinh.discipline.ballots import NewBallot
from liemchinh.discipline.cases import KIND
from liemchinh.discipline.facts import Facts, Source
from liemchinh.discipline.given import Given
from liemchinh.discipline.paper_files import PaperFile, record_paper_files
from liemchinh.discipline.words import MET
from liemchinh.inspections.models import Result
from liemchinh.members.models import Post, Spell
from liemchinh.members.posting import Seat, take_posts
from liemchinh.members.queries import active
from liemchinh.organisations.queries import subtree
from liemchinh.papers.of_steps import typed

BODY_OF = 15  # members of the body that votes
COMMITTEE, COMMISSION = "standing_committee", "inspection_commission"
AS_HEAD, REVIEWED = ("office.lax_oversight",), ("duty.rated_not_completed",)
OFFICERS = {"tp": "kiem-tra-tan-phu", "ct": "kiem-tra-can-tho", "bt": "kiem-tra-ben-tre"}


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: which organ, which form, when, about what, who manages the member, and so many days after the file."""

    form: str
    on: date
    content: tuple[str, ...]
    organ: str = COMMITTEE
    managed_by: str = ""
    filed: int = 40


# The report of Cần Thơ, November 2016 to December 2017. Heads: 15 reprimanded, 5 warned, 1 removed, 1 pending (decided the year after),
# 7 of the 22 managed by the city; in the yearly review 2 members warned and 9 reprimanded, 1 collective reprimanded.
_MANAGED = 7
_FORMS = ["reprimand"] * 15 + ["warning"] * 5 + ["removal"]
HEADS = [
    *(
        Decided(form, date(2017, 1 + place % 11, 12), AS_HEAD, managed_by="province" if place < _MANAGED else "")
        for place, form in enumerate(_FORMS)
    ),
    Decided("reprimand", date(2018, 2, 12), AS_HEAD, filed=90),
]
REVIEW = [
    Decided(form, date(2017, 2 + place % 10, 20), REVIEWED)
    for place, form in enumerate(["warning"] * 2 + ["reprimand"] * 9)
]
# The report of Bến Tre, August 2021 to June 2022, prints a rise of 11.7 % on the same months a year before and no number: 94 and 105 are
# the smallest that make it. What each was about is invented; so is that the province's own organs decided.
_MONTHS = 11
_SANCTIONED = {date(2020, 8, 1): 94, date(2021, 8, 1): 105}
_ABOUT = (
    "duty.rated_not_completed",
    "office.lax_oversight",
    "procedure.working_rules_breached",
    "money.dues_mishandled",
)


def _spread(first: date, wanted: int) -> list[Decided]:
    """So many decisions over the months from a day on: two of three a reprimand, the others a warning."""
    found = []
    for place in range(wanted):
        month = first.month - 1 + place % _MONTHS
        on = date(first.year + month // 12, month % 12 + 1, 3 + 7 * place % 24)
        organ = COMMITTEE if place % 4 == 0 else COMMISSION
        found.append(Decided("warning" if place % 3 == 2 else "reprimand", on, _ABOUT[place % 4 :][:1], organ))
    return found


@transaction.atomic
def load_disciplines(tops: Mapping[str, int], *, actor: Actor) -> int:
    """Records them at the tops that are there; gives how many cases."""
    accounts = {one.username: one for one in Account.objects.filter(username__in=OFFICERS.values())}
    officers = {
        key: actor_for(accounts[name], second_factor=True) for key, name in OFFICERS.items() if name in accounts
    }
    made = 0
    if "tp" in tops and "tp" in officers:
        made += _after_inspections(tops["tp"], officers["tp"])
    if "ct" in tops and "ct" in officers:
        made += _published(tops["ct"], officers["ct"], actor)
    if "bt" in tops and "bt" in officers:
        made += _compared(tops["bt"], officers["bt"])
    return made


def _after_inspections(top: int, officer: Actor) -> int:
    """Those whom the inspections of the district said must be disciplined: 1 organisation and 2 members of the committee's, 3 of the
    commission's."""
    must = Result.objects.filter(cancelled_by=None, discipline="own", case__inspection__programme__organisation=top)
    rows = list(must.select_related("case__inspection").order_by("pk"))
    chosen = [
        *[row for row in rows if row.case.inspection.organ == "committee" and row.organisation_id][:1],
        *[row for row in rows if row.case.inspection.organ == "committee" and row.person_id][:2],
        *[row for row in rows if row.case.inspection.organ == "inspection" and row.person_id][:3],
    ]
    files = []
    for row in chosen:
        on = row.case.steps.get(code="concluded", cancelled_by=None).on + timedelta(days=45)
        organ = COMMITTEE if row.case.inspection.organ == "committee" else COMMISSION
        told = Decided("reprimand", on, tuple(row.case.inspection.content[:1]), organ)
        files.append((Who("subject", row.organisation_id, row.person_id), told, [row.case_id]))
    return _record(top, files, officer)


def _published(top: int, officer: Actor, actor: Actor) -> int:
    people = _heads(top, len(HEADS))
    seats = [Seat(person, place, "secretary", date(2015, 8, 1)) for person, place in people]
    take_posts(seats, actor=actor)
    others = _others(top, [person for person, _place in people], len(REVIEW))
    about = [*(person for person, _place in people), *others]
    files = [(Who("subject", None, person), told, ()) for person, told in zip(about, [*HEADS, *REVIEW], strict=True)]
    collective = Decided("reprimand", date(2017, 3, 15), REVIEWED)
    return _record(top, [*files, (Who("subject", people[-1][1]), collective, ())], officer)


def _compared(top: int, officer: Actor) -> int:
    """Sanctions of one year's months and of the same months a year before."""
    told = [one for first, wanted in _SANCTIONED.items() for one in _spread(first, wanted)]
    people = _others(top, [], len(told))
    return _record(
        top, [(Who("subject", None, person), one, ()) for person, one in zip(people, told, strict=True)], officer
    )


def _record(top: int, files: Sequence[tuple[Who, Decided, Sequence[int]]], officer: Actor) -> int:
    told = [_file(about, told, number, arises) for number, (about, told, arises) in enumerate(files, start=1)]
    return len(record_paper_files(top, told, actor=officer))


def _file(about: Who, told: Decided, number: int, arises_from: Sequence[int]) -> PaperFile:
    """The file, the hearing and the ballot, the decision and its announcement: all before the software."""
    filed, met = told.on - timedelta(days=told.filed), told.on - timedelta(days=7)
    facts = Facts(
        told.organ, told.content, told.on - timedelta(days=300), from_above=False, managed_by=told.managed_by,
        authorised=False,
    )  # fmt: skip
    source = Source("inspection", f"{told.on:%m}-TB/UBKT", filed - timedelta(days=5), "Ủy ban kiểm tra")
    ballot = NewBallot(BODY_OF, BODY_OF, BODY_OF, {told.form: BODY_OF - 1}, whole=BODY_OF)
    signed = typed(f"{number:02}-QĐ/UBKT", told.on)
    steps = (
        ("heard", Given(met - timedelta(days=5), heard=MET)),
        ("body_meeting", Given(met, ballot=ballot)),
        ("decided", Given(told.on, papers=signed, form=told.form, posts=_posts(about.person, told), history=True)),
        ("announced", Given(told.on + timedelta(days=5))),
        # Of the steps after that the paper file tells.
        ("closed", Given(told.on + timedelta(days=30), history=True)),
    )
    return PaperFile(about, facts, source, filed, steps, arises_from)


def _posts(person: int | None, told: Decided) -> tuple[int, ...]:
    """What a removal ends: every post held then."""
    if told.form != "removal":
        return ()
    held = Post.objects.filter(person_id=person, cancelled_by=None, starts_on__lte=told.on)
    return tuple(row.pk for row in held if row.ends_on is None or row.ends_on > told.on)


def _heads(top: int, wanted: int) -> list[tuple[int, int]]:
    """A member of long standing in each of so many branches, and the branch; of the same again where there are not so many."""
    long = long_standing(top)
    first = dict(reversed([(place, person) for person, place in long]))
    heads = [(person, place) for person, place in long if first[place] == person]
    return [*heads, *(one for one in long if one not in heads)][:wanted]


def _others(top: int, but: Sequence[int], wanted: int) -> list[int]:
    return [person for person, _place in long_standing(top) if person not in but][:wanted]


def long_standing(top: int, since_day: date = date(2015, 7, 1)) -> list[tuple[int, int]]:
    """Who has been in the same branch since a day, before the first decision of the reports, and has neither account nor post nor case."""
    inside = active(since_day).filter(organisation_id__in=subtree([top]))
    since = dict(inside.values_list("person_id", "organisation_id"))
    busy = set(Post.objects.filter(cancelled_by=None).values_list("person_id", flat=True))
    busy |= set(Account.objects.exclude(person_id=None).values_list("person_id", flat=True))
    busy |= set(Party.objects.filter(case__kind=KIND, person__isnull=False).values_list("person_id", flat=True))
    here = Spell.objects.filter(
        cancelled_by=None, ends_on=None, official=True, exempt=False, organisation_id__in=subtree([top])
    )
    rows = here.order_by("person_id").values_list("person_id", "organisation_id")
    return [(person, place) for person, place in rows if since.get(person) == place and person not in busy]
