"""The workbook of what waits: a sheet in the columns of the national database, and the list of acts to be entered."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _

from liemchinh.national.columns import NEVER, Column
from liemchinh.national.fields import CHANGE
from liemchinh.national.people import LISTED, Held, left_words, words
from liemchinh.web.dates import PartialDate, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, NARROWEST = 40, 10
_DAYS = {
    "admitted_on": "admitted", "official_on": "official", "exempt_from": "exempt", "arrived_on": "transferred_in",
    "transferred_out_on": "transferred_out", "struck_off_on": "struck_off", "resigned_on": "left", "expelled_on": "expelled",
    "died_on": "died",
}  # fmt: skip
# Told only of whoever left that way, not of one who came back since.
_LEFT = frozenset(("transferred_out_on", "struck_off_on", "resigned_on", "expelled_on", "died_on"))


@dataclass(frozen=True, slots=True)
class Line:
    """One act to be entered: whom it is about (None: erased), what, since when as told, where, and whether an earlier file had it."""

    held: Held | None
    what: str
    day: str
    place: tuple[str, str]
    recorded: str
    told_before: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, headings and rows of text."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def plain_workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """Sheets of text, headings repeated in print. Nothing in them is a formula or a link, whatever it looks like."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
        for sheet in sheets:
            _write(book, sheet, head)
        book.set_properties({"title": title})
    return out.getvalue()


def changes_workbook(
    columns: Sequence[Column], lines: Sequence[Line], places: Mapping[int, tuple[str, str]], title: str
) -> bytes:
    """Two sheets. In their columns: a row for each act where a column says what it is, otherwise a row for each person."""
    told = [line for line in lines if line.held is not None]
    if not any(column.field in CHANGE for column in columns):
        told = list({line.held.person: line for line in told if line.held}.values())
    headings = [NEVER if column.never else column.heading for column in columns]
    titles = (_("Họ và tên"), _("Ngày sinh"), _("Số thẻ hội viên"), _("Việc"), _("Ngày"), _("Tổ chức"), _("Ghi vào sổ"),
              _("Đã có trong tệp trước"))  # fmt: skip
    theirs = Sheet(_("Theo cột của họ"), headings, [_row(columns, line, places) for line in told])
    return plain_workbook([theirs, Sheet(_("Việc cần nhập"), titles, [_told(line) for line in lines])], title)


def _write(book: xlsxwriter.Workbook, told: Sheet, head: object) -> None:
    headings, rows = told.headings, told.rows
    sheet = book.add_worksheet(told.name)
    for column, heading in enumerate(headings):
        longest = max([len(heading) // 2, *(len(row[column]) for row in rows[:200])])
        sheet.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
        sheet.write_string(0, column, heading, head)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _told(line: Line) -> list[str]:
    held = line.held
    known = [held.full_name, shown(held.birth), held.card_no] if held else [_("(đã xóa dữ liệu cá nhân)"), "", ""]
    return [*known, line.what, line.day, line.place[0], line.recorded, "x" if line.told_before else ""]


def _row(columns: Sequence[Column], line: Line, places: Mapping[int, tuple[str, str]]) -> list[str]:
    assert line.held is not None
    change = {"change_kind": line.what, "change_on": line.day, "change_place": line.place[0]}
    return [
        change[column.field] if column.field in change else value(column.field, line.held, places) for column in columns
    ]


def value(field: str, held: Held, places: Mapping[int, tuple[str, str]]) -> str:
    """What one column carries of a person, as it is written in a list; "" for a column that carries nothing."""
    if field in LISTED:
        return words(field, getattr(held, field))
    if field in ("full_name", "card_no", "cv_no", "home_place", "badge", "gender"):
        return getattr(held, field)
    if field in _DAYS:
        return shown(held.day(_DAYS[field])) if field not in _LEFT or held.left == _DAYS[field] else ""
    family, _space, given = held.full_name.rpartition(" ")
    name, code = places.get(held.place or 0, ("", ""))
    others = {
        "family_name": family, "given_name": given, "birth": shown(held.birth), "organisation": name, "organisation_code": code,
        "gender_male": "x" if held.gender == "nam" else "", "gender_female": "x" if held.gender == "nữ" else "",
        "left_on": show(held.left_on) if held.left_on else "", "left_kind": left_words(held.left),
    }  # fmt: skip
    return others.get(field, "")


def shown(day: str | date | None) -> str:
    """A day as people write it, as far as it is known."""
    if isinstance(day, date):
        return show(day)
    return str(PartialDate.parse(day)) if day else ""
