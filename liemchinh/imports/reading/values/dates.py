"""Dates as people write them, day before month always, as far as they are known; no day or month is invented."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite

from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.values.outcome import Unusable, fault_of, is_nothing, shown, tidy
from liemchinh.web.dates import PartialDate

# Two digits of a year mean the hundred years that begin here: 30–99 is 1930–1999, 00–29 is 2000–2029; in birth dates 16–99 is
# 1916–1999 and 00–15 is 2000–2015.
TWO_DIGITS_FROM = 1930
TWO_DIGITS_BIRTH_FROM = 1916
CENTURY_RULE = "Năm viết hai chữ số: 30–99 hiểu là 1930–1999, 00–29 là 2000–2029; riêng ngày sinh: 16–99 là 1916–1999, 00–15 là 2000–2015."
_EPOCH = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_LAST_SERIAL = (date(2049, 12, 31) - _EPOCH).days
_UNKNOWN = r"0{1,2}|[.…?\-_x*]{1,4}"
_DAY_MONTH_YEAR = re.compile(
    rf"(\d{{1,2}}|{_UNKNOWN})\s*[/\-.,\s]\s*(\d{{1,2}}|{_UNKNOWN})\s*[/\-.,\s]\s*(\d{{4}}|\d{{2}})"
)
_YEAR_MONTH_DAY = re.compile(r"(\d{4})\s*[/\-.\s]\s*(\d{1,2})(?:\s*[/\-.\s]\s*(\d{1,2}))?")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}|{_UNKNOWN})\s*[/\-.\s]\s*(\d{{4}})")
_WORDS = re.compile(
    r"(?:ngày\s*(\d{1,2})\s*[,/\-.]?\s*)?(?:tháng|thg|t)\s*\.?\s*(\d{1,2})\s*[,/\-.]?\s*(?:năm\s*)?(\d{4})"
)
_DAY_WORDS = re.compile(r"(\d{1,2})\s*(?:tháng|thg)\s*(\d{1,2})\s*[,/\-.]?\s*(?:năm\s*)?(\d{4})")
_NAMED_MONTH = re.compile(r"(\d{1,2})[\s\-/]([a-z]{3,9})[\s\-/,]+(\d{4}|\d{2})")
_OPENING = re.compile(r"^(?:ngày|sinh ngày|sinh năm|sinh|năm sinh|ns|năm|từ ngày|từ)[\s:.]+(?=[\d.…?\-_x*])")
_TIME = re.compile(r"[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?z?$")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: place for place, name in enumerate(_MONTH_NAMES.split(), start=1)}
_WRITE = "hãy ghi dạng ngày/tháng/năm, tháng/năm hoặc năm"


def read_date(cell: Cell, *, birth: bool = False) -> PartialDate | Unusable | None:
    """The date in a cell as a year, a month or a day; None for an empty cell.

    Never raises. Impossible days ("30/02"), months above twelve (an American date) and years outside 1800–2200 are Unusable.
    """
    if isinstance(cell, str):
        if len(cell) == 10 and cell[4] == "-" == cell[7] and cell.isascii():
            try:
                day = date.fromisoformat(cell)
            except ValueError:
                pass
            else:
                return PartialDate(cell, day, day) if _FIRST_YEAR <= day.year <= _LAST_YEAR else _outside(day.year)
        return _from_text(cell, birth)
    if isinstance(cell, datetime | date):
        return _from_date_cell(cell, birth)
    if isinstance(cell, time | timedelta):
        return Unusable(f"{shown(cell)} là giờ, không phải ngày")
    return _from_number(float(cell), cell)


def _from_date_cell(cell: date, birth: bool) -> PartialDate | Unusable:
    serial = (date(cell.year, cell.month, cell.day) - _EPOCH).days
    if birth and 1900 <= serial <= _LAST_YEAR:
        return Unusable(
            f"ô này hiện {shown(cell)}, có lẽ là năm {serial} gõ vào ô định dạng ngày; hãy ghi lại thành chữ"
        )
    return _build(cell.year, cell.month, cell.day, shown(cell))


def _from_number(number: float, cell: Cell) -> PartialDate | Unusable | None:
    if isinstance(cell, bool) or not isfinite(number) or number < 0:
        return Unusable(f"{shown(cell)} không phải ngày; {_WRITE}")
    if number == 0:
        return None
    if number != int(number):
        month, _, year = f"{number:.4f}".partition(".")
        if 1 <= number < 13 and 1900 <= int(year) <= 2099:
            return _build(int(year), int(month), None, shown(cell))
    whole = int(number)
    if _FIRST_YEAR <= whole <= _LAST_YEAR:
        return _build(whole, None, None, shown(cell))
    if _LAST_YEAR < whole <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=whole)
        return PartialDate(day.isoformat(), day, day)
    return _from_digits(str(whole), shown(cell))


def _from_digits(digits: str, quoted: str) -> PartialDate | Unusable:
    """Digits run together: 03051956, 19560503, 051956; seven or five digits have lost a leading zero."""
    if len(digits) in (5, 7):
        digits = "0" + digits
    if len(digits) == 8 and 1900 <= int(digits[4:]) <= 2099:
        return _build(int(digits[4:]), int(digits[2:4]), int(digits[:2]), quoted)
    if len(digits) == 8 and 1900 <= int(digits[:4]) <= 2099:
        return _build(int(digits[:4]), int(digits[4:6]), int(digits[6:]), quoted)
    if len(digits) == 6 and 1900 <= int(digits[2:]) <= 2099:
        return _build(int(digits[2:]), int(digits[:2]), None, quoted)
    return Unusable(f"{quoted} không phải ngày; {_WRITE}")


def _from_text(cell: str, birth: bool) -> PartialDate | Unusable | None:
    fault = fault_of(cell)
    if fault:
        return fault
    quoted = shown(cell)
    text = _TIME.sub("", tidy(cell).lower().rstrip(" .;,"))
    text = _OPENING.sub("", text) if not text[:1].isdigit() and "tháng" not in text else text
    if is_nothing(text):
        return None
    if text.isascii() and text.isdigit():
        return _from_plain_digits(text, quoted)
    if text.isascii() and text.replace(".", "", 1).isdigit() and text.endswith((".0", ".00")):
        return _from_plain_digits(text.partition(".")[0], quoted)
    for pattern, order in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            groups = match.groups()
            year, month, day = (groups[place] if place is not None and place < len(groups) else None for place in order)
            return _assemble(year or "", month, day, birth, quoted)
    return Unusable(f"{quoted} không phải ngày; {_WRITE}")


# Which group is the year, the month, the day. "ngày" is optional before a day in words, never before a lone month.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[int | None, int | None, int | None]], ...] = (
    (_DAY_MONTH_YEAR, (2, 1, 0)),
    (_MONTH_YEAR, (1, 0, None)),
    (_YEAR_MONTH_DAY, (0, 1, 2)),
    (_WORDS, (2, 1, 0)),
    (_DAY_WORDS, (2, 1, 0)),
    (_NAMED_MONTH, (2, 1, 0)),
)


def _from_plain_digits(text: str, quoted: str) -> PartialDate | Unusable:
    if len(text) == 4:
        return _build(int(text), None, None, quoted)
    if len(text) == 5 and _LAST_YEAR < int(text) <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(text))
        return PartialDate(day.isoformat(), day, day)
    return _from_digits(text, quoted)


def _assemble(year: str, month: str | None, day: str | None, birth: bool, quoted: str) -> PartialDate | Unusable:
    number = int(year)
    if len(year) == 2:
        first = TWO_DIGITS_BIRTH_FROM if birth else TWO_DIGITS_FROM
        number += 100 * ((first - number + 99) // 100)
    if month is not None and month.isalpha() and month[:3] in _MONTHS:
        return _build(number, _MONTHS[month[:3]], _known(day), quoted)
    if month is not None and month.isalpha() and not set(month) <= {"x"}:
        return Unusable(f"{quoted} không phải ngày; {_WRITE}")
    known_month = _known(month)
    known_day = _known(day)
    if known_day and not known_month:
        return Unusable(f"{quoted} có ngày mà không có tháng; {_WRITE}")
    return _build(number, known_month, known_day, quoted)


def _known(part: str | None) -> int | None:
    return int(part) or None if part and part.isdigit() else None


def _outside(year: int) -> Unusable:
    return Unusable(f"năm {year} ngoài khoảng {_FIRST_YEAR}–{_LAST_YEAR}")


def _build(year: int, month: int | None, day: int | None, quoted: str) -> PartialDate | Unusable:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _outside(year)
    if month is not None and not 1 <= month <= 12:
        return Unusable(f"{quoted}: không có tháng {month}; ngày viết trước, tháng viết sau")
    text = (
        f"{year:04d}"
        if month is None
        else f"{year:04d}-{month:02d}"
        if day is None
        else f"{year:04d}-{month:02d}-{day:02d}"
    )
    try:
        return PartialDate.parse(text)
    except ValueError:
        return Unusable(f"{quoted}: tháng {month} năm {year} không có ngày {day}")
