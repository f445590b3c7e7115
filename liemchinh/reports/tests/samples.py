"""A small report written by hand, for tests of what is drawn from one."""

from datetime import date
from decimal import Decimal

from django.conf import settings

from liemchinh.papers.composing import Document, Signature
from liemchinh.reports.content import Cell, Content, Paragraph, Row, Run, Section, Table
from liemchinh.reports.documents.framing import Framed, Sealed, cleaned
from regulations.layouts import layout_on

MEMBERS = Cell("46.214", 46214, "people", "1.1.1")
TABLE = Table(
    "B1", "Kết quả kiểm tra", "tổ chức", ("Kỳ này", "Cùng kỳ", "% so với cùng kỳ"),
    (
        Row("Đã kết luận", (Cell("12", 12, "organisations", "B1.1.1"), Cell("9", 9, "organisations", "B1.1.2"),
                            Cell("133,33%", Decimal("133.33"), "percent", "B1.1.3")), strong=True),
        Row("Trong đó: có vi phạm", (Cell("", None, why="hidden"), Cell("", None, why="unknown"), Cell("", None, why="heading")), depth=1),
    ),
    "Số biểu chưa kiểm chứng",
)  # fmt: skip
WIDE = Table(
    "B2", "Theo đơn vị trực thuộc", "tổ chức", tuple(f"Cột {place}" for place in range(1, 9)),
    tuple(
        Row(f"Đơn vị {row}", tuple(Cell(f"{row * column:,}".replace(",", "."), row * column, "people", f"B2.{row}.{column}")
                                   for column in range(1, 9)))
        for row in range(1, 41)
    ),
    annex=True,
)  # fmt: skip


def content(*tables: Table) -> Content:
    """A report with a sentence, prose, prose still to be written, and these tables."""
    sentence = Paragraph("sentence", "", (Run("Toàn đảng bộ có "), Run("46.214", MEMBERS), Run(" đảng viên.")))
    prose = Paragraph("prose", "II.1", (Run("Dòng một, có <dấu> & “ngoặc”.\nDòng hai."),))
    unwritten = Paragraph("prose", "II.2", ())
    return Content("Kết quả kiểm tra", 1, "Đảng bộ tỉnh Trà Vinh", "6 tháng đầu năm 2026", "2026-01-01", "2026-06-30", "2026-06-30",
                   (Section("I. Tình hình", (sentence,)), Section("II. Kết quả", (prose, unwritten, *tables))))  # fmt: skip


def framed(*tables: Table, sealed: bool = True) -> Framed:
    """It, with its head and foot."""
    layout, told = layout_on(settings.CHARTER, date(2026, 7, 5)), content(*tables)
    document = Document(
        layout, layout.words["title"], "Tỉnh ủy Trà Vinh", "Ủy ban Kiểm tra", "Số 07-BC/UBKTTU",
        "Trà Vinh, ngày 05 tháng 7 năm 2026", "Báo cáo",
        "Kết quả kiểm tra 6 tháng đầu năm 2026", (), (Signature("T/M Ủy ban Kiểm tra", "Chủ nhiệm", "Ma Văn Xa"),), (),
    )  # fmt: skip
    return Framed(cleaned(told), document, Sealed("ACDE-4679-FHJK", 812, "ab" * 32) if sealed else None)
