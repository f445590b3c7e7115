"""Of the example: an office that enters in the national database, and a list of theirs compared with its register."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.members.queries import active
from liemchinh.national.columns import read_list
from liemchinh.national.comparing import begin_comparison, compare, finish
from liemchinh.national.people import held, places
from liemchinh.national.services import keep_layout
from liemchinh.national.workbook import value
from liemchinh.organisations.queries import standing, subtree

HEADINGS = ("STT", "Số thẻ đảng viên", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Chi bộ sinh hoạt", "Ngày vào Đảng",
            "Ngày chính thức", "Trình độ chuyên môn", "Mã hồ sơ", "Ghi chú")  # fmt: skip
CARRIED = (
    "card_no",
    "full_name",
    "birth",
    "gender",
    "",
    "",
    "organisation",
    "admitted_on",
    "official_on",
    "profession_level",
    "",
    "",
)


def load_layout(office: int, *, actor: Actor) -> None:
    """The columns of their workbook; what is recorded afterwards waits to be entered."""
    keep_layout(_workbook(()), "mau-nhap.xlsx", office, actor=actor)


def load_comparison(office: int, *, actor: Actor) -> int:
    """Their list of one committee under the office, with a few mistakes: one missing, one twice, days and a card typed wrongly."""
    today = clock.today()
    communes = standing(today).filter(parent_id=office, search_key__startswith="dang bo xa").order_by("sort_key")
    place = communes.values_list("organisation_id", flat=True)[0]
    members = active(today).filter(organisation_id__in=subtree([place])).order_by("person_id")
    people = list(held(members.values_list("person_id", flat=True), today))
    called = places((one.place for one in people if one.place), today)
    rows = [["", *(value(field, one, called) for field in CARRIED)] for one in people[1:]]
    rows[2][9], rows[5][1], rows[7][3], rows[9][2] = "", "84999777", "01/01/1960", "Ngô Đình Lạc"
    data = _workbook([*rows, rows[4]])
    comparison = begin_comparison(data, "xuat-danh-sach.xlsx", place, actor=actor)
    finish(comparison, compare(read_list(data, comparison.file_name)[1], place), actor=actor)
    return comparison.pk


def _workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_string(0, 0, "DANH SÁCH ĐẢNG VIÊN")
        for number, row in enumerate([HEADINGS, *rows], start=1):
            sheet.write_row(number, 0, row)
    return out.getvalue()
