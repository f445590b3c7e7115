"""Numbers that are names: cards, files, ids, codes. Their zeros count, and a spreadsheet loses them."""

import re

from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.values.outcome import Noted, Unusable, fault_of, is_nothing, shown, tidy

CARD_DIGITS = 8
_MOST_DIGITS = 12
_SPACERS = str.maketrans("", "", " .,-/_\u00a0")
_CV = re.compile(r"(\d{1,6})\s*[-/.]?\s*([A-Za-zĐđ]{1,3})")
LONGEST_ID = 80


def read_card(cell: Cell, *, typed: bool) -> str | Noted | Unusable:
    """The digits of a card number; "" for an empty cell.

    A number in a workbook, or bare digits in a text file, get back the zeros in front up to eight digits; 84.00001 is "84.000010",
    a number that a spreadsheet took for a fraction. Another length than eight is Noted: the number only helps to find people.
    """
    if isinstance(cell, bool):
        return Unusable(f"{shown(cell)} không phải số thẻ")
    if isinstance(cell, int | float):
        return _from_number(float(cell), cell)
    fault = fault_of(cell)
    if fault:
        return fault
    text = tidy(cell)
    if is_nothing(text):
        return ""
    digits = text.translate(_SPACERS)
    if not (digits.isascii() and digits.isdigit()):
        return Unusable(f"số thẻ {shown(cell)} có ký tự không phải chữ số")
    if not typed and text.isdigit() and len(digits) < CARD_DIGITS:
        digits = digits.zfill(CARD_DIGITS)
    return _judged(digits, cell)


def _from_number(number: float, cell: Cell) -> str | Noted | Unusable:
    if number != number or number < 0 or number >= 10**_MOST_DIGITS:
        return Unusable(f"số thẻ {shown(cell)} không dùng được")
    if number == 0:
        return ""
    if number.is_integer():
        return _judged(str(int(number)).zfill(CARD_DIGITS), cell)
    if number < 100:
        return _judged(f"{number:09.6f}".replace(".", ""), cell)
    return Unusable(f"số thẻ {shown(cell)} là số lẻ")


def _judged(digits: str, cell: Cell) -> str | Noted | Unusable:
    if not digits.strip("0"):
        return ""
    if len(digits) > _MOST_DIGITS:
        return Unusable(f"số thẻ {shown(cell)} dài quá {_MOST_DIGITS} chữ số")
    if len(digits) != CARD_DIGITS:
        return Noted(digits, f"số thẻ {shown(cell)} có {len(digits)} chữ số, thường là {CARD_DIGITS}")
    return digits


def read_cv(cell: Cell) -> str | Unusable:
    """The number of a member's file: six digits and one to three letters; other numbers stay as written."""
    fault = fault_of(cell)
    if fault:
        return fault
    text = tidy(cell)
    if is_nothing(text):
        return ""
    match = _CV.fullmatch(text)
    if match:
        return match.group(1).zfill(6) + match.group(2).upper()
    return text if len(text) <= 20 else Unusable(f"số lý lịch {shown(cell)} dài quá 20 ký tự")


def read_id(cell: Cell) -> str | Unusable:
    """An id or code of the file's own, as text: 17.0 is "17". "" for an empty cell."""
    if type(cell) is str and cell.isascii() and cell.isalnum() and len(cell) <= LONGEST_ID:
        return cell
    fault = fault_of(cell)
    if fault:
        return fault
    text = tidy(cell)
    return text if len(text) <= LONGEST_ID else Unusable(f"mã {shown(cell)} dài quá {LONGEST_ID} ký tự")
