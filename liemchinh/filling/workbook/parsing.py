"""XML walked with the place of every element in its bytes, so that single cells can be replaced and the rest stays as it is. Pure."""

import re
from collections.abc import Callable
from xml.parsers import expat

from liemchinh.filling.workbook.package import DAMAGED
from liemchinh.imports.reading.unreadable import Unreadable

_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
# Local name, attributes, where its tag begins and ends.
Start = Callable[[str, dict[str, str], int, int], None]
# Local name, where the element ends, where its closing tag begins.
End = Callable[[str, int, int], None]


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def walk(data: bytes, start: Start, end: End, text: Callable[[str], None] | None = None) -> None:
    """Calls `start` and `end` for every element. Raises Unreadable for damaged XML, another encoding, and declarations."""
    parser = expat.ParserCreate("utf-8")
    opened: list[int] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        place = parser.CurrentByteIndex
        tag = _TAG.match(data, place)
        if tag is None:
            raise Unreadable(DAMAGED)
        opened.append(tag.end() if tag[0].endswith(b"/>") else -1)
        start(local(name), attributes, place, tag.end())

    def finish(name: str) -> None:
        closed = opened.pop()
        place = parser.CurrentByteIndex
        last = closed if closed >= 0 else data.index(b">", place) + 1
        end(local(name), last, last if closed >= 0 else place)

    def refuse(*_declaration: object) -> None:
        raise Unreadable("Tệp Excel có phần khai báo lạ nên không được mở.")

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.StartDoctypeDeclHandler = refuse
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable(DAMAGED) from error


def shared_strings(data: bytes) -> list[str]:
    """The texts that cells name by number; readings of East Asian signs are no text."""
    found: list[str] = []
    inside: list[str] = []

    def begin(name: str, attributes: dict[str, str], place: int, tag_end: int) -> None:
        inside.append(name)
        if name == "si":
            found.append("")

    def finish(name: str, last: int, closing: int) -> None:
        inside.pop()

    def told(piece: str) -> None:
        if found and inside[-1] == "t" and "rPh" not in inside:
            found[-1] += piece

    if data:
        walk(data, begin, finish, told)
    return found
