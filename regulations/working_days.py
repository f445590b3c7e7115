"""Working days from dated data: Monday to Friday, without holidays, with the Saturdays worked instead of a swapped day off."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file, toml_files
from regulations.schema import CONFIDENCES, USABLE

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayOff:
    """A weekday without work, and why."""

    day: date
    name: str


@dataclass(frozen=True)
class Year:
    """The days off and the weekend days worked of one year, with where that was checked."""

    year: int
    off: Mapping[date, str]
    worked: frozenset[date]
    confidence: str
    source: str
    checked_on: date

    @cached_property
    def working(self) -> tuple[int, ...]:
        """Its working days in order, as ordinals: counting them is looking one up."""
        first, after = date(self.year, 1, 1).toordinal(), date(self.year + 1, 1, 1).toordinal()
        days = map(date.fromordinal, range(first, after))
        return tuple(
            day.toordinal() for day in days if day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)
        )

    @cached_property
    def weekdays_off(self) -> tuple[DayOff, ...]:
        """Its days off that are no weekend, in order."""
        return tuple(
            DayOff(day, name)
            for day, name in sorted(self.off.items())
            if day.weekday() < _SATURDAY and day not in self.worked
        )


@dataclass(frozen=True, slots=True)
class Walk:
    """Where counting working days ended, and the days off passed over."""

    end: date
    skipped: tuple[DayOff, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Years whose days off are known. A year that is missing, LOW or open is unknown, and so is every count that needs it."""

    years: Mapping[int, Year]

    def is_working_day(self, day: date) -> bool | None:
        """Whether offices work on that day; None if the year is not known."""
        year = self.years.get(day.year)
        if year is None or year.confidence not in USABLE:
            return None
        return day in year.worked or (day.weekday() < _SATURDAY and day not in year.off)

    def add(self, start: date, count: int) -> Walk | None:
        """The count-th working day after `start` (not counted itself); None if a year on the way is not known. count is at least 0."""
        if count < 0:
            raise ValueError("a time limit cannot be negative")
        end, skipped = start, list[DayOff]()
        while count:
            year = self.years.get((end + _DAY).year)
            if year is None or year.confidence not in USABLE:
                return None
            passed = bisect_right(year.working, end.toordinal())
            last = passed + count - 1
            reached = last < len(year.working)
            until = date.fromordinal(year.working[last]) if reached else date(year.year, 12, 31)
            skipped += [off for off in year.weekdays_off if end < off.day <= until]
            count = 0 if reached else count - (len(year.working) - passed)
            end = until
        return Walk(end, tuple(skipped))

    def count(self, start: date, end: date) -> int | None:
        """Working days after `start` up to and with `end`; None if a year between is not known."""
        total = 0
        for ordinal in range(start.toordinal() + 1, end.toordinal() + 1):
            working = self.is_working_day(date.fromordinal(ordinal))
            if working is None:
                return None
            total += working
        return total


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def load_calendar(*layers: Path) -> Calendar:
    """Read folders of calendar files, the lowest layer first; a year of a higher layer replaces the whole year. Raises Malformed."""
    problems: list[Problem] = []
    years: dict[int, Year] = {}
    for folder in layers:
        found: set[int] = set()
        for path in toml_files(folder, problems):
            reader = open_file(path, problems)
            for row in reader.tables("year", named="year") if reader else []:
                year = read_year(row)
                if year and year.year in found:
                    row.report("năm này đã có trong một tệp cùng thư mục", "year")
                if year:
                    found.add(year.year)
                    years[year.year] = year
            if reader:
                reader.close()
    if problems:
        raise Malformed(problems)
    return Calendar(years)


def read_year(row: Reader) -> Year | None:
    """The days off of one year; None, with problems noted, if they are not whole."""
    number, confidence = row.integer("year"), row.text("confidence", choices=CONFIDENCES)
    source, checked_on = row.text("source"), row.day("checked_on")
    row.text("notes", required=False)
    off = [(child.day("day"), child.text("name"), child) for child in row.tables("off", required=confidence != "open")]
    worked = [(child.day("day"), child.text("name"), child) for child in row.tables("worked", required=False)]
    row.close()
    for day, _, child in off + worked:
        child.close()
        if day and day.year != number:
            child.report(f"không thuộc năm {number}", "day")
    for day, _, child in worked:
        if day and day.weekday() < _SATURDAY:
            child.report("chỉ ghi thứ Bảy hoặc Chủ nhật đi làm bù", "day")
    days = [day for day, _, _ in off + worked if day]
    if len(set(days)) < len(days):
        row.report("có ngày ghi hai lần")
    if not (number and confidence and checked_on):
        return None
    names = {day: name for day, name, _ in off if day}
    return Year(number, names, frozenset(day for day, _, _ in worked if day), confidence, source, checked_on)
