"""Late and long cases by organisation and step: exact of the cases open to the reader, of all others only what may be told.

Organisations and counts only. Of others an officer with the right in an organisation's scope learns no count under five, and none that
could be found by subtraction (`publishing`); nothing of cases in which they have no part (`casework.apart`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Case as By
from django.db.models import Min, Q, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.apart import stands_apart
from liemchinh.casework.kinds import case_kind, granted_kinds
from liemchinh.casework.models import Case, Party, Step
from liemchinh.casework.opening import granted_to
from liemchinh.commission.publishing import Key, Told, told
from liemchinh.commission.states import last_codes, late_cases
from liemchinh.journal import clock
from liemchinh.organisations.queries import names, subtree

# Up to so many days since the first step; the last class has no end.
AGES: Sequence[tuple[int, str | Promise]] = (
    (90, _("đến 3 tháng")),
    (180, _("3 đến 6 tháng")),
    (365, _("6 đến 12 tháng")),
    (0, _("trên 12 tháng")),
)
LATE, IN_TIME = "late", "in_time"
StepKey = tuple[str, str]


class OpenCase(NamedTuple):
    """What is counted of an open case: where, how far, how old, whether something in it is late."""

    place: int
    step: StepKey
    age: int
    late: str


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation: how many open cases, by age class, by last step, and how many of them late; each as far as it may be told."""

    place: int
    name: str
    count: int
    ages: Told[int]
    steps: Told[StepKey]
    lates: Told[str]

    @property
    def parts(self) -> tuple[int, ...]:
        """By age class, the oldest first, and last what is told of no class."""
        return *(self.ages.counts.get(age, 0) for age in reversed(range(len(AGES)))), self.ages.rest

    @property
    def late(self) -> int | None:
        """How many are late; None where that cannot be told."""
        return None if self.lates.rest else self.lates.counts.get(LATE, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows by name; `rest`: how many cases are told of no single organisation."""

    rows: Sequence[Row] = field(default_factory=tuple)
    rest: int = 0

    @property
    def whole(self) -> int:
        """Everything that is told."""
        return sum(row.count for row in self.rows) + self.rest

    @property
    def steps(self) -> list[StepKey]:
        """Every step told of some organisation, by kind of case and in the order of its procedure."""
        found = {step for row in self.rows for step in row.steps.counts}
        return sorted(found, key=_place_of_step)


def pictures(actor: Actor, on: date) -> tuple[Picture, Picture]:
    """The open cases that are open to the actor, exactly; and the others of their scope, as far as they may be told.

    Six queries, and the names of what is shown, however many cases there are.
    """
    mine = set(granted_to(actor))
    apart = set(Case.objects.filter(stands_apart(actor), closed_by=None).values_list("pk", flat=True))
    own, others = [], []
    for number, case in _open_cases(actor, on):
        if number in mine:
            own.append(case)
        elif number not in apart:
            others.append(case)
    return _drawn(own, exact=True), _drawn(others, exact=False)


def step_title(step: StepKey) -> str:
    """A kind of case and a step of it, in a few words."""
    kind, code = step
    return case_kind(kind).procedure.step(code, clock.today()).short


def _place_of_step(step: StepKey) -> tuple[str, int]:
    codes = [one.code for one in case_kind(step[0]).procedure.steps]
    return step[0], codes.index(step[1])


def _open_cases(actor: Actor, on: date) -> list[tuple[int, OpenCase]]:
    """By number, what is counted of each open case in which an organisation acts where the actor has the right of its kind."""
    acting = Q(pk__in=[])
    for kind in granted_kinds():
        for role, verb in kind.rights.items():
            if actor.may(verb):
                acting |= Q(case__kind=kind.code, role=role, organisation__in=subtree(actor.roots(verb)))
    parties = Party.objects.filter(acting, case__closed_by=None, cancelled_by=None).order_by("pk")
    opened = Case.objects.filter(closed_by=None, kind__in=[kind.code for kind in granted_kinds()])
    ages, last, late = _ages(opened, on), last_codes(opened), late_cases(on)
    return [
        (case, OpenCase(place, (kind, last[case]), ages[case], LATE if case in late else IN_TIME))
        for case, kind, place in parties.values_list("case_id", "case__kind", "organisation_id")
        if place is not None and case in last
    ]


def _ages(cases: QuerySet[Case], on: date) -> dict[int, int]:
    """The age class of each case that has taken a step."""
    steps = Step.objects.filter(case__in=cases.values("pk"), cancelled_by=None).values_list("case")
    classes = [When(begun__gte=on - timedelta(days=most), then=age) for age, (most, _title) in enumerate(AGES) if most]
    found = steps.annotate(begun=Min("on")).annotate(age=By(*classes, default=len(AGES) - 1))
    return dict(found.values_list("case", "age"))


def _drawn(cases: Iterable[OpenCase], *, exact: bool) -> Picture:
    by_place: dict[int, list[OpenCase]] = defaultdict(list)
    for case in cases:
        by_place[case.place].append(case)
    count = _exactly if exact else told
    whole = count({place: len(found) for place, found in by_place.items()})
    called = names(whole.counts)
    rows = [
        Row(
            place, called.get(place, ""), number, count(Counter(one.age for one in by_place[place])),
            count(Counter(one.step for one in by_place[place])), count(Counter(one.late for one in by_place[place])),
        )
        for place, number in whole.counts.items()
    ]  # fmt: skip
    return Picture(sorted(rows, key=lambda row: (row.name, row.place)), whole.rest)


def _exactly(counts: Mapping[Key, int]) -> Told[Key]:
    return Told(dict(counts))
