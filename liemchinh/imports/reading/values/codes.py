"""Words of closed lists: gender, ethnic group, levels, kinds, yes and no."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.values.outcome import Noted, Unusable, fault_of, is_nothing, shown, tidy
from liemchinh.imports.reading.vocabulary import Vocabulary
from regulations.code_lists import CodeList
from regulations.reading import squash

# The lists of numbers a file may use for ethnic groups, as the charter names them, and how people call them.
ETHNIC_LISTS = {
    "census": "danh mục của Tổng cục Thống kê (tổng điều tra)",
    "decision_1979": "danh mục theo Quyết định 121-TCTK/PPCĐ năm 1979",
    "form": "thứ tự trong biểu thống kê của Hiệp hội",
}
_OPENING = re.compile(r"^(?:dân tộc|dtộc|d\.tộc)\s*[:.]?\s*", re.IGNORECASE)
_CODED = re.compile(r"^(?:(\d{1,2})\s*[-.:)]?\s*)?([^\d(]*?)\s*(?:\(?(\d{1,2})\)?)?$")


def read_gender(cell: Cell, words: Vocabulary) -> str | Unusable:
    """ "nam", "nữ" or "" for an empty cell. Ciphers ("1", "0") are Unusable: files use them both ways."""
    fault = fault_of(cell)
    if fault:
        return fault
    text = tidy(cell)
    if is_nothing(text):
        return ""
    found = words.value("gender", text)
    return found or Unusable(f"giới tính {shown(cell)} không hiểu được; hãy ghi Nam hoặc Nữ")


def read_ethnicity(cell: Cell, groups: CodeList, numbered: str, chosen: Mapping[str, str]) -> str | Unusable:
    """The charter's code of an ethnic group given by name, other name, or number in the list `numbered`; "" for an empty cell."""
    fault = fault_of(cell)
    if fault:
        return fault
    text = _OPENING.sub("", tidy(cell))
    if is_nothing(text):
        return ""
    if squash(text) in chosen:
        return chosen[squash(text)]
    number, name = split_ethnicity(text)
    found = groups.find(name) if name else groups.find(number, numbered=numbered)
    if found is None and "(" in text and name:
        found = groups.find(text) or groups.find(text.partition("(")[0])
    if found is not None:
        return found.code
    if name:
        return Unusable(f"dân tộc {shown(cell)} không có trong danh mục")
    return Unusable(
        f"mã dân tộc {shown(cell)} không đọc được theo {ETHNIC_LISTS.get(numbered, numbered)}; hãy ghi tên dân tộc"
    )


def split_ethnicity(text: str) -> tuple[str, str]:
    """(number, name) of "05 - Khmer", "Khmer (05)", "05" or "Khmer"; either may be ""."""
    match = _CODED.match(text)
    if not match:
        return "", text
    before, name, after = match.groups()
    return before or after or "", name.strip(" -.:")


def read_listed(cell: Cell, known: CodeList, chosen: Mapping[str, str]) -> str | Noted | Unusable:
    """The code of a level or an occupation. What the list does not know is left out and Noted; a person may choose its meaning."""
    fault = fault_of(cell)
    if fault:
        return fault
    text = tidy(cell)
    if isinstance(cell, datetime | date):
        # "12/12" typed into a cell that takes it for a day.
        text = f"{cell.day}/{cell.month}"
    if is_nothing(text) or squash(text) in ("khong", "0"):
        return ""
    if squash(text) in chosen:
        return chosen[squash(text)]
    found = known.find(text) or known.find(text.rpartition(":")[2])
    return found.code if found else Noted("", f"{known.title} {shown(cell)} không có trong danh mục nên không lấy")


def read_kind(cell: Cell, of: str, what: str, words: Vocabulary) -> str | Unusable:
    """A kind of leaving, of event, of succession, by its code or its Vietnamese words; "" for an empty cell."""
    fault = fault_of(cell)
    if fault:
        return fault
    text = tidy(cell)
    if is_nothing(text):
        return ""
    return words.value(of, text) or Unusable(f"{what} {shown(cell)} không có trong danh mục")


def is_tick(cell: Cell, words: Vocabulary) -> bool:
    """True for the signs that mean yes: x, có, ✓, 1."""
    return words.value("flag", tidy(cell)) == "yes"


def is_no(cell: Cell, words: Vocabulary) -> bool:
    """True for the words that mean no."""
    return words.value("flag", tidy(cell)) == "no"


def read_text(cell: Cell, longest: int) -> str | Unusable:
    """Plain short text; "" for an empty cell."""
    if type(cell) is str and cell.isascii() and cell.isalnum() and len(cell) <= longest:
        return cell
    fault = fault_of(cell)
    if fault:
        return fault
    text = tidy(cell)
    if is_nothing(text):
        return ""
    return text if len(text) <= longest else Unusable(f"{shown(cell)} dài quá {longest} ký tự")
