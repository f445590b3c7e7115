"""Measures the sheets of an .xlsx, and finds the cells that are not simply their value: failed formulas, and dates shown in part."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from liemchinh.imports.reading.measures.extent import Extent, column_index
from liemchinh.imports.reading.measures.styles import shown_forms
from liemchinh.imports.reading.sheets import Fault
from liemchinh.imports.reading.unreadable import MEGABYTE, MOST_ROWS, Unreadable

_CHUNK = 4 * MEGABYTE
_ROW_LIMIT = 32 * MEGABYTE
_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})\d')
_ROWS = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\bt="e"')
_NO_RESULT = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^>]*\bt="str")[^>]*><f(?:/>|[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FAILED = Fault("công thức trong ô bị lỗi")
_NEVER_CALCULATED = Fault("công thức trong ô chưa được tính; hãy mở bằng Excel và lưu lại")
_PLAIN_ROOT = re.compile(rb"<worksheet[\s>]")


@dataclass(slots=True)
class Measured:
    """A sheet's extent, and by row and column, from zero, the cells that are not simply their value.

    A cell is either a Fault (its formula has no usable result) or the form in which it is shown (`styles`).
    """

    extent: Extent = field(default_factory=Extent)
    special: dict[int, dict[int, str]] = field(default_factory=dict)


def sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → path inside the archive. Raises Unreadable when the workbook's own list is damaged."""
    names = {info.filename.lower(): info.filename for info in archive.infolist()}
    try:
        workbook = _tree(archive.read(names["xl/workbook.xml"]))
        links = _tree(archive.read(names["xl/_rels/workbook.xml.rels"]))
    except (KeyError, ElementTree.ParseError) as error:
        raise Unreadable(
            "Tệp Excel bị hỏng: không tìm thấy danh sách trang tính. Hãy mở bằng Excel, lưu lại rồi nạp lại."
        ) from error
    targets = {
        link.get("Id", ""): link.get("Target", "") for link in links.iter() if _local(link.tag) == "Relationship"
    }
    paths = {}
    for sheet in workbook.iter():
        if _local(sheet.tag) == "sheet":
            identifier = next(
                (value for key, value in sheet.attrib.items() if _local(key) == "id" and key != "sheetId"), ""
            )
            target = targets.get(identifier, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            paths[sheet.get("name", "")] = names.get(path.lower(), "")
    return paths


def shown_by(archive: zipfile.ZipFile) -> dict[int, str]:
    """The forms in which the workbook's cell styles show their values."""
    path = next((entry.filename for entry in archive.infolist() if entry.filename.lower() == "xl/styles.xml"), "")
    return shown_forms(archive.read(path)) if path else {}


def _tree(data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable("Tệp Excel có phần khai báo lạ nên không được mở.")
    return ElementTree.fromstring(data)  # noqa: S314 - without declarations there is nothing to expand


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def measure(archive: zipfile.ZipFile, path: str, forms: Mapping[int, str]) -> Measured:
    """Reads one sheet's XML once, in pieces. `forms` are the styles that show less than the value, or more.

    Raises Unreadable when a piece makes no sense.
    """
    measured = Measured()
    styled = _styled(forms)
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for piece in _pieces(archive, path):
        found = _COLUMNS.findall(piece)
        if len(found) != piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b"<c\n") + piece.count(b"<c\t"):
            return _measure_exactly(archive, path)
        columns.update(found)
        rows.update(_ROWS.findall(piece))
        _note_special(piece, styled, forms, measured.special)
    if rows:
        measured.extent.add(max(map(int, rows)) - 1, max(column_index(letters.decode()) for letters in columns))
    extent = measured.extent
    # Far cells that carry only a colour or a border do not count, and only the slow reading tells them apart.
    if extent.column >= 50 or extent.row >= MOST_ROWS or (extent.row + 1) * (extent.column + 1) > 4_000_000:
        measured.extent = _measure_exactly(archive, path).extent
    return measured


def _pieces(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    rest = b""
    first = True
    with archive.open(path) as stream:
        while piece := stream.read(_CHUNK):
            if first and not _PLAIN_ROOT.search(piece[:4096]):
                # Another prefix or encoding: nothing below would match, so one cell without a reference asks for the slow reading.
                yield b"<c >"
                return
            first = False
            piece = rest + piece
            cut = piece.rfind(b"</row>") + 6
            if cut == 5:
                if len(piece) > _ROW_LIMIT:
                    raise Unreadable("Tệp Excel có một dòng dài bất thường nên không được đọc.")
                rest = piece
                continue
            rest = piece[cut:]
            yield piece[:cut]
    yield rest


def _styled(forms: Mapping[int, str]) -> "re.Pattern[bytes] | None":
    """Finds filled cells of these styles."""
    numbers = "|".join(map(str, forms)).encode()
    attributes = rb'(?: [a-z]+="[^"]*")*?'
    pattern = rb'<c r="([A-Z]{1,3})(\d{1,7})"' + attributes + rb' s="(' + numbers + rb')"' + attributes + b">"
    return re.compile(pattern) if forms else None


def _note_special(
    piece: bytes, styled: "re.Pattern[bytes] | None", forms: Mapping[int, str], special: dict[int, dict[int, str]]
) -> None:
    if styled:
        for letters, row, style in styled.findall(piece):
            special.setdefault(int(row) - 1, {})[column_index(letters.decode())] = forms[int(style)]
    if b't="e"' in piece:
        for letters, row in _ERROR.findall(piece):
            special.setdefault(int(row) - 1, {})[column_index(letters.decode())] = _FAILED
    if b"<f" in piece:
        for letters, row in _NO_RESULT.findall(piece):
            special.setdefault(int(row) - 1, {})[column_index(letters.decode())] = _NEVER_CALCULATED


class _Walk:
    """Follows rows and cells the way the workbook library does: by reference, or by place where there is none."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.row = self.column = -1
        self.cell = (-1, -1)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 8 else self.row + 1
            self.column = -1
        elif name == "c":
            reference = attributes.get("r")
            match = _REFERENCE.fullmatch(reference) if reference else None
            if reference and not match:
                raise Unreadable("Tệp Excel bị hỏng: có ô mang địa chỉ sai. Hãy mở bằng Excel, lưu lại rồi nạp lại.")
            self.column = column_index(match.group(1)) if match else self.column + 1
            self.cell = (int(match.group(2)) - 1 if match else self.row, self.column)
        elif name in ("v", "is", "f") and self.cell[0] >= 0:
            self.extent.add(*self.cell)


def _measure_exactly(archive: zipfile.ZipFile, path: str) -> Measured:
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    try:
        with archive.open(path) as stream:
            while piece := stream.read(_CHUNK):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable(
            "Tệp Excel bị hỏng: nội dung một trang tính không đọc được. Hãy mở bằng Excel, lưu lại rồi nạp lại."
        ) from error
    return Measured(walk.extent)
