"""Why this day: the rule, the first day, what was counted and what was passed over, and how the day came to be another one since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from liemchinh.casework.awaiting import place_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline
from liemchinh.casework.models import Step as Taken
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.rulebook.current import charter
from regulations.charter import Charter
from regulations.procedures import Step, Timing, timing
from regulations.reading import show_day
from regulations.working_days import Calendar, DayOff


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rule of a limit as it held on the day whose texts count; `local`: two officers of the office vouched for it."""

    title: str
    value: str
    where: str
    since: date
    local: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of working days, so that it can be done again by hand: `total` = `length` + `weekends` + the days off."""

    first: date
    last: date
    length: int
    total: int
    weekends: int
    off: Sequence[DayOff]
    worked: Sequence[date]


@dataclass(frozen=True, slots=True)
class Moved:
    """The day that was told before, and when it became another one."""

    before: date | None
    after: date | None
    on: date


@dataclass(frozen=True, slots=True)
class Why:
    """A deadline with its calculation. `unknown`: why there is no day; `on_paper`: the day stands on a paper and is not counted."""

    number: int
    title: str
    whose: str
    citation: str
    due_on: date | None
    start: date
    start_is: str
    opens: Ruled | None
    opens_on: date | None
    rule: Ruled | None
    counted: Counted | None
    unknown: str
    on_paper: bool
    moved: Sequence[Moved]


def why_of(row: Deadline) -> Why:
    """The calculation of a deadline, by the texts and the local values it was counted with."""
    procedure = case_kind(row.case.kind).procedure
    step = procedure.step(row.step, row.ruled_on)
    ruled = charter(lambda: place_of(row.case), known=row.counted_with)
    told = timing(ruled.rulebook, ruled.calendar, step, row.counted_from, on=row.ruled_on)
    due = told.due.due if told.due else None
    on_paper = row.due_on is not None and row.due_on != due
    return Why(
        row.pk, step.title, procedure.role(row.role), str(step.citation), row.due_on, row.counted_from, _start_is(row, step),
        _ruled(ruled, step.opens, row.ruled_on), row.opens_on, _ruled(ruled, step.within, row.ruled_on),
        None if on_paper else _counted(told, ruled.calendar), told.why if row.is_unknown else "", on_paper, _moved(row),
    )  # fmt: skip


def _start_is(row: Deadline, step: Step) -> str:
    procedure = case_kind(row.case.kind).procedure
    taken = Taken.objects.filter(case=row.case_id, on=row.counted_from, recorded_by__lte=row.recorded_by)
    codes = set(taken.exclude(cancelled_by__lte=row.recorded_by).values_list("code", flat=True))
    before = [code for code in (step.counted_from, *step.after) if code in codes]
    if not before:
        return ""
    return _("ngày làm bước “%(step)s”") % {"step": procedure.step(before[0], row.counted_from).title}


def _ruled(ruled: Charter, name: str, on: date) -> Ruled | None:
    value = ruled.rulebook.in_force(name, on=on) if name else None
    if value is None or not value.usable:
        return None
    rule = ruled.rulebook.parameters[name]
    dated = f" ngày {show_day(date.fromisoformat(value.citation.dated))}" if value.citation.dated else ""
    where = f"{value.citation}{dated}"
    return Ruled(rule.description, rule.shown(value.value, value.unit), where, value.valid_from, value.layer > 0)


def _counted(told: Timing, calendar: Calendar) -> Counted | None:
    due = told.due
    if due is None or due.unit != "wd":
        return None
    days = [date.fromordinal(number) for number in range(due.start.toordinal() + 1, due.due.toordinal() + 1)]
    working = [day for day in days if calendar.is_working_day(day)]
    off = {one.day for one in due.skipped}
    weekends = [day for day in days if day not in off and day not in working]
    worked = [day for day in working if day.isoweekday() > 5]
    first = days[0] if days else due.due
    return Counted(first, due.due, due.length, len(days), len(weekends), due.skipped, worked)


def _moved(row: Deadline) -> list[Moved]:
    """How the day became another one without a step in between, newest last."""
    rows = list(Deadline.objects.filter(case=row.case_id, step=row.step, pk__lte=row.pk).order_by("pk"))
    steps = set(Taken.objects.filter(case=row.case_id).values_list("recorded_by", flat=True))
    entries = Entry.objects.in_bulk([one.recorded_by for one in rows])
    found: list[Moved] = []
    for before, after in pairwise(rows):
        if after.recorded_by in steps or before.cancelled_by != after.recorded_by:
            found = []
        elif before.due_on != after.due_on:
            moment = entries[after.recorded_by].recorded_at.astimezone(clock.LOCAL)
            found.append(Moved(before.due_on, after.due_on, moment.date()))
    return found


def whys_of(case: Case) -> dict[int, Why]:
    """The calculations of what a case waits for, by number of the deadline."""
    rows = Deadline.objects.filter(case=case, cancelled_by=None).select_related("case")
    return {row.pk: why_of(row) for row in rows}
