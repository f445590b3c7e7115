"""Days as other calendars read them (RFC 5545): whole-day events that say one thing and link to one place. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WIDEST = 75


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something is due: nothing else of it is known here."""

    on: date
    url: str


def calendar_of(name: str, says: str, days: Iterable[Due], *, key: str, made: datetime) -> str:
    """A calendar of these days, one event each. `key` keeps the events of two calendars apart; `made` in UTC."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Liem Chinh//Agenda//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
    ]  # fmt: skip
    for day in days:
        lines += [
            "BEGIN:VEVENT", f"UID:{day.on:%Y%m%d}-{key}@liemchinh", f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}", f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_text(says)}", f"URL:{day.url}", "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """A line in pieces of at most 75 octets, each but the first begun with a space; no letter is cut in two."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > WIDEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
