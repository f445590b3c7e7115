"""Rows of headings: which rows are headings, how several lines become one heading a column, and what a heading means."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from liemchinh.imports.reading.sheets import Cell, Span
from liemchinh.imports.reading.values.outcome import tidy
from liemchinh.imports.reading.vocabulary import TableWords, Vocabulary, heading_key, never_taken, words_key

# A single right-pointing angle: no heading of an office holds it.
JOINED = " \u203a "
_LONGEST = 200
_MOST_LINES = 4
# A second line that only says "day, month, year" or "number" adds nothing to the line above it. With marks: "năm" is not "Nam".
_ADDS_NOTHING = frozenset(
    ("ngày tháng năm", "ngày", "số", "năm", "tháng năm", "tên", "ngay thang nam", "ngay", "so", "dd mm yyyy")
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means in one kind of table, and how sure that is: 1.0 its very words, less for parts and likeness."""

    field: str
    confidence: float


def texts_of(cells: Sequence[Cell]) -> list[str]:
    """Every cell as tidy text."""
    return [tidy(cell) if cell != "" else "" for cell in cells]


def looks_like_heading(cells: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """True for a row of words at least half of which are known headings: two of their very words, or more parts of them."""
    filled = [cell for cell in cells if cell != ""]
    if len(filled) < 2 or any(type(cell) is not str or len(cell) > _LONGEST for cell in filled):
        return False
    texts = [text for text in map(tidy, filled) if text]
    weight = sum(weight_of(text, vocabulary) for text in texts)
    return weight >= 2 and (weight >= 3 or weight * 2 >= len(texts))


@lru_cache(maxsize=4_096)
def weight_of(text: str, vocabulary: Vocabulary) -> float:
    key = heading_key(text)
    tables = vocabulary.tables.values()
    if any(key in words.headings for words in tables) or key in vocabulary.not_kept or never_taken(text):
        return 1.0
    if any(key in refusable.headings for refusable in vocabulary.refused):
        return 1.0
    return 0.5 if any(_contained(key, words) for words in tables) else 0.0


def is_second_line(cells: Sequence[Cell], above: Sequence[str]) -> bool:
    """Without merged cells to tell: words only, none under a first column that is filled, at least one under a gap of the line above."""
    filled = {place: tidy(cell) for place, cell in enumerate(cells) if cell != ""}
    if not filled or any(type(cells[place]) is not str for place in filled):
        return False
    if any(any(char.isdigit() for char in text) or len(text) > 60 for text in filled.values()):
        return False
    first = next((place for place, text in enumerate(above) if text), 0)
    gaps = [place for place in filled if place >= len(above) or not above[place]]
    if not gaps or first in filled:
        return False
    return all(place in gaps or place + 1 in gaps for place in filled)


def joined(lines: Sequence[Sequence[str]], top: int, spans: Sequence[Span]) -> list[str]:
    """One heading a column out of one to four lines; a heading merged over several columns stands above each of them."""
    width = max((len(line) for line in lines), default=0)
    grid = [list(line) + [""] * (width - len(line)) for line in lines]
    covered: set[tuple[int, int]] = set()
    for span in spans:
        if top <= span.top < top + len(grid) and span.left < width and grid[span.top - top][span.left]:
            for row in range(span.top - top, min(span.bottom - top + 1, len(grid))):
                for column in range(span.left, min(span.right + 1, width)):
                    covered.add((row, column))
                    grid[row][column] = grid[row][column] or grid[span.top - top][span.left]
    for number, line in enumerate(grid[:-1]):
        for column in range(1, width):
            below = any(
                lower[column] and (number + place, column) not in covered
                for place, lower in enumerate(grid[number + 1 :], start=1)
            )
            if not line[column] and below and (number, column) not in covered:
                line[column] = line[column - 1]
    return [
        JOINED.join(dict.fromkeys(line[column][:_LONGEST] for line in grid if line[column])) for column in range(width)
    ]


def depth_of(row: int, spans: Sequence[Span]) -> int:
    """How many rows below this one belong to the same heading, by cells merged downwards."""
    return min(max((span.bottom - row for span in spans if span.top == row), default=0), _MOST_LINES - 1)


def very_words(heading: str, words: TableWords) -> str:
    """The field whose very words these are, marks aside; but "Năm" (year) is not "Nam" (male). "" for other headings."""
    text = heading.replace(JOINED, " ")
    return "" if words_key(text) == "năm" else words.headings.get(heading_key(text), "")


def meaning_of(heading: str, words: TableWords) -> Meaning | None:
    """The field a heading means in this kind of table: by its very words, by its lower or upper line, by a part, by likeness."""
    parts = heading.split(JOINED)
    whole = heading_key(heading.replace(JOINED, " "))
    if not whole:
        return None
    very = very_words(heading, words)
    if very:
        return Meaning(very, 1.0)
    last, first = heading_key(parts[-1]), heading_key(parts[0])
    if len(parts) > 1:
        empty = words_key(parts[-1]) in _ADDS_NOTHING
        if last in words.headings and not empty:
            return Meaning(words.headings[last], 0.95)
        if empty and first in words.headings:
            return Meaning(words.headings[first], 0.9)
    contained = _contained(whole, words)
    if contained:
        return Meaning(contained, 0.8)
    return _alike(whole, words)


def _contained(key: str, words: TableWords) -> str:
    """The field of the longest known heading of two words or more inside this one, which may say a little more."""
    said = key.split()
    for length in range(len(said) if len(said) <= 12 else 0, max(1, len(said) - 5), -1):
        for start in range(len(said) - length + 1):
            field = words.headings.get(" ".join(said[start : start + length]))
            if field:
                return field
    return ""


def _alike(key: str, words: TableWords) -> Meaning | None:
    if len(key) < 6:
        return None
    match = process.extractOne(key, list(words.headings), scorer=fuzz.ratio, score_cutoff=88)
    return Meaning(words.headings[match[0]], 0.6) if match else None
