"""A paper of a case has its number, its words and its layout; the DOCX is read back cell by cell; what may not be held is not made."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.db import transaction
from docx import Document as read_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont

from liemchinh.casework.models import Case
from liemchinh.casework.steps import Taken, Who, open_case
from liemchinh.journal.verification import recount_state
from liemchinh.members.posting import Seat, take_post
from liemchinh.papers import facts
from liemchinh.papers.composing import BLANK, Document
from liemchinh.papers.declaring import NUMBERS, OPEN, declare
from liemchinh.papers.facts import facts_of, provide_facts
from liemchinh.papers.issuers import Heading, Issuer, set_letterhead
from liemchinh.papers.issuing import DOCX, PDF, Wanted, as_file, document_of, draw_paper, example_of, issue_paper
from liemchinh.papers.models import Declaration, Number
from liemchinh.papers.queries import papers_of
from liemchinh.papers.services import take_number, void_number
from liemchinh.papers.views.files import paper_answer
from liemchinh.papers.wordings import set_wording, shipped
from regulations.answers import Refused
from regulations.fields import EXAMPLES

ON = date(2026, 2, 2)
TOLD = {"ho_ten": "Trần Văn Bình", "hinh_thuc": "khiển trách", "noi_dung": "Thu, chi ngân sách sai quy định"}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, tried: str) -> Iterator[str]:
    """The kind of the tests, whose room tells what fills its papers."""
    monkeypatch.setattr(facts, "_providers", {})
    provide_facts(tried, lambda asked: TOLD if asked.step == "begun" else {})
    yield tried


@pytest.fixture
def declared(world: Any) -> int:
    """The province has declared that papers without a secrecy mark are made here."""
    return declare(world.places["province"], OPEN, "12-QĐ/TU", ON, actor=world.actor("an"))


def issued(world: Any, kind: str, issuer: Issuer, **more: Any) -> Number:
    """A case opened with its decision."""
    console = world.actor("console")
    with transaction.atomic():
        drawn = draw_paper(Wanted(issuer, "discipline_decision", ON, **more))
        case = open_case(
            kind, [Who("branch", world.places["branch"])], Taken("begun", ON, papers=[drawn.paper]), actor=console
        )
        return issue_paper(drawn, case, "begun", actor=console)


def test_nothing_of_a_case_is_numbered_before_the_top_has_declared_what_may_be_held(
    world: Any, known: str, commission: Issuer
) -> None:
    with pytest.raises(Refused, match="Chưa khai báo máy này được giữ gì"):
        issued(world, known, commission)
    assert not Number.objects.exists() and not Case.objects.exists()
    declare(world.places["province"], OPEN, "12-QĐ/TU", ON, actor=world.actor("an"))
    assert issued(world, known, commission).written == "01-QĐ/UBKTĐU"


def test_every_reason_against_a_paper_is_told_at_once(world: Any, commission: Issuer) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        draw_paper(Wanted(Issuer(world.places["branch"]), "discipline_decision", ON))
    assert [one.code for one in refused.value.refusals] == ["undeclared", "no-symbol", "no-term"]


def test_only_an_officer_of_the_top_declares_and_a_new_declaration_takes_the_place_of_the_old(world: Any) -> None:
    province, an = world.places["province"], world.actor("an")
    for name, place in (("nam", "commune"), ("khoa", "district"), ("console", "province"), ("dung", "province")):
        with pytest.raises(Refused):
            declare(world.places[place], OPEN, "12-QĐ/TU", ON, actor=world.actor(name))
    with pytest.raises(Refused) as refused:
        declare(world.places["district"], "all", " ", date(2026, 9, 9), actor=an)
    assert [one.code for one in refused.value.refusals] == ["ahead", "not-top", "holds", "decision"]
    declare(province, OPEN, "12-QĐ/TU", ON, actor=an)
    declare(province, NUMBERS, "13-QĐ/TU", ON, actor=an)
    assert Declaration.objects.get(cancelled_by=None).holds == NUMBERS and list(recount_state()) == []


def test_a_paper_says_what_the_records_say_and_leaves_room_for_the_rest(
    world: Any, known: str, commission: Issuer, declared: int
) -> None:
    take_post(Seat(world.people["binh"], commission.organisation, "inspection_chair", ON), actor=world.actor("console"))
    made = document_of(issued(world, known, commission))
    assert (made.above, made.issuer, made.number) == ("Đảng ủy xã Trà Mây", "Ủy ban kiểm tra", "Số 01-QĐ/UBKTĐU")
    assert made.dated == "Trà Mây, ngày 02 tháng 02 năm 2026"
    assert (made.type_name, made.abstract) == ("Quyết định", "thi hành kỷ luật đối với đồng chí Trần Văn Bình")
    article = next(one for one in made.paragraphs if one.label == "Điều 1.")
    assert "bằng hình thức khiển trách. Nội dung vi phạm: Thu, chi ngân sách sai quy định." in article.text
    assert f"sinh ngày {BLANK}" in article.text
    assert [(one.authority, one.title, one.name) for one in made.signatures] == [
        ("T/M Ủy ban kiểm tra", "Chủ nhiệm", "Trần Văn Bình")
    ]


def test_a_paper_is_handed_out_as_a_file_that_nobody_keeps(
    world: Any, known: str, commission: Issuer, declared: int
) -> None:
    row = issued(world, known, commission)
    assert row.case is not None and papers_of(row.case) == [row]
    for form, begins in ((PDF, b"%PDF-"), (DOCX, b"PK"), ("exe", b"%PDF-")):
        answer = paper_answer(row, form)
        assert answer.content.startswith(begins) and answer["Cache-Control"] == "no-store"


def test_a_number_outlives_its_case(world: Any, known: str, commission: Issuer, declared: int) -> None:
    row = issued(world, known, commission)
    Case.objects.all().delete()
    row.refresh_from_db()
    assert (row.case_id, row.written) == (None, "01-QĐ/UBKTĐU")
    with pytest.raises(Refused, match="không có mẫu văn bản"):
        document_of(row)


def test_what_no_paper_can_show_is_left_out(world: Any, known: str, commission: Issuer, declared: int) -> None:
    provide_facts(known, lambda asked: {"ho_ten": "Trần\x01 Văn\ufffe Bình <b>&amp;"})
    made = document_of(issued(world, known, commission))
    assert made.abstract.endswith("Trần Văn Bình <b>&amp;")
    assert as_file(made, PDF).startswith(b"%PDF-") and as_file(made, DOCX).startswith(b"PK")


def test_a_field_nobody_knows_is_a_fault_of_the_room_that_tells_it(
    world: Any, known: str, commission: Issuer, declared: int
) -> None:
    row = issued(world, known, commission)
    provide_facts(known, lambda asked: {"chuyen_rieng": "x"})
    with pytest.raises(ValueError, match="chuyen_rieng"):
        facts_of(row)


def test_of_a_secret_paper_number_day_and_place_are_kept_and_no_document_is_made(
    world: Any, known: str, commission: Issuer, declared: int
) -> None:
    row = issued(world, known, commission, secret=True, lies_at="Tủ 2")
    assert (row.written, row.dated, row.lies_at, row.is_secret) == ("01-QĐ/UBKTĐU", ON, "Tủ 2", True)
    with pytest.raises(Refused, match="đóng dấu mật: máy chỉ giữ số, ngày và nơi để"):
        document_of(row)


def test_where_only_numbers_may_be_held_no_document_is_made(world: Any, known: str, commission: Issuer) -> None:
    declare(world.places["province"], NUMBERS, "12-QĐ/TU", ON, actor=world.actor("an"))
    with pytest.raises(Refused, match="máy này chỉ giữ số, ngày và nơi để"):
        document_of(issued(world, known, commission))


def test_what_is_no_paper_of_a_case_or_was_voided_has_no_document(
    world: Any, known: str, commission: Issuer, declared: int
) -> None:
    console = world.actor("console")
    row = take_number(commission, "decision", ON, actor=console)
    with pytest.raises(Refused, match="không có mẫu văn bản"):
        document_of(row)
    void_number(row.pk, reason="spoiled", actor=console)
    with pytest.raises(ValueError, match="only a paper of a case"):
        facts_of(row)


def test_a_paper_keeps_the_words_and_the_name_of_its_day(
    world: Any, known: str, commission: Issuer, declared: int
) -> None:
    row, console = issued(world, known, commission), world.actor("console")
    words = {**shipped()["discipline_decision"].blocks(), "abstract": "kỷ luật đồng chí {{ho_ten}}"}
    set_wording(world.places["province"], "discipline_decision", words, date(2026, 2, 3), actor=console)
    set_letterhead(commission, Heading("UBKTĐU", "Ban khác"), date(2026, 2, 3), actor=console)
    assert (document_of(row).abstract, document_of(row).issuer) == (
        "thi hành kỷ luật đối với đồng chí Trần Văn Bình", "Ủy ban kiểm tra",
    )  # fmt: skip


# The files


def made_of(code: str, issuer: Issuer) -> Document:
    return example_of(issuer, code, date(2026, 4, 3), EXAMPLES)


# A rule is a line without words below the line it belongs to, which keeps its whole width.
RULE = ""


def cells(table: Any) -> list[list[list[str]]]:
    return [[[line.text for line in cell.paragraphs] for cell in row.cells] for row in table.rows]


def looks(line: Any) -> tuple[float, bool, bool, str]:
    run = line.runs[-1]
    return run.font.size.pt, bool(run.bold), bool(run.italic), run.font.name


def test_the_docx_is_laid_out_as_the_guideline_says_cell_by_cell(world: Any, commission: Issuer) -> None:
    made = read_document(io.BytesIO(as_file(made_of("discipline_decision", commission), DOCX)))
    (section,), (head, foot), times = made.sections, made.tables, "Times New Roman"
    assert [round(length.mm) for length in (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
            section.left_margin, section.right_margin)] == [210, 297, 20, 20, 30, 15]  # fmt: skip
    assert cells(head) == [
        [["ĐẢNG ỦY XÃ TRÀ MÂY", "ỦY BAN KIỂM TRA", "*"], ["ĐẢNG CỘNG SẢN VIỆT NAM", RULE]],
        [["Số 05-QĐ/UBKTĐU (mẫu)"], ["Trà Mây, ngày 03 tháng 4 năm 2026"]],
    ]
    (corner, title), (number, dated) = (row.cells for row in head.rows)
    assert [looks(line) for line in corner.paragraphs[:2]] == [(14, False, False, times), (14, True, False, times)]
    assert looks(title.paragraphs[0]) == (15, True, False, times)
    assert looks(number.paragraphs[0]) == (14, False, False, times) and looks(dated.paragraphs[0]) == (
        14,
        False,
        True,
        times,
    )
    for table in (head, foot):
        assert table.style.name == "Normal Table" and table._tbl.tblPr.find(qn("w:tblBorders")) is None
        assert [round(cell.width.mm) for cell in table.rows[0].cells] == [72, 93]
    assert cells(foot)[0][1] == ["T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM", ""]
    assert cells(foot)[0][0][0] == "Nơi nhận:" and foot.rows[0].cells[0].paragraphs[0].runs[0].underline
    assert {looks(line)[0] for line in foot.rows[0].cells[0].paragraphs[1:]} == {12}


def test_the_body_of_the_docx_is_justified_and_articles_begin_in_bold(world: Any, commission: Issuer) -> None:
    made = read_document(io.BytesIO(as_file(made_of("discipline_decision", commission), DOCX)))
    lines = [line for line in made.paragraphs if line.text]
    assert [line.text for line in lines[:2]] == ["QUYẾT ĐỊNH", "thi hành kỷ luật đối với đồng chí Trần Văn Bình"]
    articles = [line for line in lines if line.text.startswith("Điều ")]
    assert [(line.runs[0].text, line.runs[0].bold, line.runs[1].bold) for line in articles] == [
        (f"Điều {number}. ", True, False) for number in (1, 2, 3)
    ]
    assert {(line.alignment, round(line.paragraph_format.first_line_indent.mm)) for line in articles} == {
        (WD_ALIGN_PARAGRAPH.JUSTIFY, 10)
    }
    assert {line.paragraph_format.line_spacing.pt for line in articles} == {18}
    assert "PAGE" in made.sections[0].header._element.xml and made.sections[0].different_first_page_header_footer


def test_a_letter_has_no_type_and_its_abstract_stands_under_the_number(world: Any, commission: Issuer) -> None:
    made = read_document(io.BytesIO(as_file(made_of("appeal_transfer", commission), DOCX)))
    assert cells(made.tables[0])[1][0] == ["Số 05-CV/UBKTĐU (mẫu)", "chuyển đơn khiếu nại"]
    assert looks(made.tables[0].rows[1].cells[0].paragraphs[1])[:3] == (12, False, True)
    assert "CÔNG VĂN" not in [line.text for line in made.paragraphs]


def test_minutes_are_signed_by_as_many_as_they_need(world: Any, commission: Issuer) -> None:
    made = read_document(io.BytesIO(as_file(made_of("discipline_vote_minutes", commission), DOCX)))
    assert [cell[0] for cell in cells(made.tables[-1])[0]] == [
        "NGƯỜI GHI BIÊN BẢN",
        "NGƯỜI KIỂM PHIẾU",
        "TRƯỞNG BAN KIỂM PHIẾU",
    ]


def test_every_document_becomes_a_docx_and_a_pdf_with_its_letters_inside(world: Any, commission: Issuer) -> None:
    for code in shipped():
        made = made_of(code, commission)
        pdf = as_file(made, PDF)
        assert pdf == as_file(made, PDF)
        _is_for_everybody(pdf, made.number)
        assert as_file(made, DOCX).startswith(b"PK")


def _is_for_everybody(pdf: bytes, title: str) -> None:
    """Tagged to be read aloud in Vietnamese, its letters of one family inside."""
    with pikepdf.open(io.BytesIO(pdf)) as made:
        meta = made.open_metadata()
        assert (str(made.Root.Lang), bool(made.Root.MarkInfo.Marked), meta["pdfuaid:part"], meta["dc:title"]) == (
            "vi",
            True,
            "1",
            title,
        )
        fonts = [font.DescendantFonts[0] for page in made.pages for font in dict(page.resources.Font).values()]
        assert {str(font.BaseFont).split("+")[1].split("-")[0] for font in fonts} == {"NotoSerif"}
        assert all("/FontFile2" in font.FontDescriptor or "/FontFile3" in font.FontDescriptor for font in fonts)


def test_every_letter_of_vietnamese_is_in_the_letters_of_the_pdf() -> None:
    from liemchinh.papers.fonts import LETTERS, font_files

    used = {letter for wording in shipped().values() for text in wording.blocks().values() for letter in text} - {"\n"}
    used |= {letter.upper() for letter in used} | set(
        "ăâđêôơưĂÂĐÊÔƠƯạảãàáặẳẵằắậẩẫầấẹẻẽèéệểễềếịỉĩìíọỏõòóộổỗồốợởỡờớụủũùúựửữừứỵỷỹỳý"
    )
    used |= set("ƀčĕĭñŏŭ")  # names in Ê Đê, Gia Rai, Ba Na
    assert sorted(used - set(map(chr, LETTERS))) == []
    assert sorted(font_files()) == ["Noto Serif", "Noto Serif-Bold", "Noto Serif-Italic"]
    for data in font_files().values():
        drawn = TTFont(io.BytesIO(data)).getBestCmap()
        assert sorted(letter for letter in used if ord(letter) not in drawn) == []


def test_letters_of_the_layout_are_those_of_its_day(world: Any, commission: Issuer) -> None:
    assert made_of("discipline_decision", commission).layout.citation.document == "Hướng dẫn 36-HD/VPTW"
    assert settings.CHARTER.name == "vietnam_party"
