"""What is due, week by week: late, this week, next week; of every granted case open to the reader, and of their programmes."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Deadline
from liemchinh.casework.work import NO_DAY, Work, cases_called, waiting_steps, work_of
from liemchinh.inspections.case_queries import follow_ups_open_to
from liemchinh.inspections.models import FollowUp
from liemchinh.inspections.progress import UNTOLD, LineOfYear, lines_of_year
from liemchinh.inspections.words import DUTIES, SORTS
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from liemchinh.papers.organs import organ_name

MOST = 100  # lines of one kind in one part; what is more is counted


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday, both in it."""

    first: date

    @property
    def last(self) -> date:
        """The Sunday."""
        return self.first + timedelta(days=6)

    @property
    def next(self) -> "Week":
        """The week after."""
        return Week(self.first + timedelta(days=7))


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done by a day. `deadline`: the number under which its calculation stands; 0 for what has none."""

    title: str
    url: str
    step: str
    whose: str
    due_on: date
    deadline: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What is due in one stretch of time, by day, and how much more there is than is listed."""

    rows: Sequence[Due]
    more: int = 0


@dataclass(frozen=True, slots=True)
class WeekShown:
    """`undated`: how many steps wait without a day. `programme`: the lines of this month that the reader
    knows no case of; where one is open to them its steps are due."""

    week: Week
    late: Part
    now: Part
    next: Part
    undated: int
    programme: Sequence[Due] = field(default_factory=tuple)


def week_of(day: date) -> Week:
    """The week a day lies in."""
    return Week(day - timedelta(days=day.weekday()))


def week_shown(actor: Actor, on: date) -> WeekShown:
    """The reader's week. A fixed number of queries and one for each kind of case on the page, however many cases are open."""
    week = week_of(on)
    following = week.next
    lines = [line for line in lines_of_year(actor, on.year) if line.state == UNTOLD and line.item.month <= on.month]
    planned = _planned(lines, on)
    # Asked once: by day, and what has none last.
    days = list(waiting_steps(actor).order_by("day", "pk").values_list("pk", "day"))
    owed = list(follow_ups_open_to(actor).filter(confirmed_by=None, due_on__lte=following.last))
    late, now, later = (
        _part([pk for pk, day in days if first <= day <= last], [row for row in owed if first <= row.due_on <= last])
        for first, last in ((date.min, on - timedelta(days=1)), (on, week.last), (following.first, following.last))
    )
    late = Part(_by_day([*late.rows, *(one for one in planned if one.due_on < on)]), late.more)
    undated = sum(day == NO_DAY for _pk, day in days)
    return WeekShown(week, late, now, later, undated, [one for one in planned if one.due_on >= on])


def _part(steps: Sequence[int], owed: Sequence[FollowUp]) -> Part:
    """The first of these steps that wait and of these duties, by day; of the others how many there are."""
    listed = list(Deadline.objects.filter(pk__in=steps[:MOST]).select_related("case"))
    called = cases_called({(row.case_id, row.case.kind) for row in (*listed, *owed[:MOST])})
    rows = [
        _step(work_of(row, called[row.case_id]), row.due_on) for row in listed if row.case_id in called and row.due_on
    ]
    rows += [
        Due(called[row.case_id].title, called[row.case_id].url, str(DUTIES[row.what]), "", row.due_on)
        for row in owed[:MOST]
        if row.case_id in called
    ]
    return Part(_by_day(rows), max(0, len(steps) - MOST) + max(0, len(owed) - MOST))


def _by_day(rows: Iterable[Due]) -> list[Due]:
    return sorted(rows, key=lambda one: one.due_on)


def _step(row: Work, due_on: date) -> Due:
    return Due(row.case.title, row.case.url, row.step, row.whose, due_on, row.deadline)


def _planned(lines: Sequence[LineOfYear], on: date) -> list[Due]:
    """Lines of programmes, due by the end of their month; called by sort and number, never by whom they are about."""
    places = {line.programme.organisation_id for line in lines}
    known = {one.organisation_id: one for one in standing(on).filter(organisation_id__in=places)}
    return [_line(line, known.get(line.programme.organisation_id)) for line in lines]


def _line(line: LineOfYear, place: Version | None) -> Due:
    year, month = line.programme.year, line.item.month
    organ = organ_name(line.programme.organ, place.category, place.name) if place else ""
    step = _("Chương trình, mục %(number)s: %(sort)s") % {"number": line.item.number, "sort": SORTS[line.item.sort]}
    due_on = date(year, month, monthrange(year, month)[1])
    return Due(organ, reverse("inspections:programme", args=[line.programme.pk]), step, "", due_on)
