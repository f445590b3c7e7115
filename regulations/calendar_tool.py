"""Writes a charter's calendar of days off from the `holidays` package: run by hand, read by a person, then kept as dated data.

    python -m regulations.calendar_tool --from 2019 --to 2027 --checked-on 2026-11-20 > charters/vietnam_party/calendar/vietnam.toml

Nothing else imports `holidays`. What the package lacks stands in CORRECTIONS with its source; a year nobody has announced yet is LOW.
"""

import argparse
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays

_SWAPPED = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")
ANNOUNCED_TO = 2026


@dataclass(frozen=True, slots=True)
class Swap:
    """A working day exchanged for a weekend day by the government, which the package does not know."""

    off: date
    worked: date
    source: str


CORRECTIONS = (
    Swap(
        date(2026, 1, 2),
        date(2026, 1, 10),
        "hoán đổi 02/01 và 10/01/2026: Chính phủ đồng ý ngày 25/12/2025 (báo 24h, 26/12/2025)",
    ),
)
NOTES = {
    2026: "Ngày 24/11: chủ trương tại Nghị quyết 80-NQ/TW; sửa đổi Bộ luật Lao động chưa được đối chiếu nguyên văn.",
    2027: "Lịch nghỉ Tết và hoán đổi ngày làm việc năm 2027 chưa thấy thông báo: các ngày dưới đây là dự tính, không dùng để tính hạn.",
}


def days(first: int, last: int) -> tuple[dict[date, str], dict[date, str]]:
    """Days off and weekend days worked instead, by day, for the years asked for."""
    off: dict[date, str] = {}
    worked: dict[date, str] = {}
    known: Mapping[date, str] = holidays.country_holidays("VN", years=range(first - 1, last + 2), language="vi")
    for day, name in sorted(known.items()):
        off[day] = name.replace("; ", ", ")
        if swapped := _SWAPPED.search(name):
            dd, mm, yyyy = map(int, swapped.groups())
            worked[date(yyyy, mm, dd)] = f"Làm bù cho ngày {day:%d/%m/%Y}"
    for swap in CORRECTIONS:
        off[swap.off] = f"Ngày nghỉ (thay cho ngày {swap.worked:%d/%m/%Y})"
        worked[swap.worked] = f"Làm bù cho ngày {swap.off:%d/%m/%Y}"
    return off, worked


def write(first: int, last: int, checked_on: date) -> str:
    """The calendar file of those years."""
    off, worked = days(first, last)
    return "\n".join(_year(year, off, worked, checked_on) for year in range(first, last + 1))


def _year(year: int, off: Mapping[date, str], worked: Mapping[date, str], checked_on: date) -> str:
    source = f"Bộ luật Lao động; gói holidays {version('holidays')}"
    source = "; ".join([source, *(swap.source for swap in CORRECTIONS if swap.off.year == year)])
    lines = [
        "[[year]]",
        f"year = {year}",
        f'confidence = "{"MEDIUM" if year <= ANNOUNCED_TO else "LOW"}"',
        f'source = "{source}"',
        f"checked_on = {checked_on}",
    ]
    if year in NOTES:
        lines.append(f'notes = "{NOTES[year]}"')
    for key, found in (("off", off), ("worked", worked)):
        rows = [f'  {{ day = {day}, name = "{name}" }},' for day, name in sorted(found.items()) if day.year == year]
        lines += [f"{key} = [", *rows, "]"] if rows else []
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the file for the years asked for."""
    parser = argparse.ArgumentParser(description="Write a calendar of days off, to be checked by a person and kept.")
    parser.add_argument("--from", dest="first", type=int, required=True)
    parser.add_argument("--to", dest="last", type=int, required=True)
    parser.add_argument("--checked-on", type=date.fromisoformat, required=True)
    asked = parser.parse_args()
    sys.stdout.write(write(asked.first, asked.last, asked.checked_on))


if __name__ == "__main__":
    main()
