"""A quarter of a commission: how far the programme came, what ended, what was due after conclusions; of what is open to the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import Told, granted_kinds
from liemchinh.casework.models import Case, Step
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.work import cases_called
from liemchinh.commission.states import last_steps
from liemchinh.figures.periods import Period, preset
from liemchinh.inspections.case_queries import follow_ups_open_to
from liemchinh.inspections.models import FollowUp
from liemchinh.inspections.progress import DONE, LineOfYear, lines_of_year
from liemchinh.inspections.words import DUTIES, SORTS

MOST = 100


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that ended, with the day of its last step."""

    called: Told
    on: date


@dataclass(frozen=True, slots=True)
class Duty:
    """Something due after a conclusion: `state` is "done" (by two), "unconfirmed", "late" or "waits"."""

    called: Told
    what: str
    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """`lines`: of the programmes, whose month lies in the quarter."""

    period: Period
    lines: Sequence[LineOfYear]
    ended: Sequence[Ended]
    duties: Sequence[Duty]

    @property
    def lines_done(self) -> int:
        """How many lines of the programme are done."""
        return sum(line.state == DONE for line in self.lines)

    @property
    def duties_done(self) -> int:
        """How many duties were done and confirmed by a second officer."""
        return sum(duty.state == "done" for duty in self.duties)


def quarter_of(year: int, number: int) -> Period:
    """The quarter 1 to 4 of a year."""
    return preset("quarter", date(year, 3 * number - 2, 1))


def quarter_shown(actor: Actor, period: Period, on: date) -> Quarter:
    """The reader's quarter; a fixed number of queries and one for each kind of case on the page."""
    months = range(period.first.month, period.last.month + 1)
    lines = [line for line in lines_of_year(actor, period.first.year) if line.item.month in months]
    ended, duties = _ended(actor, period), list(_duties(actor, period)[:MOST])
    kinds = {case.pk: case.kind for case in ended} | {row.case_id: row.case.kind for row in duties}
    called = cases_called(kinds.items())
    days = last_steps(Case.objects.filter(pk__in=[case.pk for case in ended]))
    return Quarter(
        period, lines,
        [Ended(called[case.pk], days[case.pk][1]) for case in ended if case.pk in called and case.pk in days],
        [duty_told(row, called, on) for row in duties if row.case_id in called],
    )  # fmt: skip


def item_title(line: LineOfYear) -> str:
    """A line of a programme by number and sort, never by whom it is about."""
    return _("Mục %(number)s: %(sort)s") % {"number": line.item.number, "sort": SORTS[line.item.sort]}


def duty_told(row: FollowUp, called: Mapping[int, Told], on: date) -> Duty:
    """A duty in words, with its state on a day."""
    state = "done" if row.confirmed_by else "unconfirmed" if row.done_on else "late" if row.due_on < on else "waits"
    return Duty(called[row.case_id], str(DUTIES[row.what]), row.due_on, state)


def _duties(actor: Actor, period: Period) -> QuerySet[FollowUp]:
    return follow_ups_open_to(actor).filter(due_on__gte=period.first, due_on__lte=period.last)


def _ended(actor: Actor, period: Period) -> list[Case]:
    """Those open to the reader whose last step lies in the period."""
    last = Step.objects.filter(case=OuterRef("pk"), recorded_by=OuterRef("closed_by"), cancelled_by=None)
    within = last.filter(on__gte=period.first, on__lte=period.last)
    kinds = [kind.code for kind in granted_kinds()]
    found = cases_visible_to(actor).filter(Exists(within), kind__in=kinds)
    return list(found.order_by("-pk")[:MOST])
