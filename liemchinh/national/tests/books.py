"""Workbooks as the national database might give them, made for tests. Its real columns are the office's to bring."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

HEADINGS = ("STT", "Số thẻ đảng viên", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Chi bộ", "Ngày vào Đảng",
            "Ngày chính thức", "Mã định danh hệ thống")  # fmt: skip
CHANGES = ("Họ và tên", "Số thẻ", "Loại biến động", "Ngày biến động", "Ghi chú")


def workbook(
    headings: Sequence[str] = HEADINGS, rows: Sequence[Sequence[Any]] = (), titles: Sequence[str] = ()
) -> bytes:
    """A list with its headings below some lines of titles."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        for number, title in enumerate(titles):
            sheet.write_string(number, 0, title)
        for number, row in enumerate([headings, *rows], start=len(titles)):
            sheet.write_row(number, 0, row)
    return out.getvalue()
