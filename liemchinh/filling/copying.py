"""A filled copy of a blank workbook."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from liemchinh.filling.models import Blank
from liemchinh.filling.queries import SlotRow
from liemchinh.filling.reading import opened
from liemchinh.filling.values import Told, unit_of, written
from liemchinh.filling.workbook.sheet import Address
from liemchinh.filling.workbook.writing import filled


def copy_of(blank: Blank, rows: Iterable[tuple[SlotRow, Told]]) -> bytes:
    """The workbook with what stands in each chosen cell; everything else in it stays byte for byte."""
    workbook = opened(blank)
    wanted: dict[str, dict[Address, int | Decimal | None]] = defaultdict(dict)
    for row, told in rows:
        slot = row.slot
        sheet = workbook.sheet(slot.sheet)
        if sheet is not None and slot.row is not None and slot.column is not None:
            is_percent = (
                unit_of(slot.indicator) == "percent" and sheet.style_of(slot.row, slot.column) in workbook.percent
            )
            wanted[slot.sheet][slot.row, slot.column] = written(told, percent=is_percent)
    return filled(workbook.package, wanted)
