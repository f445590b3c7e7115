"""Definitions of reports: sections of sentences with figures, prose for people and tables, as data. Read strictly, refused whole.

Those of a charter stand in its folder `reports`; an office's own are the same text. Which indicators there are is not known here.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file, toml_files
from regulations.schema import CONFIDENCES

FOLDER = "reports"
PERIODS = ("month", "first_quarter", "half", "nine_months", "year", "term", "since")
COLUMNS = ("value", "before", "difference", "percentage", "share")
AT = ("period", "start", "before")
WHYS = ("heading", "not_collected", "not_yet", "unknown")
SAYINGS = ("before", "difference", "turn", "share")
_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.(before|difference|turn|share:([a-z][a-z0-9_]*)))?\}")
_CODE = re.compile(r"[A-Za-z0-9_.]{1,40}")


@dataclass(frozen=True, slots=True)
class Field:
    """A figure in a sentence: its name and what is said of it ("": its value; otherwise one of SAYINGS, a share of `whole`)."""

    name: str
    saying: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for: an indicator in the report's period, on its eve (`at` "start"), in the same period before ("before") or in a
    fixed one, narrowed; or a published line of the organisation."""

    name: str
    indicator: str
    first: date | None = None
    last: date | None = None
    at: str = "period"
    depth: int | None = None
    category: tuple[str, ...] = ()
    unit_type: tuple[str, ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with figures in it."""

    text: str


@dataclass(frozen=True, slots=True)
class ProsePart:
    """What people write; `hint` says to them what belongs there."""

    code: str
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table: a figure, or why its cells are empty."""

    label: str
    figure: str = ""
    depth: int = 0
    strong: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table: a statistical `form` of the charter, or rows; `by` "child": its rows are columns, each organisation below a line."""

    code: str
    title: str
    unit: str = ""
    form: str = ""
    by: str = ""
    columns: tuple[str, ...] = ("value",)
    share_of: str = ""
    note: str = ""
    annex: bool = False
    rows: tuple[TableRow, ...] = ()


Part = Sentence | ProsePart | TablePart


@dataclass(frozen=True, slots=True)
class SectionOf:
    """A heading and what stands under it."""

    heading: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDefinition:
    """A report in one edition: who makes it (`categories`, `organ`), for which kinds of period, and what stands in it."""

    code: str
    number: int
    name: str
    source: str
    confidence: str
    document: str
    organ: str
    categories: tuple[str, ...]
    periods: tuple[str, ...]
    figures: Mapping[str, Named]
    sections: tuple[SectionOf, ...]

    def named(self, name: str) -> Named:
        """What a name stands for; an indicator needs none of its own."""
        return self.figures.get(name) or Named(name, name)

    def parts(self) -> Iterator[Part]:
        """Everything in it, in order."""
        return (part for section in self.sections for part in section.parts)

    def mentions(self) -> set[str]:
        """Every name its sentences and tables use."""
        found: set[str] = set()
        for part in self.parts():
            if isinstance(part, Sentence):
                found |= names_in(part.text)
            elif isinstance(part, TablePart):
                found |= {row.figure for row in part.rows} | {part.share_of}
        return found - {""}


def pieces(text: str) -> tuple[str | Field, ...]:
    """A text cut into words and fields, in order. A brace that opens no field stays a word."""
    found: list[str | Field] = []
    end = 0
    for match in _FIELD.finditer(text):
        if match.start() > end:
            found.append(text[end : match.start()])
        saying = (match[2] or "").partition(":")[0]
        found.append(Field(match[1], saying, match[3] or ""))
        end = match.end()
    return (*found, text[end:]) if end < len(text) else tuple(found)


def names_in(text: str) -> set[str]:
    """The names of the figures a text asks for."""
    fields = [piece for piece in pieces(text) if isinstance(piece, Field)]
    return {name for one in fields for name in (one.name, one.whole) if name}


def stray_braces(text: str) -> list[str]:
    """What was written in braces and is no field, as it stands."""
    words = "".join(piece for piece in pieces(text) if isinstance(piece, str))
    return re.findall(r"\{[^{}]*\}?|\}", words)


@cache
def reports_of(charter: Path) -> Mapping[tuple[str, int], ReportDefinition]:
    """The reports that come with a charter, by code and number: earlier editions stay beside the newest, for reports that were begun with
    them. Raises Malformed with every mistake of every file."""
    folder = charter / FOLDER
    if not folder.is_dir():
        return {}
    problems: list[Problem] = []
    found = [read_from(reader) for path in toml_files(folder, problems) if (reader := open_file(path, problems))]
    keys = [(one.code, one.number) for one in found]
    problems += [
        Problem(FOLDER, code, f"bản số {number} ghi hai lần")
        for code, number in set(keys)
        if keys.count((code, number)) > 1
    ]
    if problems:
        raise Malformed(problems)
    return {(one.code, one.number): one for one in sorted(found, key=lambda one: (one.code, one.number))}


def read_report(text: str, called: str = "") -> ReportDefinition:
    """One definition from its text. Raises Malformed with every mistake."""
    problems: list[Problem] = []
    try:
        found = read_from(Reader(tomllib.loads(text), called, "", problems))
    except tomllib.TOMLDecodeError as error:
        raise Malformed([Problem(called, "", f"không đúng cú pháp TOML ({error})")]) from error
    if problems:
        raise Malformed(problems)
    return found


def read_from(reader: Reader) -> ReportDefinition:
    """What stands in an opened text; what is wrong in it is noted by the reader."""
    reader.day("checked_on", required=False)
    figures = [_named(one) for one in reader.tables("figure", named="name", required=False)]
    made = ReportDefinition(
        code=reader.text("code"), number=reader.integer("number") or 0, name=reader.text("name"),
        source=reader.text("source", required=False), confidence=_confidence(reader), document=reader.text("document"),
        organ=reader.text("organ"), categories=reader.texts("categories"), periods=reader.texts("periods"),
        figures={one.name: one for one in figures},
        sections=tuple(_section(one) for one in reader.tables("section", named="heading")),
    )  # fmt: skip
    if len(made.figures) < len(figures):
        reader.report("có tên số liệu dùng hai lần", "figure")
    for period in set(made.periods) - set(PERIODS):
        reader.report(f"không có kỳ “{period}”; các kỳ: {', '.join(PERIODS)}", "periods")
    codes = [part.code for part in made.parts() if isinstance(part, ProsePart | TablePart)]
    for code in sorted({one for one in codes if codes.count(one) > 1 or not _CODE.fullmatch(one)}):
        reader.report(f"mã “{code}” dùng hai lần, hoặc có ký tự không phải chữ không dấu và số", "section")
    reader.close()
    return made


def _confidence(reader: Reader) -> str:
    """As everywhere in a charter, in small or capital letters."""
    told = reader.text("confidence", required=False) or "LOW"
    if told.upper() not in CONFIDENCES:
        reader.report(f"“{told}” không có trong danh sách ({', '.join(CONFIDENCES)})", "confidence")
    return told.upper()


def _named(one: Reader) -> Named:
    days = one.raw("period")
    first, last = days if isinstance(days, list) and len(days) == 2 else (None, None)
    if days is not None and not (type(first) is date and type(last) is date and first <= last):
        one.report("kỳ cố định ghi hai ngày: [2019-01-01, 2019-12-31]", "period")
        first = last = None
    depth = one.raw("depth")
    if isinstance(depth, list) and len(depth) == 1:
        depth = depth[0]
    if depth is not None and type(depth) is not int:
        one.report("cần một số nguyên: [1]", "depth")
        depth = None
    line = one.text("line", required=False)
    made = Named(
        one.text("name"), one.text("indicator", required=not line), first, last,
        one.text("at", choices=AT) if one.has("at") else "period", depth, one.texts("category", required=False),
        one.texts("unit_type", required=False), line,
    )  # fmt: skip
    if line and made != Named(made.name, "", line=line):
        one.report("số lấy từ dòng đã công bố thì không ghi gì thêm", "line")
    one.close()
    return made


def _section(one: Reader) -> SectionOf:
    made = SectionOf(one.text("heading"), tuple(_part(part) for part in one.tables("part", required=False)))
    one.close()
    return made


def _part(one: Reader) -> Part:
    kind = one.text("kind", choices=("sentence", "prose", "table"))
    made: Part
    if kind == "prose":
        made = ProsePart(one.text("code"), one.text("title"), one.text("hint", required=False))
    elif kind == "table":
        made = _table(one)
    else:
        made = Sentence(one.text("text"))
        for stray in stray_braces(made.text):
            one.report(f"“{stray}” không phải một trường số liệu", "text")
    one.close()
    return made


def _table(one: Reader) -> TablePart:
    made = TablePart(
        code=one.text("code"), title=one.text("title"), unit=one.text("unit", required=False), form=one.text("form", required=False),
        by=one.text("by", required=False, choices=("", "child")),
        columns=one.texts("columns") if one.has("columns") else ("value",), share_of=one.text("share_of", required=False),
        note=one.text("note", required=False), annex=one.flag("annex"),
        rows=tuple(_row(row) for row in one.tables("row", named="label", required=False)),
    )  # fmt: skip
    for column in set(made.columns) - set(COLUMNS):
        one.report(f"không có cột “{column}”; các cột: {', '.join(COLUMNS)}", "columns")
    if bool(made.form) == bool(made.rows):
        one.report("một biểu lấy theo mẫu (form) hoặc ghi các dòng (row), đúng một cách", "row")
    if ("share" in made.columns) != bool(made.share_of):
        one.report("cột “share” cần “share_of”, và ngược lại", "share_of")
    return made


def _row(one: Reader) -> TableRow:
    made = TableRow(
        one.text("label", required=not one.has("figure")), one.text("figure", required=False), one.integer("depth", required=False) or 0,
        one.flag("strong"), one.text("why", required=False, choices=("", *WHYS)),
    )  # fmt: skip
    if bool(made.figure) == bool(made.why):
        one.report("mỗi dòng ghi số liệu (figure) hoặc vì sao trống (why), đúng một cách")
    one.close()
    return made
