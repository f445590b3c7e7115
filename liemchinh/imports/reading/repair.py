"""Puts text of older character sets right, column by column, before anything else looks at it.

A sheet is taken as it is unless it holds characters that no Vietnamese text in Unicode has. Then each column is tried under every
character set, and the one under which its words are spelt as Vietnamese is taken, if it is clearly better than leaving them alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from liemchinh.imports.reading.legacy_text import CHARACTER_SETS
from liemchinh.imports.reading.sheets import Cell, Sheet
from liemchinh.imports.reading.syllables import is_syllable, share_spelt, telling_words

# Western characters outside the Vietnamese alphabet, and what windows-1252 shows for the bytes 80–9F.
_FOREIGN = re.compile(
    "[\x80-\x9f\xa1-\xaa\xac-\xaf\xb1-\xb6\xb8-\xba\xbc-\xbf\xc4-\xc7\xcb\xce-\xcf\xd1\xd6-\xd8\xdb-\xdc\xde-\xdf"
    "\xe4-\xe7\xeb\xee-\xef\xf1\xf6-\xf8\xfb-\xfc\xfe-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2020\u2021\u2030\u2039\u203a\u20ac\u2122\u0300-\u036f]"
)
_BEYOND_WESTERN = re.compile(
    "[\u0100-\u0151\u0154-\u0160\u0162-\u0177\u0179-\u017c\u0180-\u0191\u0193-\u02c5\u1e00-\u1eff]"
)
# The letter eth looks like Đ and came with old converters.
LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})
_BATCH = 512
_KEPT_WORDS = 600
_MARGIN = 0.2
_PLAUSIBLE = 0.5

Repair = Callable[[str], str]


def holds_foreign(text: str) -> bool:
    """True when the text holds a character that no Vietnamese text in composed Unicode has."""
    return _FOREIGN.search(text) is not None


def repaired(sheet: Sheet) -> tuple[Sheet, list[str]]:
    """The sheet with its text in composed Unicode, and a notice naming each character set found and its columns."""
    samples = _collect(sheet)
    if not samples:
        return sheet, []
    # Once one column is in an old set, words without foreign characters ("Leâ") may be too: few words are judged with all others.
    whole = _choose(list(chain.from_iterable(samples.values())))
    chosen = {column: (_says_nothing(words) and whole) or _choose(words) for column, words in samples.items()}
    chosen = {
        column: name for column, name in chosen.items() if any(_mend(name, word) != word for word in samples[column])
    }
    found = set(chosen.values())
    repairs: dict[int, Repair] = {column: partial(_mend, name) for column, name in chosen.items()}
    notices = []
    for name in sorted(found):
        columns = ", ".join(str(column + 1) for column, other in sorted(chosen.items()) if other == name)
        where = f"Trang “{sheet.name}”: c" if sheet.name else "C"
        notices.append(f"{where}hữ ở cột {columns} viết bằng mã {CHARACTER_SETS[name][0]}; đã chuyển sang Unicode.")
    return replace(sheet, walk=partial(_walk, sheet, repairs)), notices


def _says_nothing(words: list[str]) -> bool:
    """True for a few words none of which is surely Unicode."""
    return len(words) < 8 and not any(map(_BEYOND_WESTERN.search, words))


def _collect(sheet: Sheet) -> dict[int, list[str]]:
    """Telling words by column, from sheets that hold anything foreign; empty for the others (nearly all)."""
    foreign = sheet.foreign if sheet.foreign is not None else any(map(holds_foreign, _texts(sheet.walk())))
    if not foreign:
        return {}
    columns: dict[int, dict[str, None]] = {}
    for cells in sheet.walk():
        for column, cell in enumerate(cells):
            if type(cell) is str and not cell.isascii():
                words = columns.setdefault(column, {})
                if len(words) < _KEPT_WORDS:
                    words.update(dict.fromkeys(telling_words((cell,))))
    return {column: list(words) for column, words in columns.items()}


def _texts(rows: Iterable[list[Cell]]) -> Iterator[str]:
    batch: list[str] = []
    for cells in rows:
        batch += [cell for cell in cells if type(cell) is str]
        if len(batch) > _BATCH:
            yield "\n".join(batch)
            batch = []
    yield "\n".join(batch)


def _choose(words: list[str]) -> str:
    """The character set under which these words are Vietnamese, or "" to leave them."""
    western = [word for word in words if not _BEYOND_WESTERN.search(word)]
    if not western:
        return ""
    best, best_share = "", share_spelt(word.translate(LOOKALIKES) for word in western) + _MARGIN
    for name, (_, convert) in CHARACTER_SETS.items():
        share = share_spelt(map(convert, western))
        if share >= _PLAUSIBLE and share > best_share:
            best, best_share = name, share
    return best


def _mend(name: str, text: str) -> str:
    if name and not (name != "utf8-misread" and _BEYOND_WESTERN.search(text)):
        converted = CHARACTER_SETS[name][1](text)
        # In a column of mixed origin a cell already spelt right, and not after conversion, stays.
        if name == "utf8-misread" or _wins(converted, text):
            text = converted
    return text


def _wins(converted: str, text: str) -> bool:
    before, after = telling_words((text,)), telling_words((converted,))
    return sum(map(is_syllable, after)) * max(len(before), 1) >= sum(map(is_syllable, before)) * max(len(after), 1)


def _walk(sheet: Sheet, repairs: dict[int, Repair]) -> Iterator[list[Cell]]:
    known: dict[int, dict[str, str]] = {column: {} for column in repairs}
    for cells in sheet.walk():
        mended = list(cells)
        for column, repair in repairs.items():
            if column < len(mended):
                cell = mended[column]
                if type(cell) is str and not cell.isascii():
                    seen = known[column]
                    if cell not in seen:
                        if len(seen) > 100_000:
                            seen.clear()
                        seen[cell] = repair(cell)
                    mended[column] = seen[cell]
        yield mended
