"""How a document looks, as dated data: margins, and for each part its size, weight and place. No text of a document stands here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from regulations.answers import Citation
from regulations.reading import Malformed, Problem, Reader, open_file, toml_files
from regulations.schema import CONFIDENCES

LAYOUTS = "layouts"
PARTS = (
    "title", "above", "issuer", "star", "number", "dated", "type", "abstract", "letter_abstract", "basis", "body", "heading", "authority",
    "signer_title", "signer_name", "recipients_label", "recipients", "page_number",
)  # fmt: skip
WORDS = ("title", "star", "number", "dated", "recipients", "collective")
ALIGNMENTS = ("left", "centre", "both")
RULES = ("text", "short")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper, in millimetres; `left_column`: how wide the corner with the issuer is; pages are numbered from `numbered_from` on."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    left_column: int
    numbered_from: int
    font: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document. `size`, `before`, `after`, `leading` in points (0: the font's own), `indent` of the first line in mm.

    `rule`: a line below it, as long as its "text" or "short"; "": none.
    """

    name: str
    size: int
    bold: bool
    italic: bool
    underline: bool
    caps: bool
    align: str
    indent: int
    before: int
    after: int
    leading: int
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole layout, from a day until a day; both ends count."""

    code: str
    title: str
    valid_from: date
    valid_to: date | None
    citation: Citation
    sheet: Sheet
    words: Mapping[str, str]
    parts: Mapping[str, Part]

    def covers(self, on: date) -> bool:
        """Does it hold on that day?"""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def open_layouts(charter: Path) -> tuple[Layout, ...]:
    """A charter's layouts by their first day, kept once read. Raises Malformed with every mistake."""
    problems: list[Problem] = []
    found = [
        _layout(reader)
        for path in toml_files(charter / LAYOUTS, problems)
        if (reader := open_file(path, problems)) is not None
    ]
    if not found and not problems:
        problems.append(Problem(LAYOUTS, "", "chưa có thể thức nào"))
    if problems:
        raise Malformed(problems)
    return tuple(sorted(found, key=lambda layout: layout.valid_from))


def layout_on(charter: Path, on: date) -> Layout:
    """The layout of a day; before the first one the first, after the last one the last."""
    layouts = open_layouts(charter)
    found = next((layout for layout in layouts if layout.covers(on)), None)
    return found or (layouts[0] if on < layouts[0].valid_from else layouts[-1])


def _layout(reader: Reader) -> Layout:
    cited = reader.table("citation")
    citation = Citation("")
    if cited is not None:
        dated = cited.day("dated", required=False)
        citation = Citation(cited.text("document"), dated=dated.isoformat() if dated else "")
        cited.close()
    words = reader.pairs("words", required=True)
    for key in WORDS:
        if key not in words:
            reader.report(f"thiếu chữ “{key}”", "words")
    parts = {part.name: part for part in map(_part, reader.tables("part", named="name"))}
    for name in PARTS:
        if name not in parts:
            reader.report(f"thiếu phần “{name}”", "part")
    reader.day("checked_on")
    layout = Layout(
        reader.text("code"),
        reader.text("title"),
        reader.day("valid_from") or date.min,
        reader.day("valid_to", required=False),
        citation,
        _sheet(reader),
        words,
        parts,
    )
    reader.close()
    return layout


def _sheet(reader: Reader) -> Sheet:
    page = reader.table("page")
    if page is None:
        return Sheet(210, 297, 20, 20, 30, 15, 70, 2, "", "")
    sheet = Sheet(
        _whole(page, "width"),
        _whole(page, "height"),
        _whole(page, "top"),
        _whole(page, "bottom"),
        _whole(page, "left"),
        _whole(page, "right"),
        _whole(page, "left_column"),
        _whole(page, "numbered_from"),
        page.text("font"),
        page.text("confidence", choices=CONFIDENCES),
    )
    if sheet.left + sheet.left_column + sheet.right >= sheet.width or sheet.top + sheet.bottom >= sheet.height:
        page.report("lề và cột trái chiếm hết khổ giấy")
    page.close()
    return sheet


def _part(row: Reader) -> Part:
    name, size = row.text("name", choices=PARTS), _whole(row, "size")
    part = Part(
        name=name,
        size=size,
        bold=row.flag("bold"),
        italic=row.flag("italic"),
        underline=row.flag("underline"),
        caps=row.flag("caps"),
        align=row.text("align", choices=ALIGNMENTS),
        indent=_length(row, "indent"),
        before=_length(row, "before"),
        after=_length(row, "after"),
        leading=_length(row, "leading"),
        rule=row.text("rule", required=False, choices=RULES) if row.has("rule") else "",
        confidence=row.text("confidence", choices=CONFIDENCES),
    )
    if not 8 <= size <= 20:
        row.report("cỡ chữ từ 8 đến 20 điểm", "size")
    row.close()
    return part


def _whole(row: Reader, key: str) -> int:
    return row.integer(key) or 0


def _length(row: Reader, key: str) -> int:
    return row.integer(key, required=False) or 0
