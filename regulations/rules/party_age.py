"""Years of membership: from the day of the admission decision, without the time somebody was no member. Unknown stays unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import ASK, Rulebook
from regulations.working_days import add_months

START, READMITTED, RESTORED = "party_age.start", "party_age.interruption", "party_age.restored"
NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Interruption:
    """From the day somebody left until the day they came back (the first day a member again). `restored`: the leaving was undone."""

    since: date
    until: date
    restored: bool = False

    @property
    def days(self) -> int:
        """How long it lasted."""
        return (self.until - self.since).days


@dataclass(frozen=True, slots=True)
class Reached:
    """When a number of years is full: surely by `latest`, surely not before `earliest`; the same day where everything is known."""

    years: int
    earliest: date
    latest: date


def day_reached(admitted: date, years: int, interruptions: Iterable[Interruption] = ()) -> date:
    """The first day on which so many years are full when each interruption that began before it is left out, day by day."""
    day = add_months(admitted, years * 12)
    for one in sorted(interruptions, key=lambda one: (one.since, one.until)):
        if one.since < day:
            day += timedelta(days=one.days)
    return day


def treatment(book: Rulebook, one: Interruption, *, on: date) -> Answer:
    """Whether the time of an interruption counts, by the text in force on a day; value "counted" or "not_counted"."""
    return book.parameter(RESTORED if one.restored else READMITTED, on=on)


def years_reached(
    book: Rulebook, admitted: tuple[date, date], interruptions: Sequence[Interruption], years: int, *, on: date
) -> Answer:
    """Whether a member has so many years on a day; value: Reached.

    `admitted` is the first and the last day the admission may have been (the same, if known). "unknown" between the two days of `Reached`:
    where the admission is known in part, or no verified text says whether an interruption counts.
    """
    rule = book.parameter(START, on=on)
    if rule.verdict != "yes":
        return rule
    answers = [(one, treatment(book, one, on=on)) for one in interruptions]
    surely = [one for one, answer in answers if answer.value == NOT_COUNTED]
    perhaps = surely + [one for one, answer in answers if answer.verdict != "yes"]
    found = Reached(years, day_reached(admitted[0], years, surely), day_reached(admitted[1], years, perhaps))
    if on >= found.latest:
        told = f"Đủ {years} năm từ ngày {show_day(found.latest)}."
        return replace(rule, verdict="yes", value=found, reason=f"{rule.reason} {told}", unit="date")
    if on < found.earliest:
        told = f"Đến ngày {show_day(on)} chưa đủ {years} năm; đủ từ ngày {show_day(found.earliest)}."
        return replace(rule, verdict="no", value=found, reason=f"{rule.reason} {told}", unit="date")
    told = f"Chưa rõ đã đủ {years} năm vào ngày {show_day(on)}: sớm nhất {show_day(found.earliest)}, muộn nhất {show_day(found.latest)}."
    return replace(rule, verdict="unknown", value=found, reason=f"{told} {ASK}", unit="date")
