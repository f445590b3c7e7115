"""The copy: chosen cells with their numbers, formulas without the results they had, everything else byte for byte. Pure."""

import re
from collections.abc import Mapping
from decimal import Decimal

from liemchinh.filling.workbook.package import STRINGS, WORKBOOK, Package
from liemchinh.filling.workbook.parsing import shared_strings, walk
from liemchinh.filling.workbook.sheet import Address, Cell, RowPlace, Sheet, read_sheet, reference

# None empties the cell: an old number left standing would be taken for a new one.
Values = Mapping[Address, "int | Decimal | None"]
_KIND = re.compile(rb"\s+t\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_CALCULATE = re.compile(rb"\s+fullCalcOnLoad\s*=\s*(?:\"[^\"]*\"|'[^']*')")
# What may stand before the part that says how to calculate, in the order of the standard.
_BEFORE_CALCULATION = frozenset({"sheets", "functionGroups", "externalReferences", "definedNames"})
Edit = tuple[int, int, bytes]


def filled(package: Package, wanted: Mapping[str, Values]) -> bytes:
    """The workbook with the values of `wanted` (sheet → cells) written in.

    Sheets that are filled or calculate, and the workbook's list of sheets (which then asks for a full calculation), are the only parts
    that change. Raises Unreadable for a sheet that cannot be read, ValueError for a sheet that is not there.
    """
    strings = shared_strings(package.part(STRINGS))
    exact = {info.filename: data for info, data in package.parts}
    replaced: dict[str, bytes] = {}
    calculates = False
    for name, path in package.sheets.items():
        sheet = read_sheet(exact[path], strings)
        if sheet is None:
            continue
        formulas = any(cell.formula for cell in sheet.cells.values())
        calculates = calculates or formulas
        values = wanted.get(name, {})
        if values or formulas:
            replaced[path] = write(sheet, values)
    if wanted.keys() - package.sheets.keys():
        raise ValueError("no such sheet")
    if calculates:
        path = next(path for path in exact if path.lower() == WORKBOOK)
        replaced[path] = calculating(exact[path])
    return package.packed(replaced)


def write(sheet: Sheet, values: Values) -> bytes:
    """The XML of a sheet with `values` written in and the results of formulas taken out, so that nobody reads an old one."""
    edits = [
        _without_result(sheet.data, cell) for place, cell in sheet.cells.items() if cell.formula and place not in values
    ]
    new: dict[int, list[tuple[int, bytes]]] = {}
    for (row, column), value in sorted(values.items()):
        cell = sheet.cells.get((row, column))
        if cell is not None:
            edits.append((cell.start, cell.end, _cell(_opening(sheet.data, cell), value, sheet.prefix)))
        elif value is not None:
            style = sheet.style_of(row, column)
            opening = f'<{sheet.prefix}c r="{reference(row, column)}"' + (f' s="{style}"' if style else "")
            new.setdefault(row, []).append((column, _cell(opening.encode(), value, sheet.prefix)))
    edits += [edit for row, cells in new.items() if row in sheet.rows for edit in _into_row(sheet, row, cells)]
    edits += _new_rows(sheet, {row: cells for row, cells in new.items() if row not in sheet.rows})
    return spliced(sheet.data, edits)


def spliced(data: bytes, edits: list[Edit]) -> bytes:
    """The bytes with parts replaced; what is put in at one place stands in the order told. The parts do not overlap."""
    told, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        told += [data[at:start], new]
        at = end
    return b"".join([*told, data[at:]])


def _without_result(data: bytes, cell: Cell) -> Edit:
    """A formula's cell: its kept value goes, and with it the kind of that value."""
    tag = _tag(data, cell)
    if cell.value is None:
        return cell.start, cell.end, tag + data[cell.tag_end : cell.end]
    first, last = cell.value
    return cell.start, cell.end, tag + data[cell.tag_end : first] + data[last : cell.end]


def _opening(data: bytes, cell: Cell) -> bytes:
    """The cell's tag without its end and without the kind of what stood there."""
    return _tag(data, cell).rstrip(b">").rstrip(b"/").rstrip()


def _tag(data: bytes, cell: Cell) -> bytes:
    tag = data[cell.start : cell.tag_end]
    return tag if cell.kind == "n" else _KIND.sub(b"", tag)


def _cell(opening: bytes, value: "int | Decimal | None", prefix: str) -> bytes:
    if value is None:
        return opening + b"/>"
    # A Decimal never as 1E+3, an int as it is.
    told = f"{Decimal(value):f}"
    return opening + f"><{prefix}v>{told}</{prefix}v></{prefix}c>".encode()


def _into_row(sheet: Sheet, row: int, cells: list[tuple[int, bytes]]) -> list[Edit]:
    place = sheet.rows[row]
    if place.closing == place.end:
        return [(place.start, place.end, _opened(sheet, place, "row", b"".join(cell for _column, cell in cells)))]
    there = [(column, cell.start) for (at, column), cell in sheet.cells.items() if at == row]
    return [
        (before, before, cell)
        for column, cell in cells
        for before in [next((start for other, start in there if other > column), place.closing)]
    ]


def _new_rows(sheet: Sheet, rows: Mapping[int, list[tuple[int, bytes]]]) -> list[Edit]:
    assert sheet.body is not None
    made = [
        (row, f'<{sheet.prefix}row r="{row + 1}">'.encode() + b"".join(cell for _c, cell in cells) + f"</{sheet.prefix}row>".encode())
        for row, cells in sorted(rows.items())
    ]  # fmt: skip
    if sheet.body.closing == sheet.body.end:
        whole = _opened(sheet, sheet.body, "sheetData", b"".join(row for _number, row in made))
        return [(sheet.body.start, sheet.body.end, whole)] if made else []
    return [
        (before, before, row)
        for number, row in made
        for before in [next((place.start for other, place in sheet.rows.items() if other > number), sheet.body.closing)]
    ]


def _opened(sheet: Sheet, place: RowPlace, name: str, inner: bytes) -> bytes:
    """An element that held nothing, with something in it."""
    tag = sheet.data[place.start : place.tag_end].rstrip(b">").rstrip(b"/").rstrip()
    return tag + b">" + inner + f"</{sheet.prefix}{name}>".encode()


def calculating(workbook: bytes) -> bytes:
    """The list of sheets, asking for a full calculation when it is opened."""
    edits: list[Edit] = []
    inside: list[str] = []
    last_before = 0
    prefix = b""

    def start(name: str, given: dict[str, str], place: int, tag_end: int) -> None:
        nonlocal prefix
        inside.append(name)
        if inside[1:] == ["calcPr"] and given.get("fullCalcOnLoad") in {"1", "true"}:
            edits.append((place, place, b""))
        elif inside[1:] == ["calcPr"]:
            tag = _CALCULATE.sub(b"", workbook[place:tag_end])
            ends = b"/>" if tag.endswith(b"/>") else b">"
            edits.append((place, tag_end, tag[: -len(ends)].rstrip() + b' fullCalcOnLoad="1"' + ends))
        if inside[1:] == ["sheets"]:
            prefix = workbook[place + 1 : tag_end].split(b"sheets")[0]

    def end(name: str, last: int, closing: int) -> None:
        nonlocal last_before
        if len(inside) == 2 and name in _BEFORE_CALCULATION:
            last_before = last
        inside.pop()

    walk(workbook, start, end)
    if not edits:
        edits.append((last_before, last_before, b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>'))
    return spliced(workbook, edits)
