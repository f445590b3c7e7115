"""Measures the sheets of an old .xls: a small file system (MS-CFB) that holds one stream of records (MS-XLS)."""

import struct

from liemchinh.imports.reading.containers import LOCKED
from liemchinh.imports.reading.measures.extent import Extent
from liemchinh.imports.reading.unreadable import Unreadable

_DAMAGED = "Tệp .xls bị hỏng. Hãy mở bằng Excel, lưu lại thành .xlsx rồi nạp lại."
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_CHAIN, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_BEGIN, _SHEET, _FILE_PASS, _STRINGS = 0x0809, 0x0010, 0x002F, 0x00FC
# LABELSST, NUMBER, RK, LABEL, RSTRING, BOOLERR, FORMULA in both spellings: row and column are their first two numbers.
_CELLS = frozenset(
    (0x00FD, 0x0203, 0x0003, 0x027E, 0x007E, 0x0204, 0x0004, 0x00D6, 0x0205, 0x0005, 0x0006, 0x0206, 0x0406)
)
_MANY = 0x00BD  # MULRK: row, first column, values, last column


class Container:
    """The streams of a compound file, by name. Raises Unreadable when a chain leaves the file or turns in a circle."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(_MAGIC):
            raise Unreadable(_DAMAGED)
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Unreadable(_DAMAGED)
        self.size = 1 << shift
        tables, directory, _, self.cutoff, mini_start, _, extra, extra_count = struct.unpack_from(
            "<I I I I I I I I", data, 44
        )
        blocks = [block for block in struct.unpack_from("<109I", data, 76) if block < _END_OF_CHAIN]
        for _ in range(min(extra_count, len(data) // self.size)):
            numbers = self._numbers(extra)
            blocks += [block for block in numbers[:-1] if block < _END_OF_CHAIN]
            extra = numbers[-1]
        self.links: list[int] = []
        for block in blocks[:tables]:
            self.links += self._numbers(block)
        self.streams: dict[str, bytes] = {}
        self._read_directory(self._chain(directory), mini_start)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        sector = self.data[start : start + self.size]
        if not sector:
            raise Unreadable(_DAMAGED)
        return sector

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self.size // 4}I", self._sector(sector).ljust(self.size, b"\0"))

    def _chain(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < _END_OF_CHAIN:
            if number >= len(self.links) or len(parts) > len(self.links):
                raise Unreadable(_DAMAGED)
            parts.append(self._sector(number))
            number = self.links[number]
        return b"".join(parts)

    def _read_directory(self, directory: bytes, mini_start: int) -> None:
        mini = b""
        mini_links: tuple[int, ...] = ()
        for place in range(0, len(directory) - 127, 128):
            length = struct.unpack_from("<H", directory, place + 64)[0]
            kind = directory[place + 66]
            name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", directory, place + 116)
            if kind == 5:
                mini = self._chain(start) if start < _END_OF_CHAIN else b""
                table = self._chain(mini_start) if mini_start < _END_OF_CHAIN else b""
                mini_links = struct.unpack(f"<{len(table) // 4}I", table)
            elif kind == 2 and size < self.cutoff:
                self.streams.setdefault(name, _mini_chain(start, size, mini, mini_links))
            elif kind == 2:
                self.streams.setdefault(name, self._chain(start)[:size])
            if kind == 2 and len(self.streams[name]) < size:
                # The file was not copied to its end.
                raise Unreadable(_DAMAGED)


def _mini_chain(number: int, size: int, mini: bytes, links: tuple[int, ...]) -> bytes:
    parts: list[bytes] = []
    while number < _END_OF_CHAIN and len(parts) * 64 < size:
        if number >= len(links):
            raise Unreadable(_DAMAGED)
        parts.append(mini[number * 64 : number * 64 + 64])
        number = links[number]
    return b"".join(parts)[:size]


def check_xls(data: bytes) -> None:
    """Raises Unreadable when the file is locked, holds no workbook, or a sheet spans more than is read."""
    container = Container(data)
    book = container.streams.get("Workbook") or container.streams.get("Book")
    if not book:
        kind = "Word (.doc)" if "WordDocument" in container.streams else "loại khác"
        raise Unreadable(
            f"Đây không phải bảng tính Excel mà là tệp {kind}. Hãy chép bảng sang Excel, lưu thành .xlsx rồi nạp lại."
        )
    _measure(book)


def _measure(book: bytes) -> None:
    extent = Extent()
    place, end = 0, len(book)
    while place + 4 <= end:
        number, length = struct.unpack_from("<HH", book, place)
        body = place + 4
        place = body + length
        if place > end:
            raise Unreadable(_DAMAGED)
        if number in _CELLS and length >= 4:
            extent.add(*struct.unpack_from("<HH", book, body))
        elif number == _MANY and length >= 6:
            extent.add(struct.unpack_from("<H", book, body)[0], struct.unpack_from("<H", book, place - 2)[0])
        elif number == _BEGIN and length >= 4 and struct.unpack_from("<H", book, body + 2)[0] == _SHEET:
            extent.check("")
            extent = Extent()
        elif number == _FILE_PASS:
            raise Unreadable(LOCKED)
        elif number == _STRINGS and length >= 8 and struct.unpack_from("<I", book, body + 4)[0] > end:
            raise Unreadable(_DAMAGED)
    extent.check("")
