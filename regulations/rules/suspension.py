"""How long a suspension of activity may last. It is a precaution, not a sanction; where the text was not seen the answer is unknown."""

from dataclasses import replace
from datetime import date, timedelta

from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import Rulebook


def extension(book: Rulebook, since: date, until: date, before: int, *, on: date) -> Answer:
    """Whether a suspension that began on `since`, extended `before` times, may be extended on a day to last until `until`.

    The whole length decides; the number of extensions and the length of one forbid where they are known. Value: the last day allowed.
    """
    whole, one, times = (book.parameter(f"suspension.{name}", on=on) for name in ("total", "extension", "extensions"))
    if isinstance(times.value, int) and before >= times.value:
        return replace(times, verdict="no", value=None, reason=f"{times.reason} Đã gia hạn {before} lần.")
    first = book.parameter("suspension.initial", on=since)
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
