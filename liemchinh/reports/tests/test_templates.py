"""Templates an office changed in Word: used where they hold what is needed, refused with where what is wrong stands."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings as django_settings
from docx import Document as open_docx
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.reports.content import Table
from liemchinh.reports.documents.fields import FIELDS, NEEDED, field, paragraphs, text_of
from liemchinh.reports.documents.inside import WORD
from liemchinh.reports.documents.templates import LARGEST, faults_of, tidied
from liemchinh.reports.documents.word import as_docx, blank_template
from liemchinh.reports.tests.samples import TABLE, WIDE, framed
from regulations.layouts import layout_on

BLANK = blank_template(layout_on(django_settings.CHARTER, date(2026, 7, 5)))


def _codes(data: bytes) -> list[str]:
    return [fault.code for fault in faults_of(data)]


def _changed(change: Callable[..., object]) -> bytes:
    made = open_docx(io.BytesIO(BLANK))
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _packed(**more: bytes) -> bytes:
    """The blank template with parts put in, or put in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BLANK)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, more.pop(part.filename, None) or old.read(part))
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


def _drawn(template: bytes, *tables: Table) -> str:
    return _said(as_docx(replace(framed(*tables), template=template)))


def _said(data: bytes) -> str:
    return "\n".join(text_of(element) for _where, element in paragraphs(open_docx(io.BytesIO(data))))


def test_the_blank_template_has_every_field_and_may_be_used() -> None:
    assert faults_of(BLANK) == []
    said = _said(BLANK).lower()
    assert [name for name in FIELDS if field(name) not in said] == ["tieu_de_goc", "ky"]


def test_an_offices_template_gives_its_own_words_and_every_field_is_filled() -> None:
    own = _changed(lambda made: made.add_paragraph("Lưu: Văn phòng. Kỳ: {{ ky }}, cơ quan {{ CO_QUAN }}"))
    said = _drawn(own, TABLE, WIDE)
    assert (
        "Lưu: Văn phòng. Kỳ: Số liệu từ 01/01/2026 đến 30/06/2026, theo tổ chức ngày 30/06/2026, cơ quan ỦY BAN KIỂM TRA"
        in said
    )
    assert "{{" not in said
    assert "Toàn đảng bộ có 46.214 đảng viên." in said


def test_a_field_that_word_cut_into_pieces_is_filled() -> None:
    def cut(made: object) -> None:
        line = made.add_paragraph("Mã: {")
        for piece in ("{ m", "a }", "} hết"):
            line.add_run(piece).bold = True

    assert "Mã: Mã báo cáo: ACDE-4679-FHJK hết" in _drawn(_changed(cut), TABLE)


@pytest.mark.parametrize("name", NEEDED)
def test_a_template_without_a_needed_field_is_refused(name: str) -> None:
    def drop(made: object) -> None:
        for _where, element in list(paragraphs(made)):
            if name in text_of(element).lower():
                for told in element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
                    told.text = ""

    found = faults_of(_changed(drop))
    assert "template.missing-field" in [fault.code for fault in found]
    assert any(field(name) in fault.message for fault in found)


def test_an_unknown_field_is_refused_with_the_line_where_it_stands() -> None:
    (fault,) = faults_of(_changed(lambda made: made.add_paragraph("Ghi chú: {{ ghi_chu }} ở đây")))
    assert (fault.code, fault.message) == (
        "template.unknown-field",
        "Không có trường “ghi_chu”, ở dòng “Ghi chú: {{ ghi_chu }} ở đây”.",
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Thân: {{ noi_dung }}", ["template.not-alone", "template.doubled"]),
        ("{{ ma }", ["template.braces"]),
        ("{{ ma.__class__ }}", ["template.unknown-field"]),
        ("{% for one in ky %}", []),
    ],
)
def test_what_is_written_wrongly_is_refused_and_nothing_written_is_carried_out(line: str, code: list[str]) -> None:
    assert _codes(_changed(lambda made: made.add_paragraph(line))) == code


RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="a" Type="http://x.example/%s" Target="%s" %s/></Relationships>'
)
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = b'<Types>%s<Override PartName="/word/document.%s" ContentType="%s"/></Types>'
ATTACKS: list[tuple[dict[str, bytes], str]] = [
    ({"word/vbaProject.bin": b"x"}, "carried-out"),
    ({"word/embeddings/oleObject1.bin": b"x"}, "carried-out"),
    # A program by another name, told by how it hangs on the document.
    ({"word/_rels/a.rels": RELS % (b"vbaProject", b"harmless.png", b""), "word/harmless.png": b"x"}, "carried-out"),
    ({"word/_rels/a.rels": RELS % (b"aFChunk", b"page.xml", b"")}, "carried-out"),
    ({"word/a.xml": b"<w:altChunk " + W + b"/>"}, "carried-out"),
    ({"word/a.xml": b"<w:mailMerge " + W + b"/>"}, "carried-out"),
    ({"word/a.xml": b'<o:OLEObject xmlns:o="o"/>'}, "carried-out"),
    (
        {
            "word/_rels/settings.xml.rels": RELS
            % (b"attachedTemplate", b"http://a.example/x.dotm", b'TargetMode="External"')
        },
        "link",
    ),
    ({"word/_rels/a.rels": RELS % (b"image", b"file:///c:/x.png", b'TargetMode="External"')}, "link"),
    ({"word/a.xml": b'<v:imagedata xmlns:v="v" src="http://a.example/seen.png"/>'}, "link"),
    ({"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "entities"),
    (
        {
            "word/a.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(
                "utf-16"
            )
        },
        "entities",
    ),
    (
        {"word/a.xml": b"<a " + W + b"><w:instrText> DDE</w:instrText><w:instrText>AUTO cmd</w:instrText></a>"},
        "fetches",
    ),
    ({"word/a.xml": b"<a " + W + b"><w:instrText>PAGE</w:instrText><w:instrText>LINK x</w:instrText></a>"}, "fetches"),
    ({"word/a.xml": b"<a " + W + b'><w:fldSimple w:instr="INCLUDETEXT c:/x"/></a>'}, "fetches"),
    ({"word/a.xml": b"<w:ins " + W + b' w:author="Ma"/>'}, "tracked"),
    ({"[Content_Types].xml": b"<Types/>"}, "kind"),
    ({"[Content_Types].xml": TYPES % (b"", b"xml", b"application/vnd.ms-word.document.macroEnabled.main+xml")}, "kind"),
    # The text itself called a picture, so that nobody looks into it.
    ({"[Content_Types].xml": TYPES % (b"", b"png", WORD.encode())}, "kind"),
]


def _weak(data: bytes) -> bool:
    """Is it taken by whoever only asks whether it is a package of Word that opens?"""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.testzip() is None and "word/document.xml" in packed.namelist()


@pytest.mark.parametrize(("parts", "code"), ATTACKS)
def test_a_template_with_something_that_is_carried_out_fetched_or_hidden_is_refused(
    parts: dict[str, bytes], code: str
) -> None:
    data = _packed(**parts)
    assert _weak(data)
    assert f"template.{code}" in _codes(data)


def test_what_is_wrong_is_told_all_at_once_with_where_and_what_to_do() -> None:
    found = faults_of(_packed(**{"word/a.bin": b"x", "word/b.xml": b"<w:ins " + W + b' w:author="Ma"/>'}))
    assert [(fault.message, fault.remedy) for fault in found] == [
        ("Có macro hoặc đối tượng nhúng (word/a.bin).", "Hãy bỏ phần ấy trong Word rồi lưu lại."),
        ("Còn lời bình hoặc sửa đổi đang theo dõi, có tên người sửa (word/b.xml).",
         "Hãy chấp nhận mọi sửa đổi, xóa lời bình trong Word rồi lưu lại."),
    ]  # fmt: skip


def test_a_place_for_the_text_inside_a_table_is_refused() -> None:
    def moved(made: object) -> None:
        (place,) = [line for line in made.paragraphs if line.text == field("noi_dung")]
        made.add_table(1, 1).cell(0, 0)._tc.append(place._p)

    assert _codes(_changed(moved)) == ["template.not-alone"]


def test_a_page_without_a_size_is_refused_because_nothing_can_be_drawn_on_it() -> None:
    def bare(made: object) -> None:
        size = made.sections[0]._sectPr.pgSz
        size.getparent().remove(size)

    assert _codes(_changed(bare)) == ["template.broken"]


def test_a_place_for_the_text_that_ends_a_section_leaves_the_section_where_it_was() -> None:
    def ended(made: object) -> None:
        (place,) = [line for line in made.paragraphs if line.text == field("noi_dung")]
        place._p.get_or_add_pPr().append(deepcopy(made.element.body.sectPr))

    data = _changed(ended)
    assert faults_of(data) == []
    made = open_docx(io.BytesIO(as_docx(replace(framed(TABLE), template=data))))
    assert len(made.sections) == 2 and "Toàn đảng bộ có 46.214 đảng viên." in [line.text for line in made.paragraphs]


def test_who_typed_it_is_dropped_when_it_is_kept() -> None:
    def typed(made: object) -> None:
        made.core_properties.author = made.core_properties.last_modified_by = "Ma Văn Xa"

    kept = tidied(_changed(typed))
    with zipfile.ZipFile(io.BytesIO(kept)) as packed:
        assert not [name for name in packed.namelist() if "Ma Văn Xa".encode() in packed.read(name)]
        assert "docProps/app.xml" not in packed.namelist() and "docProps/thumbnail.jpeg" not in packed.namelist()
    assert faults_of(kept) == []


def test_a_file_that_is_large_or_unpacks_to_something_large_is_refused() -> None:
    assert _codes(b"x" * (LARGEST + 1)) == ["template.large"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 30_000_000)
    assert len(out.getvalue()) < LARGEST
    assert _codes(out.getvalue()) == ["template.large"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, len(BLANK) - 1))
def test_no_damaged_file_breaks_the_check(noise: bytes, at: int) -> None:
    for data in (noise, BLANK[:at], BLANK[:at] + noise + BLANK[at + len(noise) :]):
        assert isinstance(faults_of(data), list)
