"""Small files as offices make them: workbooks of four formats, text in old character sets, and broken ones."""

import io
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from liemchinh.imports.reading import Reading, Row, Table, read, rows
from liemchinh.imports.reading.legacy_text import _TCVN3, _VNI

Grid = Sequence[Sequence[object]]


def xlsx(
    grid: Grid,
    *,
    merged: Iterable[str] = (),
    sheet: str = "DS",
    more: Callable[[openpyxl.Workbook], None] | None = None,
) -> bytes:
    """A workbook of one sheet with merged ranges; `more` may add to it."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet
    for number, cells in enumerate(grid, start=1):
        for place, cell in enumerate(cells, start=1):
            if cell is not None and cell != "":
                page.cell(number, place, cell)  # type: ignore[call-overload]
    for area in merged:
        page.merge_cells(area)
    if more:
        more(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_text(grid: Grid, separator: str = ",") -> str:
    """The grid as text, quoted where needed."""

    def quoted(cell: object) -> str:
        text = "" if cell is None else str(cell)
        return '"' + text.replace('"', '""') + '"' if separator in text or '"' in text or "\n" in text else text

    return "".join(separator.join(map(quoted, cells)) + "\r\n" for cells in grid)


_TO_TCVN3 = {letter: chr(byte) for byte, letter in _TCVN3.items()}
_TO_VNI: dict[str, str] = {}
for _written, _letter in _VNI.items():
    if _letter not in _TO_VNI or _written.isupper() == _letter.isupper():
        _TO_VNI[_letter] = _written


def as_tcvn3(text: str) -> str:
    """The text as a TCVN3 font stores it, in Western characters; capitals it lacks become small letters, as they did."""
    return "".join(_TO_TCVN3.get(char, _TO_TCVN3.get(char.lower(), char)) for char in text)


def as_vni(text: str) -> str:
    """The text as a VNI font stores it, in Western characters."""
    return "".join(_TO_VNI.get(char, char) for char in text)


def as_cp1258(text: str) -> bytes:
    """windows-1258: letters with their shape, tones behind them."""
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        out.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tones)
    return "".join(out).encode("cp1258")


def misread(text: str) -> str:
    """UTF-8 that somebody opened as Western text."""
    return text.encode().decode("sloppy-windows-1252")


def only_table(data: bytes, name: str) -> Table:
    """The one table of a file."""
    reading = read(data, name)
    assert [table.name for table in reading.tables] == [reading.tables[0].name], reading
    return reading.tables[0]


def read_rows(data: bytes, name: str) -> list[Row]:
    """All rows of a file's one table."""
    return list(rows(only_table(data, name)))


def not_read(reading: Reading) -> dict[int, str]:
    """Row number → what it is, for the rows that are not data, over all tables."""
    return {row.row: row.what for table in reading.tables for row in table.not_rows}


def ods(grid: Grid, content: str = "") -> bytes:
    """A small .ods of one sheet."""
    body = content or "".join(f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>" for cells in grid)
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    xml = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2"><office:body><office:spreadsheet>'
           f'<table:table table:name="DS">{body}</table:table></office:spreadsheet></office:body></office:document-content>')  # fmt: skip
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": xml.encode(),
                   "META-INF/manifest.xml": manifest.encode()})  # fmt: skip


def _ods_cell(cell: object) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind = f'"date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f'"float" office:value="{cell}"'
    else:
        kind = '"string"'
    return f"<table:table-cell office:value-type={kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


def zipped(entries: dict[str, bytes]) -> bytes:
    """An archive of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive with its entries changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({entry.filename: change(entry.filename, archive.read(entry)) for entry in archive.infolist()})


def xls(grid: Grid, *, extra: bytes = b"") -> bytes:
    """A small .xls (BIFF8) of one sheet named DS; `extra` records stand at the head of the workbook."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for number, cells in enumerate(grid):
        for place, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet += _record(0x0203, struct.pack("<HHHd", number, place, 0, cell))
            elif cell:
                text = str(cell)
                sheet += _record(
                    0x0204, struct.pack("<HHHHB", number, place, 0, len(text), 1) + text.encode("utf-16-le")
                )
    sheet += _record(0x000A, b"")
    head = (
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
        + extra
        + _record(0x0042, struct.pack("<H", 1200))
    )
    name = struct.pack("<BB", 2, 1) + "DS".encode("utf-16-le")
    start = len(head) + 4 + 6 + len(name) + 4
    head += _record(0x0085, struct.pack("<IBB", start, 0, 0) + name) + _record(0x000A, b"")
    return compound("Workbook", head + sheet)


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def compound(name: str, stream: bytes) -> bytes:
    """A compound file (MS-CFB) of one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    tables = -(-(count + 2) // 127)
    links = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + [tables + 1 + place + 1 for place in range(count - 1)] + [0xFFFFFFFE]
    links += [0xFFFFFFFF] * (tables * 128 - len(links))
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    numbers = (0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header = struct.pack("<8s16sHHHHH6xIIIIIIIII", magic, b"", 0x3E, 3, 0xFFFE, 9, 6, *numbers)
    header += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    directory = (
        _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
        + _entry(name, 2, tables + 1, len(stream))
        + _entry("", 0, 0, 0) * 2
    )
    return header + struct.pack(f"<{len(links)}I", *links) + directory + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(text) + 2 if name else 0, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child
    )
    return head + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)


def xlsb(grid: Grid) -> bytes:
    """A small .xlsb of one sheet named DS, its strings in the cells."""
    width = max(map(len, grid), default=0)
    sheet = _part(129) + _part(148, struct.pack("<IIII", 0, max(len(grid) - 1, 0), 0, max(width - 1, 0))) + _part(145)
    for number, cells in enumerate(grid):
        sheet += _part(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        for place, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet += _part(5, struct.pack("<IId", place, 0, cell))
            elif cell:
                text = str(cell)
                sheet += _part(6, struct.pack("<III", place, 0, len(text)) + text.encode("utf-16-le"))
    sheet += _part(146) + _part(130)
    book = (
        _part(131)
        + _part(143)
        + _part(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("DS"))
        + _part(144)
        + _part(132)
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
             f'<Relationship Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>')  # fmt: skip
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": book, "xl/_rels/workbook.bin.rels": links.encode(),
                   "xl/worksheets/sheet1.bin": sheet})  # fmt: skip


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _part(number: int, body: bytes = b"") -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length = len(body)
    size = bytes([length]) if length < 128 else bytes([length & 0x7F | 0x80, length >> 7])
    return head + size + body
