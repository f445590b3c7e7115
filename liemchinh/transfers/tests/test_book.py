"""The book of transfers (10-SHĐ), cell by cell against a table made by hand."""

import io
from datetime import date
from typing import Any

import openpyxl

from liemchinh.transfers.book import print_book
from liemchinh.transfers.receiving import receive_members
from liemchinh.transfers.sending import Letter, send_members, send_outside
from liemchinh.transfers.tests.conftest import Sends
from liemchinh.transfers.workbook import book_workbook

COMMUNE, DISTRICT = "Đảng bộ xã Trà Mây", "Đảng bộ huyện Sông Thu"
OTHER, HARBOUR = "Đảng bộ tỉnh Hải Vân", "Chi bộ Cửa Đại"
NONE = ("", "", "")
PHUC = ("Thạch Vĩnh Phúc", "1970", "19/05/2016", "19/05/2017", "84000")
RAY = ("Kim Sô Rây", "1971", "19/05/2016", "19/05/2017", "84001")
BINH = ("Trần Văn Bình", "1973", "19/05/2016", "19/05/2017", "84003")
EM = ("Huỳnh Thị Em", "1974", "19/05/2016", "19/05/2017", "84004")
HEAD = [
    ["STT", "Ngày chuyển", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ đảng viên",
     "Chuyển đi", "", "", "Chuyển đến", "", "", "Phạm vi", "", "", "", "Loại", ""],
    ["", "", "", "", "", "", "", "Đến TCCSĐ", "Cấp ủy giới thiệu", "Cấp ủy nhận", "Từ TCCSĐ", "Cấp ủy giới thiệu",
     "Cấp ủy nhận", "Từ tỉnh khác đến", "Trong tỉnh", "Trong huyện", "Đi tỉnh khác", "Chính thức", "Tạm thời"],
]  # fmt: skip
EXPECTED = [
    # Phúc: for good, from Gò Cát to Rạch Dừa, both under the commune.
    [1, "10/02/2026", *PHUC, COMMUNE, DISTRICT, DISTRICT, COMMUNE, DISTRICT, DISTRICT, "", "", "x", "", "x", ""],
    # Bình: for a time, the same way.
    [2, "11/02/2026", *BINH, COMMUNE, DISTRICT, DISTRICT, COMMUNE, DISTRICT, DISTRICT, "", "", "x", "", "", "x"],
    # Rây: for good, to the other province.
    [3, "12/02/2026", *RAY, HARBOUR, DISTRICT, OTHER, *NONE, "", "", "", "x", "x", ""],
    # Em: for good, to a place outside, of which nobody knows the province.
    [4, "13/02/2026", *EM, "Chi bộ tàu Hải Âu", DISTRICT, "", *NONE, "", "", "", "", "x", ""],
]  # fmt: skip


def cells(data: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def moves(world: Any, send: Sends) -> None:
    places, people, an, dung = world.places, world.people, world.actor("an"), world.actor("dung")
    receive_members(send(), date(2026, 2, 10), actor=an)
    receive_members(send(people=("binh",), until=date(2026, 4, 30)), date(2026, 2, 11), actor=an)
    letter = Letter("13-GGT", date(2026, 2, 2))
    far = send_members([people["sibling"]], places["sibling"], places["other_branch"], letter, actor=an)
    receive_members(far, date(2026, 2, 12), actor=dung)
    letter = Letter("14-GGT", date(2026, 2, 13))
    send_outside([people["em"]], places["sibling"], "Chi bộ tàu Hải Âu", letter, actor=an)


def test_the_book_of_the_commune_is_the_table_made_by_hand(world: Any, send: Sends) -> None:
    moves(world, send)
    first, last = date(2026, 2, 1), date(2026, 2, 28)
    rows = print_book(world.places["commune"], first, last, actor=world.actor("nam"))
    told = cells(book_workbook(rows, COMMUNE, first, last))
    assert [line[0] for line in told[:4]] == [
        COMMUNE.upper(), "SỔ GIỚI THIỆU CHUYỂN SINH HOẠT ĐẢNG", "Từ ngày 01/02/2026 đến ngày 28/02/2026", "",
    ]  # fmt: skip
    assert told[4:6] == HEAD
    assert told[6:] == EXPECTED


def test_who_comes_from_the_other_province_is_told_from_there(world: Any, send: Sends) -> None:
    moves(world, send)
    first, last = date(2026, 2, 1), date(2026, 2, 28)
    rows = print_book(world.places["other"], first, last, actor=world.actor("dung"))
    assert cells(book_workbook(rows, OTHER, first, last))[6:] == [
        [1, "12/02/2026", *RAY, *NONE, COMMUNE, DISTRICT, OTHER, "x", "", "", "", "x", ""]
    ]


def test_a_day_outside_the_period_is_not_in_it(world: Any, send: Sends) -> None:
    moves(world, send)
    one_day = date(2026, 2, 12)
    assert [row.name for row in print_book(world.places["commune"], one_day, one_day, actor=world.actor("nam"))] == [
        "Kim Sô Rây"
    ]


def test_the_sheet_is_laid_out_for_print() -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(book_workbook([], COMMUNE, date(2026, 1, 1), date(2026, 12, 31)))
    ).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$5:$6" and sheet.freeze_panes == "D7"
