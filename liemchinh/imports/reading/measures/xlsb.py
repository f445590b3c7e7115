"""Measures the sheets of an .xlsb: a stream of records, each a number, a length and a body (MS-XLSB 2.1.4)."""

import zipfile
from collections.abc import Iterator

from liemchinh.imports.reading.measures.extent import Extent
from liemchinh.imports.reading.unreadable import Unreadable

_ROW, _BLANK, _STRINGS = 0, 1, 159
# Numbers, truth values, errors, strings, formulas, and text of several styles.
_CELLS = frozenset((*range(1, 12), 62))
_DAMAGED = "Tệp .xlsb bị hỏng. Hãy mở bằng Excel, lưu lại thành .xlsx rồi nạp lại."


def records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(number, start of the body, length) of each record. Raises Unreadable when a record runs over the end."""
    place, end = 0, len(data)
    while place < end:
        number = data[place]
        place += 1
        if number & 0x80:
            if place >= end or data[place] & 0x80:
                raise Unreadable(_DAMAGED)
            number = number & 0x7F | (data[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        while True:
            if place >= end or shift > 21:
                raise Unreadable(_DAMAGED)
            byte = data[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if place + length > end:
            raise Unreadable(_DAMAGED)
        yield number, place, length
        place += length


def check_xlsb(archive: zipfile.ZipFile) -> None:
    """Raises Unreadable when a sheet or the table of strings claims more than can be held."""
    for info in archive.infolist():
        path = info.filename.lower()
        if path.startswith("xl/worksheets/") and path.endswith(".bin"):
            _measure(archive.read(info)).check(path.rpartition("/")[2].removesuffix(".bin"))
        elif path == "xl/sharedstrings.bin":
            data = archive.read(info)
            for number, start, length in records(data):
                if number == _STRINGS and (
                    length < 8 or int.from_bytes(data[start + 4 : start + 8], "little") > len(data)
                ):
                    raise Unreadable(_DAMAGED)


def _measure(data: bytes) -> Extent:
    extent = Extent()
    row = -1
    for number, start, length in records(data):
        # The library reads a short record together with what an earlier one left behind.
        if (number == _ROW and length < 4) or (number in _CELLS and length < 8):
            raise Unreadable(_DAMAGED)
        if number == _ROW:
            row = int.from_bytes(data[start : start + 4], "little")
        elif number in _CELLS and number != _BLANK:
            extent.add(row, int.from_bytes(data[start : start + 4], "little"))
    return extent
