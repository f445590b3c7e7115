"""The words by which tables, columns and values are recognised: the charter's data, and the product's own list of what is never taken."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from liemchinh.imports.reading.repair import LOOKALIKES
from liemchinh.web.text import clean, fold
from regulations.charter import CODE_LISTS, IMPORT_WORDS, SHIPPED
from regulations.code_lists import CodeList, read_code_lists
from regulations.reading import Malformed, Problem, Reader, open_file, squash
from regulations.words import charter_spoken

_NEVER = Path(__file__).with_name("never_taken.toml")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PUNCTUATION = re.compile(r"[\W_]+")


@lru_cache(maxsize=4_096)
def heading_key(text: str) -> str:
    """A heading without marks, case, punctuation and what stands in brackets: "Ngày, tháng,\\nnăm sinh (dd/mm)" → "ngay thang nam sinh"."""
    plain = fold(text.translate(LOOKALIKES))
    return _PUNCTUATION.sub(" ", _BRACKETS.sub(" ", plain)).strip() or _PUNCTUATION.sub(" ", plain).strip()


@lru_cache(maxsize=4_096)
def words_key(text: str) -> str:
    """Lower case with its marks, punctuation as single spaces."""
    return _PUNCTUATION.sub(" ", clean(text.translate(LOOKALIKES)).lower()).strip()


@dataclass(frozen=True, slots=True, eq=False)
class TableWords:
    """One kind of table that is read: which headings mean which field, and how many fields make it that kind."""

    code: str
    name: str
    core: tuple[str, ...]
    enough: int
    fields: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusable:
    """One kind of table that is recognised and not read."""

    code: str
    name: str
    advice: str
    titles: tuple[str, ...]
    headings: frozenset[str]


@dataclass(frozen=True, slots=True)
class RowWords:
    """Openings of rows that are not data."""

    totals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything one charter says about files."""

    tables: Mapping[str, TableWords]
    refused: tuple[Refusable, ...]
    not_kept: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    rows: RowWords
    lists: Mapping[str, CodeList] = field(default_factory=dict)

    def value(self, of: str, text: str) -> str:
        """The code of a value as written; "" when it is not in the list."""
        return self.values[of].get(squash(text), "") or self.values[of].get(text.strip(), "")


def open_vocabulary(charter: Path | None = None) -> Vocabulary:
    """A charter's words, by default those of the charter of this process. Raises Malformed with every mistake."""
    return _vocabulary(charter or charter_spoken() or SHIPPED)


@cache
def _vocabulary(charter: Path) -> Vocabulary:
    problems: list[Problem] = []
    reader = open_file(charter / IMPORT_WORDS, problems)
    if reader is None:
        raise Malformed(problems)
    vocabulary = Vocabulary(
        tables={words.code: words for words in map(_table, reader.tables("table", named="code"))},
        refused=tuple(map(_refusable, reader.tables("refused", named="code"))),
        not_kept={
            heading_key(text): reason for reason, texts in map(_not_kept, reader.tables("not_kept")) for text in texts
        },
        values=_values(reader.tables("value")),
        rows=_row_words(reader),
        lists=read_code_lists((charter / name for name in CODE_LISTS), problems),
    )
    reader.close()
    if problems:
        raise Malformed(problems)
    return vocabulary


def _table(row: Reader) -> TableWords:
    code, name, core, enough = row.text("code"), row.text("name"), row.texts("core"), row.integer("enough") or 1
    fields: dict[str, tuple[str, ...]] = {}
    headings: dict[str, str] = {}
    for child in row.tables("fields", named="code"):
        field_code, texts = child.text("code"), child.texts("headings")
        child.close()
        fields[field_code] = texts
        # The English name is understood wherever the Vietnamese one is, and the first column to claim a heading keeps it.
        for text in (field_code, *texts):
            headings.setdefault(heading_key(text), field_code)
    row.close()
    return TableWords(code, name, core, enough, fields, headings)


def _refusable(row: Reader) -> Refusable:
    refusable = Refusable(
        row.text("code"),
        row.text("name"),
        row.text("advice"),
        tuple(map(heading_key, row.texts("titles"))),
        frozenset(map(heading_key, row.texts("headings"))),
    )
    row.close()
    return refusable


def _not_kept(row: Reader) -> tuple[str, tuple[str, ...]]:
    found = row.text("reason"), row.texts("headings")
    row.close()
    return found


def _values(rows: list[Reader]) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for row in rows:
        known = values.setdefault(row.text("of"), {})
        code = row.text("code")
        for text in row.texts("texts"):
            # A tick has no letters to squash and stands as it is.
            if known.setdefault(squash(text) or text, code) != code:
                row.report(f"cách ghi “{text}” có hai nghĩa", "texts")
        row.close()
    return values


def _row_words(reader: Reader) -> RowWords:
    table = reader.table("rows")
    if table is None:
        return RowWords()
    words = RowWords(*(tuple(map(words_key, table.texts(name))) for name in ("totals", "notes", "ends", "groups")))
    table.close()
    return words


@cache
def _never() -> tuple[tuple[str, str, str], ...]:
    """(phrase with marks, phrase without, reason)."""
    rows = tomllib.loads(_NEVER.read_text(encoding="utf-8"))["never"]
    return tuple((words_key(word), heading_key(word), row["reason"]) for row in rows for word in row["words"])


@lru_cache(maxsize=4_096)
def never_taken(heading: str) -> str:
    """Why a column with this heading is never taken; "" for the others. Short words count only with their marks: "con" is not "còn"."""
    marked = f" {words_key(heading)} "
    plain = f" {heading_key(heading)} "
    has_marks = not marked.isascii()
    for phrase, folded, reason in _never():
        if f" {phrase} " in marked or (
            not has_marks and (len(folded) > 6 or folded == phrase) and f" {folded} " in plain
        ):
            return reason
    return ""
