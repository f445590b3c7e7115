"""The lists of a reorganisation, read for the room of organisations, which finds this module by its name."""

from collections.abc import Iterator
from datetime import date

from liemchinh.imports.reading import OrganisationRow, RejectedRow, Row, SuccessionRow, Table, Unreadable, rows
from liemchinh.imports.reading import read as open_file
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.services import Facts
from regulations.answers import Refusal

_WANTED = {"organisations", "successions"}
_OTHER = "Hãy nạp danh sách tổ chức sau sắp xếp, hoặc danh sách kế thừa."


def read(data: bytes, file_name: str) -> Iterator[After | Step | Refusal]:
    """Every row of a file: an organisation that stands afterwards, what became of one, or why the row cannot be used."""
    try:
        tables = open_file(data, file_name).tables
    except Unreadable as error:
        yield Refusal("unreadable", f"Tệp “{file_name}”: {error}", remedy="Hãy nạp tệp khác.")
        return
    for table in tables:
        if table.kind in _WANTED:
            yield from (_told(row) for row in rows(table, table.mapping))
        else:
            yield Refusal("other-list", f"{_where(table)}: {table.refusal or f'đây là {table.name}.'}", remedy=_OTHER)


def _where(table: Table) -> str:
    return f"Tệp “{table.file}”, trang “{table.sheet}”" if table.sheet else f"Tệp “{table.file}”"


def _told(row: Row) -> After | Step | Refusal:
    if isinstance(row, OrganisationRow):
        # The day is the decision's own; what the list says of it is not asked.
        facts = Facts(row.name, row.kind, date.min, None, row.level, row.code, row.unit_type)
        return After(row.id, row.parent_id, facts, row.row)
    if isinstance(row, SuccessionRow):
        return Step(
            row.from_id, row.to_id, row.kind, row.extent or "full", row.row, row.date.earliest if row.date else None
        )
    where = f"Tệp “{row.file}”, dòng {row.row}"
    told = row.reason if isinstance(row, RejectedRow) else "dòng này thuộc một loại danh sách khác."
    return Refusal("row-rejected", f"{where}: {told}", remedy="Hãy sửa dòng này trong tệp rồi nạp lại.")
