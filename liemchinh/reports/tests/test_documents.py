"""A report as DOCX, XLSX and PDF: what stands in it, in which order, and what the files are made of."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pikepdf
from docx import Document as open_docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.papers.composing import BLANK
from liemchinh.reports.content import Content, Paragraph, Run, Section
from liemchinh.reports.documents.framing import DRAFT, Framed, cleaned
from liemchinh.reports.documents.printed import as_pdf
from liemchinh.reports.documents.word import as_docx
from liemchinh.reports.documents.workbook import as_xlsx
from liemchinh.reports.tests.samples import TABLE, WIDE, content, framed


def _read(data: bytes) -> list[Any]:
    """What stands in a DOCX, in order: a line as text, a table as rows of texts."""
    found: list[Any] = []
    for part in open_docx(io.BytesIO(data)).iter_inner_content():
        if hasattr(part, "rows"):
            found.append([[cell.text for cell in row.cells] for row in part.rows])
        elif part.text.strip():
            found.append(part.text)
    return found


BODY = [
    "Số liệu từ 01/01/2026 đến 30/06/2026, theo tổ chức ngày 30/06/2026",
    "I. Tình hình",
    "Toàn đảng bộ có 46.214 đảng viên.",
    "II. Kết quả",
    "Dòng một, có <dấu> & “ngoặc”.",
    "Dòng hai.",
    BLANK * 3,
]
ROWS = [
    ["Chỉ tiêu", "Kỳ này", "Cùng kỳ", "% so với cùng kỳ"],
    ["Đã kết luận", "12", "9", "133,33%"],
    ["Trong đó: có vi phạm", "không hiện", "chưa rõ hạn trước 01/07/2025", ""],
]


def test_a_docx_says_everything_in_order_between_the_head_and_the_foot_of_the_layout() -> None:
    read = _read(as_docx(framed(TABLE)))
    assert read[0] == [
        ["TỈNH ỦY TRÀ VINH\nỦY BAN KIỂM TRA\n*", "ĐẢNG CỘNG SẢN VIỆT NAM\n"],
        ["Số 07-BC/UBKTTU", "Trà Vinh, ngày 05 tháng 7 năm 2026"],
    ]
    assert read[1:3] == ["BÁO CÁO", "Kết quả kiểm tra 6 tháng đầu năm 2026"]
    assert read[3:-1] == [*BODY, "Biểu B1. Kết quả kiểm tra", "Đơn vị tính: tổ chức", ROWS, "Số biểu chưa kiểm chứng"]
    assert read[-1] == [["", "T/M ỦY BAN KIỂM TRA\nCHỦ NHIỆM\nMa Văn Xa"]]


def test_the_foot_of_every_page_says_which_report_it_is_and_a_draft_that_it_is_one() -> None:
    for sealed, told in (
        (True, "Mã báo cáo: ACDE-4679-FHJK  Sổ nghiệp vụ đến mục 812: abababababababab"),
        (False, f"{DRAFT}  "),
    ):
        section = open_docx(io.BytesIO(as_docx(framed(TABLE, sealed=sealed)))).sections[0]
        assert section.footer.paragraphs[0].text == told
        assert section.first_page_footer.paragraphs[0].text == told


def test_a_wide_annex_lies_on_its_side_after_the_signature_with_headings_repeated() -> None:
    made = open_docx(io.BytesIO(as_docx(framed(TABLE, WIDE))))
    sizes = [(section.page_width > section.page_height, section.orientation) for section in made.sections]
    assert sizes == [(False, 0), (True, 1)]
    read = _read(as_docx(framed(TABLE, WIDE)))
    assert read[-4:-1] == ["PHỤ LỤC", "Biểu B2. Theo đơn vị trực thuộc", "Đơn vị tính: tổ chức"]
    assert len(read[-1]) == 41
    annex = made.tables[-1]._tbl
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in annex.tr_lst][:3] == [True, False, False]


def test_a_workbook_has_a_sheet_for_each_table_with_real_numbers_and_is_ready_to_print() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(framed(TABLE, WIDE))))
    assert book.sheetnames == ["Biểu B1", "Biểu B2"]
    sheet = book["Biểu B1"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_row=9)]
    assert cells == [ROWS[0], ["Đã kết luận", 12, 9, 133.33], [*ROWS[2][:-1], None]]
    assert [cell.number_format for cell in sheet[8]][1:] == ["#,##0", "#,##0", '#,##0.00"%"']
    printing = sheet.page_setup
    assert (printing.paperSize, sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage, printing.fitToHeight) == (
        9, "$7:$7", True, 0)  # fmt: skip
    assert (printing.orientation, book["Biểu B2"].page_setup.orientation) == ("portrait", "landscape")
    assert "ACDE-4679-FHJK" in sheet.oddFooter.left.text


def test_a_report_without_tables_is_a_workbook_of_its_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(framed()))).active
    assert [row[0].value for row in sheet.iter_rows()] == ["Kết quả kiểm tra 6 tháng đầu năm 2026", *BODY[1:]]


def test_a_pdf_is_tagged_in_vietnamese_with_letters_of_one_family_inside() -> None:
    with pikepdf.open(io.BytesIO(as_pdf(framed(TABLE, WIDE)))) as made:
        assert str(made.Root.Lang) == "vi"
        assert bool(made.Root.MarkInfo.Marked)
        assert bool(made.Root.ViewerPreferences.DisplayDocTitle)
        meta = made.open_metadata()
        assert (meta["pdfuaid:part"], meta["dc:title"]) == ("1", "Kết quả kiểm tra 6 tháng đầu năm 2026")
        fonts = [font for page in made.pages for font in dict(page.resources.Font).values()]
        assert {str(font.BaseFont).split("+")[1].split("-")[0] for font in fonts} == {"NotoSerif"}
        for font in fonts:
            assert (
                "/FontFile2" in font.DescendantFonts[0].FontDescriptor
                or "/FontFile3" in font.DescendantFonts[0].FontDescriptor
            )
        kinds = _kinds(made.Root.StructTreeRoot)
        assert kinds.count("/Table") == 2
        assert kinds.count("/TH") == 4 + 9
        assert kinds.count("/TD") == 8 + 360


def _kinds(element: Any) -> list[str]:
    """The kinds of everything in the tree by which a PDF is read aloud."""
    found = [str(element.S)] if "/S" in element else []
    below = element.get("/K", [])
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(one, pikepdf.Dictionary):
            found += _kinds(one)
    return found


def test_the_same_report_gives_the_same_pdf() -> None:
    assert as_pdf(framed(TABLE)) == as_pdf(framed(TABLE))


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_a_file_or_is_read_as_code(said: str) -> None:
    told = framed(TABLE)
    typed = Paragraph("prose", "x", (Run(said),))
    again = Framed(cleaned(_with(said, typed)), told.document, told.sealed)
    for make in (as_docx, as_xlsx, as_pdf):
        assert make(again)


def _with(heading: str, paragraph: Paragraph) -> Content:
    return replace(content(TABLE), sections=(Section(heading, (paragraph,)),))
