"""Who issues documents and how they are called: types of document with their symbols, organs, and numbers as written in the wild."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file
from regulations.schema import CONFIDENCES, USABLE

TYPES, ORGANS = "document_types.toml", "organs.toml"
_DASH = "[-\u2010-\u2015\u2212]"
_NUMBER = re.compile(
    rf"(?:số)?\s*:?\s*(?P<number>[0-9]{{1,5}}|\.{{2,}}|…)?\s*{_DASH}\s*(?P<type>[A-Za-zĐđ]{{2,4}})\s*/\s*"
    rf"(?P<organ>[A-ZĐ][\w.]*(?:\s*{_DASH}\s*[\w.]+)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One named type. `symbol` "": documents of it carry no symbol, and no number is given; `also`: spellings met elsewhere."""

    code: str
    title: str
    gloss: str
    symbol: str
    also: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Organ:
    """What issues documents in an organisation. `prefix` begins its symbol; `head` is the post of whoever signs, `collective` signs T/M."""

    code: str
    title: str
    gloss: str
    prefix: str
    head: str
    head_title: str
    collective: bool
    categories: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Suffix:
    """How the symbols of organs end in organisations of a category, and of a name that begins so, until a day."""

    category: str
    starts: str
    symbol: str
    valid_to: date | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be filled in for an organ before an officer confirms it; `symbol` "" where nothing reliable is known."""

    symbol: str
    above: str
    name: str


@dataclass(frozen=True, slots=True)
class Issuing:
    """The types, organs and endings of a charter."""

    types: Mapping[str, DocumentType]
    organs: Mapping[str, Organ]
    suffixes: tuple[Suffix, ...]
    names: tuple[tuple[str, str], ...]

    def meant_by(self, symbol: str) -> tuple[str, ...]:
        """The types a symbol can mean, whatever its letter case: "QĐ" is a decision and a regulation; () for none known."""
        wanted = unicodedata.normalize("NFC", symbol).casefold()
        return tuple(
            one.code
            for one in self.types.values()
            if wanted and wanted in {spelling.casefold() for spelling in (one.symbol, *one.also)}
        )

    def suggest(self, organ: str, category: str, name: str, above: str, on: date) -> Suggestion:
        """Symbol, printed name and name above of an organ, from the names of its organisation and of the one above it."""
        one, committee = self.organs[organ], self._committee(name)
        ending = next(
            (
                row for row in self.suffixes
                if row.category == category and name.startswith(row.starts) and (row.valid_to is None or on <= row.valid_to)
            ),
            None,
        )  # fmt: skip
        known = ending is not None and ending.confidence in USABLE and one.confidence in USABLE
        symbol = one.prefix + ending.symbol if known and ending else ""
        return Suggestion(symbol, committee, one.title) if one.prefix else Suggestion(symbol, above, committee)

    def _committee(self, name: str) -> str:
        for starts, becomes in self.names:
            if name.startswith(f"{starts} "):
                return becomes + name.removeprefix(starts)
        return name


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: None where its place was left empty, the symbol of its type, and of its organ with plain hyphens."""

    number: int | None
    symbol: str
    organ: str


def read_number(text: str) -> Written | None:
    """What "Số 05 – QĐ/BKSLH" says; None for what is no number of this kind, such as a number of the state (30/2020/NĐ-CP).

    Taken: with or without "Số" and a colon, any dash, spaces around it, decomposed letters, an empty place ("Số      -NQ/ĐU"), organs of
    several words (TWĐTN-VP). The type is not told from the symbol: see `Issuing.meant_by`.
    """
    found = _NUMBER.fullmatch(" ".join(unicodedata.normalize("NFC", text).split()))
    if found is None or not (found["organ"][0].isupper() and found["type"][0].isupper()):
        return None
    told = found["number"] or ""
    if told.isdigit() and int(told) == 0:
        return None
    return Written(int(told) if told.isdigit() else None, found["type"], re.sub(rf"\s*{_DASH}\s*", "-", found["organ"]))


def write_number(number: int, symbol: str, organ: str) -> str:
    """As offices write it, from 01 on: "05-QĐ/BKSLH"."""
    return f"{number:02d}-{symbol}/{organ}"


@cache
def open_issuing(charter: Path) -> Issuing:
    """A charter's types and organs, kept once read. Raises Malformed with every mistake."""
    problems: list[Problem] = []
    found = read_issuing(charter, problems)
    if problems:
        raise Malformed(problems)
    return found


def read_issuing(charter: Path, problems: list[Problem]) -> Issuing:
    """Reads both files; mistakes are noted."""
    types, organs = open_file(charter / TYPES, problems), open_file(charter / ORGANS, problems)
    known: dict[str, DocumentType] = {}
    if types is not None:
        _source(types)
        for row in types.tables("type", named="code"):
            one = _type(row)
            if one.code in known:
                row.report("loại này đã ghi ở trên", "code")
            known[one.code] = one
        types.close()
    if organs is None:
        return Issuing(known, {}, (), ())
    _source(organs)
    found = {one.code: one for one in map(_organ, organs.tables("organ", named="code"))}
    suffixes = tuple(map(_suffix, organs.tables("suffix", named="category")))
    names = tuple(map(_name, organs.tables("name", named="starts")))
    organs.close()
    return Issuing(known, found, suffixes, names)


def _source(reader: Reader) -> None:
    reader.text("source")
    reader.day("checked_on")


def _type(row: Reader) -> DocumentType:
    one = DocumentType(
        row.text("code"), row.text("title"), row.text("gloss"), row.text("symbol", required=False),
        row.texts("also", required=False), row.text("confidence", choices=CONFIDENCES),
    )  # fmt: skip
    row.close()
    return one


def _organ(row: Reader) -> Organ:
    one = Organ(
        row.text("code"), row.text("title"), row.text("gloss"), row.text("prefix", required=False), row.text("head", required=False),
        row.text("head_title"), row.flag("collective"), row.texts("categories"), row.text("confidence", choices=CONFIDENCES),
    )  # fmt: skip
    row.close()
    return one


def _suffix(row: Reader) -> Suffix:
    one = Suffix(
        row.text("category"), row.text("starts", required=False), row.text("symbol"), row.day("valid_to", required=False),
        row.text("confidence", choices=CONFIDENCES),
    )  # fmt: skip
    row.close()
    return one


def _name(row: Reader) -> tuple[str, str]:
    told = row.text("starts"), row.text("becomes")
    row.close()
    return told
