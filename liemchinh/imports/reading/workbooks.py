"""Workbooks (.xlsx, .xls, .xlsb, .ods) opened with calamine, the values of formulas included."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from liemchinh.imports.reading.containers import LOCKED, Format, check_contents, open_zip
from liemchinh.imports.reading.measures.ods import check_ods
from liemchinh.imports.reading.measures.styles import MONTH, YEAR
from liemchinh.imports.reading.measures.xls import check_xls
from liemchinh.imports.reading.measures.xlsb import check_xlsb
from liemchinh.imports.reading.measures.xlsx import Measured, measure, sheet_paths, shown_by
from liemchinh.imports.reading.sheets import Cell, Fault, Sheet, Span
from liemchinh.imports.reading.unreadable import MOST_SHEETS, Unreadable

_DAMAGED = "Tệp bị hỏng, không mở được. Hãy mở bằng Excel, lưu lại thành .xlsx rồi nạp lại."


def open_workbook(data: bytes, form: Format, *, hidden: bool = False) -> tuple[list[Sheet], list[str]]:
    """The visible sheets (with `hidden` all), and a notice for each that was passed over. Raises Unreadable and nothing else."""
    archive = None
    if form != "xls":
        archive = open_zip(data)
        check_contents(archive)
    # Whatever goes wrong inside the library, a panic of its Rust part included (a BaseException), is one damaged file.
    try:
        return _open(data, form, archive, hidden)
    except (Unreadable, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except PasswordError as error:
        raise Unreadable(LOCKED) from error
    except BaseException as error:
        raise Unreadable(_DAMAGED) from error


def _open(data: bytes, form: Format, archive: zipfile.ZipFile | None, hidden: bool) -> tuple[list[Sheet], list[str]]:
    paths: dict[str, str] = {}
    forms: dict[int, str] = {}
    if archive is None:
        check_xls(data)
    elif form == "ods":
        check_ods(archive)
    elif form == "xlsb":
        check_xlsb(archive)
    else:
        paths, forms = sheet_paths(archive), shown_by(archive)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    if len(workbook.sheets_metadata) > MOST_SHEETS:
        raise Unreadable(f"Tệp có hơn {MOST_SHEETS} trang tính.")
    sheets, notices = [], []
    for entry in workbook.sheets_metadata:
        if entry.typ != SheetTypeEnum.WorkSheet:
            notices.append(f"Trang “{entry.name}” không phải bảng (biểu đồ hoặc macro) nên không đọc.")
        elif entry.visible != SheetVisibleEnum.Visible and not hidden:
            notices.append(f"Trang “{entry.name}” đang ẩn nên không đọc. Muốn đọc, hãy bỏ ẩn trong Excel rồi nạp lại.")
        else:
            measured = Measured()
            if archive is not None and form == "xlsx":
                if not paths.get(entry.name):
                    raise Unreadable(_DAMAGED)
                measured = measure(archive, paths[entry.name], forms)
                measured.extent.check(entry.name)
            sheets.append(_sheet(workbook.get_sheet_by_name(entry.name), measured))
    return sheets, notices


def _sheet(source: CalamineSheet, measured: Measured) -> Sheet:
    spans = tuple(Span(top, left, bottom, right) for (top, left), (bottom, right) in source.merged_cell_ranges or ())
    left = source.start[1] if source.start else 0
    return Sheet(source.name, partial(_walk, source, left, measured.special), spans)


def _walk(source: CalamineSheet, left: int, special: dict[int, dict[int, str]]) -> Iterator[list[Cell]]:
    if source.start is None:
        return
    if not left and not special:
        yield from source.iter_rows()
        return
    margin: list[Cell] = [""] * left
    for number, cells in enumerate(source.iter_rows()):
        row_cells = margin + cells
        for column, form in special.get(number, {}).items():
            row_cells += [""] * (column + 1 - len(row_cells))
            row_cells[column] = form if isinstance(form, Fault) else _as_shown(row_cells[column], form)
        yield row_cells


def _as_shown(cell: Cell, form: str) -> Cell:
    """The value as its cell shows it: no first of the month that nobody wrote, zeros where they belong."""
    if form in (MONTH, YEAR):
        if not isinstance(cell, date):
            return cell
        return f"{cell.month:02d}/{cell.year}" if form == MONTH else str(cell.year)
    whole = isinstance(cell, float) and cell.is_integer() and 0 <= cell < 10 ** len(form)
    return str(int(cell)).zfill(len(form)) if whole and isinstance(cell, float) else cell
