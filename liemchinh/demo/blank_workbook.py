"""A workbook the district of the example was sent to fill: one commune a line, with a sum and shares that calculate."""

import io
from collections.abc import Sequence

import xlsxwriter

from liemchinh.access.actor import Actor
from liemchinh.filling.periods import SINCE_JANUARY, When
from liemchinh.filling.services import Chosen, choose_slots, keep_blank
from liemchinh.filling.values import Wish
from liemchinh.journal import clock
from liemchinh.organisations.queries import children_visible_to

TITLE, SHEET = "Biểu nhanh về đảng viên và kết nạp", "Biểu nhanh"
HEADINGS = ("TT", "Đơn vị", "Tổng số đảng viên", "Trong đó nữ", "Tỷ lệ nữ", "Kết nạp từ đầu năm")
MOST, FIRST = 12, 4


def load_blank_workbook(district: int, *, actor: Actor) -> int:
    """Keeps it with its first column chosen by the names of the communes; the others are left to do. Gives its number."""
    below = list(children_visible_to(actor, district, clock.today()).filter(search_key__startswith="dang bo xa")[:MOST])
    blank = keep_blank(_workbook([version.name for version in below]), "bieu-nhanh.xlsx", TITLE, district, actor=actor)
    chosen = [
        Chosen(SHEET, FIRST + place, column, Wish(key, version.organisation_id, when))
        for place, version in enumerate(below)
        for column, key, when in (
            (2, "members", When()),
            (3, "members_women", When()),
            (5, "admitted", When(SINCE_JANUARY)),
        )
    ]
    choose_slots(blank, chosen, actor=actor)
    return blank


def _workbook(names: Sequence[str]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        heading = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )
        cell, share = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "0.00%"})
        sheet.merge_range(
            "A1:F1", "BIỂU NHANH VỀ ĐẢNG VIÊN VÀ KẾT NẠP", book.add_format({"bold": True, "align": "center"})
        )
        sheet.write_row(FIRST - 1, 0, HEADINGS, heading)
        for place, name in enumerate(names):
            row = FIRST + place
            sheet.write_row(row, 0, (place + 1, name), cell)
            for column in (2, 3, 5):
                sheet.write_blank(row, column, None, cell)
            sheet.write_formula(row, 4, f"=IF(C{row + 1}=0,0,D{row + 1}/C{row + 1})", share)
        last = FIRST + len(names)
        sheet.write_row(last, 0, ("", "Cộng"), cell)
        for column in "CDF":
            sheet.write_formula(f"{column}{last + 1}", f"=SUM({column}{FIRST + 1}:{column}{last})", cell)
        sheet.set_column("B:B", 38)
        sheet.set_landscape()
    return out.getvalue()
