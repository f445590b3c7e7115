"""Measures the sheets of an .ods, where one cell or row may stand for any number of equal ones."""

import zipfile
from xml.parsers import expat

from liemchinh.imports.reading.measures.extent import Extent
from liemchinh.imports.reading.unreadable import MEGABYTE, Unreadable

_DAMAGED = "Tệp .ods bị hỏng. Hãy mở bằng LibreOffice, lưu lại thành .xlsx rồi nạp lại."


class _Walk:
    def __init__(self) -> None:
        self.name = ""
        self.extent = Extent()
        self.row = 0
        self.column = 0
        self.row_repeats = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "table":
                self.name, self.extent, self.row = attributes.get("table:name", ""), Extent(), 0
            case "table-row":
                self.column, self.row_repeats = 0, _repeats(attributes.get("table:number-rows-repeated"))
            case "table-cell" | "covered-table-cell":
                self.column += _repeats(attributes.get("table:number-columns-repeated"))
                if any(key.startswith(("office:", "table:formula", "calcext:value")) for key in attributes):
                    self.extent.add(self.row + self.row_repeats - 1, self.column - 1)
            case "p":
                self.extent.add(self.row + self.row_repeats - 1, self.column - 1)

    def end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "table-row":
                self.row += self.row_repeats
            case "table":
                self.extent.check(self.name)


def _repeats(text: str | None) -> int:
    if text is None:
        return 1
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Unreadable(_DAMAGED)
    return int(text)


def check_ods(archive: zipfile.ZipFile) -> None:
    """Raises Unreadable when the content is not XML or a sheet spans more than is read."""
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    try:
        with archive.open("content.xml") as stream:
            while piece := stream.read(MEGABYTE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, KeyError) as error:
        raise Unreadable(_DAMAGED) from error
