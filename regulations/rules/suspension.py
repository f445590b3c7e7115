"""How long a suspension may last. It is a precaution, not a sanction; where the text was not seen the answer is unknown."""

from dataclasses import replace
from datetime import date, timedelta

from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import Rulebook


def first_term(book: Rulebook, since: date, *, organisation: bool = False) -> Answer:
    """The last day of the first term of a suspension that began on `since`, by the text of that day; value: a date."""
    rule = book.parameter(f"{_of(organisation)}.initial", on=since)
    if not isinstance(rule.value, int):
        return rule
    last = since + timedelta(days=rule.value)
    return replace(rule, value=last, reason=f"{rule.reason} Muộn nhất là ngày {show_day(last)}.", unit="date")


def extension(book: Rulebook, since: date, until: date, before: int, *, on: date, organisation: bool = False) -> Answer:
    """Whether a suspension that began on `since`, extended `before` times, may be extended on a day to last until `until`.

    The whole length decides; the number of extensions and the length of one forbid where they are known. Value: the last day allowed.
    """
    of = _of(organisation)
    whole, one, times = (book.parameter(f"{of}.{name}", on=on) for name in ("total", "extension", "extensions"))
    if isinstance(times.value, int) and before >= times.value:
        return replace(times, verdict="no", value=None, reason=f"{times.reason} Đã gia hạn {before} lần.")
    first = book.parameter(f"{of}.initial", on=since)
    if isinstance(one.value, int) and isinstance(first.value, int):
        last = since + timedelta(days=first.value + one.value)
        if until > last:
            return replace(one, verdict="no", value=None, reason=f"{one.reason} Muộn nhất là ngày {show_day(last)}.")
    if not isinstance(whole.value, int):
        return whole
    last = since + timedelta(days=whole.value)
    verdict = "yes" if until <= last else "no"
    told = f"{whole.reason} Tính từ {show_day(since)}, muộn nhất là ngày {show_day(last)}."
    return replace(whole, verdict=verdict, value=last if verdict == "yes" else None, reason=told)  # type: ignore[arg-type]


def _of(organisation: bool) -> str:
    return "suspension.organisation" if organisation else "suspension"
