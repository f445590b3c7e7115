"""A blank workbook as this room reads it: its sheets in order, each as cells and labels."""

from collections.abc import Mapping
from functools import cached_property

from liemchinh.filling.models import Blank
from liemchinh.filling.workbook.labels import Labels
from liemchinh.filling.workbook.package import STRINGS, STYLES, Package, open_package, percent_styles
from liemchinh.filling.workbook.parsing import shared_strings
from liemchinh.filling.workbook.sheet import Sheet, read_sheet
from liemchinh.imports.reading import Table, read
from liemchinh.imports.reading.unreadable import Unreadable

PEOPLE = (
    "Tệp này có danh sách người (trang “{sheet}”), không phải mẫu trống. "
    "Phần mềm chỉ giữ mẫu trống: hãy xóa các dòng tên người rồi nạp lại."
)

HIDDEN_PEOPLE = (
    "Tệp này có danh sách người trong một trang đang ẩn (trang “{sheet}”), không phải mẫu trống. "
    "Hãy bỏ ẩn trang ấy trong Excel, xóa các dòng tên người rồi nạp lại."
)


class Opened:
    """An opened workbook. Sheets are read when they are first asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._exact = {info.filename: data for info, data in package.parts}
        self._labels: dict[str, Labels | None] = {}

    @property
    def names(self) -> list[str]:
        """The names of the sheets that are shown in a spreadsheet program, in order."""
        return [name for name in self.package.sheets if name not in self.package.hidden]

    @cached_property
    def percent(self) -> frozenset[int]:
        """Cell styles that show a number as a percentage."""
        return percent_styles(self.package.part(STYLES))

    @cached_property
    def _strings(self) -> list[str]:
        return shared_strings(self.package.part(STRINGS))

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by its name; None where there is none of cells."""
        found = self.labels(name)
        return found.sheet if found else None

    def labels(self, name: str) -> Labels | None:
        """The words of a sheet."""
        if name not in self._labels:
            path = self.package.sheets.get(name)
            sheet = read_sheet(self._exact[path], self._strings) if path else None
            self._labels[name] = Labels(sheet) if sheet else None
        return self._labels[name]

    def all_labels(self) -> Mapping[str, Labels]:
        """The words of every sheet of cells that is shown."""
        return {name: found for name in self.names if (found := self.labels(name))}


def open_upload(data: bytes, name: str) -> Opened:
    """A workbook that somebody brings. Raises Unreadable: no .xlsx, damaged, without a sheet, or a list of people,
    on a hidden sheet too, and so no blank form.
    """
    opened = Opened(open_package(data, name))
    if not opened.all_labels():
        raise Unreadable("Tệp không có trang tính nào để điền.")
    for table in read(data, name, hidden=True).tables:
        if _names_people(table):
            told = PEOPLE if table.sheet in opened.names else HIDDEN_PEOPLE
            raise Unreadable(told.format(sheet=table.sheet))
    return opened


def _names_people(table: Table) -> bool:
    """Does a column of names hold any: two words or more, without a digit?"""
    column = table.mapping.fields.get("full_name")
    if table.mapping.kind != "members" or column is None:
        return False
    told = (str(cells[column]) for _row, cells in table.cells() if column < len(cells))
    return any(len(name.split()) > 1 and not any(sign.isdigit() for sign in name) for name in told)


def opened(blank: Blank) -> Opened:
    """The kept workbook of a blank."""
    return Opened(open_package(bytes(blank.content), "mau.xlsx"))
