"""What a row below the headings is: data, or one of the rows that people read and nobody counts."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.values.outcome import tidy
from liemchinh.imports.reading.vocabulary import RowWords, words_key
from regulations.words import own

NotData = Literal["blank", "title", "heading", "numbering", "total", "note", "signature", "group"]
SHOWN: dict[str, str] = {
    "blank": "dòng trống",
    "title": "tiêu đề",
    "heading": "tên cột nhắc lại",
    "numbering": "dòng đánh số cột",
    "total": "dòng cộng",
    "note": "ghi chú của bảng",
    "signature": "phần ký",
    "group": "tên nhóm",
}
_NUMBERED = re.compile(r"\(?\d{1,3}[a-zđ]?\)?(?:\s*=.*)?|\(?[A-Ea-e]\)?")
_ROMAN = re.compile(r"[IVXLC]{1,6}[.)]?|\d{1,3}[.)]?|[A-HĐ][.)]?")
_PLACE_AND_DAY = re.compile(r"(?:^|,|\s)ngày\b.{0,12}\btháng\b.{0,12}\bnăm\b", re.IGNORECASE)
_COUNT = re.compile(own(r"\d+\s*(?:đ/c|đồng chí|hội viên|người)?\.?"), re.IGNORECASE)


def is_plain_data(cells: Sequence[Cell], anchor: int) -> bool:
    """The quick answer for nearly every row: three cells filled, and the first column holds a number or a code ending in a digit."""
    if len(cells) <= anchor or len(cells) - cells.count("") < 3:
        return False
    first = cells[anchor]
    if type(first) is not str:
        return type(first) is float or type(first) is int
    return first != "" and first[-1].isdigit() and first[0] not in "(*" and " " not in first and ":" not in first


def is_numbering(cells: Sequence[Cell]) -> bool:
    """ "(1) (2) (3)", "1 2 3", "A B 1 2": each cell numbers its column, one after the other."""
    texts = [tidy(cell) for cell in cells if cell != ""]
    if len(texts) < 3 or not all(_NUMBERED.fullmatch(text) for text in texts):
        return False
    numbers = [int(found.group()) for text in texts if (found := re.search(r"\d+", text.partition("=")[0]))]
    return (
        len(numbers) >= len(texts) - 3
        and all(0 <= after - before <= 2 for before, after in pairwise(numbers))
        and (bool(numbers) and numbers[0] <= 2)
    )


def opens_with(text: str, words: Sequence[str]) -> bool:
    """True when the cell is one of these words, or begins with one: a single or unmarked word only before a colon, a number or the end."""
    key = words_key(text)
    for word in words:
        if key == word:
            return True
        if key.startswith(word + " "):
            rest = key[len(word) + 1 :]
            if (" " in word and not word.isascii()) or rest[0].isdigit() or ":" in text[: len(word) + 3]:
                return True
    return False


def not_data(cells: Sequence[Cell], words: RowWords, core: int | None, ended: bool, grouped: bool) -> NotData | None:
    """Which kind of row that is not data this is; None for data, and for whatever is not surely something else.

    `core` is the column of the name; a row that has something of its own there is data. `ended`: signatures have begun.
    """
    filled = [
        (place, text) for place, text in ((place, tidy(cell)) for place, cell in enumerate(cells) if cell != "") if text
    ]
    if not filled:
        return "blank"
    first = next((text for _, text in filled if any(char.isalpha() for char in text)), "")
    numbered = _has_own_number(filled)
    if not numbered and opens_with(first, words.totals):
        return "total"
    if filled[0][1][0] == "*" or (len(filled) <= 2 and opens_with(first, words.notes)):
        return "note"
    own = dict(filled).get(core, "") if core is not None else ""
    if _is_signature(filled, words, own):
        return "signature"
    if grouped and _is_group(filled, words):
        return "group"
    return "signature" if ended and not (numbered and len(filled) >= 3) else None


def _has_own_number(filled: Sequence[tuple[int, str]]) -> bool:
    return filled[0][1].rstrip(".)").isdigit() and len(filled) > 1 and any(char.isalpha() for char in filled[1][1])


def _is_signature(filled: Sequence[tuple[int, str]], words: RowWords, own: str) -> bool:
    texts = [text for _, text in filled]
    if len(texts) > 4 or any(text.replace(".", "").isdigit() for text in texts):
        return False
    if own and not opens_with(own, words.ends) and not _PLACE_AND_DAY.search(own):
        return False
    return any(opens_with(text, words.ends) for text in texts) or (
        len(texts) <= 2 and any(map(_PLACE_AND_DAY.search, texts))
    )


def _is_group(filled: Sequence[tuple[int, str]], words: RowWords) -> bool:
    rest = [text for _, text in filled if not _ROMAN.fullmatch(text) and not _COUNT.fullmatch(text)]
    return len(rest) == 1 and len(filled) <= 3 and bool(group_name(rest[0], words))


def group_name(text: str, words: RowWords) -> str:
    """The organisation a group row names: "II. Chi hội ấp 2 (15 đ/c)" → "Chi hội ấp 2"; "" when it names none."""
    plain = re.sub(r"^(?:[IVXLC]{1,6}|\d{1,3}|[A-H])\s*[.)/\-:]\s*", "", text)
    plain = re.sub(
        own(r"\s*[:(–-]\s*\d+\s*(?:đ/c|đồng chí|hội viên|người)?\s*\)?\s*$"), "", plain, flags=re.IGNORECASE
    ).strip(" :.")
    key = words_key(plain)
    return plain if any(key.startswith(word + " ") for word in words.groups) else ""
