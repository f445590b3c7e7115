"""Templates an office changed in Word: used where they hold what is needed, refused with where what is wrong stands."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings as django_settings
from docx import Document as open_docx
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.reports.documents.fields import FIELDS, NEEDED, field, paragraphs, text_of
from liemchinh.reports.documents.templates import LARGEST, faults_of
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


def _said(data: bytes) -> str:
    return "\n".join(text_of(element) for _where, element in paragraphs(open_docx(io.BytesIO(data))))


def test_the_blank_template_has_every_field_and_may_be_used() -> None:
    assert faults_of(BLANK) == []
    said = _said(BLANK).lower()
    assert [name for name in FIELDS if field(name) not in said] == ["ky"]


def test_an_offices_template_gives_its_own_words_and_every_field_is_filled() -> None:
    own = _changed(lambda made: made.add_paragraph("Lưu: Văn phòng. Kỳ: {{ ky }}, cơ quan {{ CO_QUAN }}"))
    said = _said(as_docx(framed(TABLE, WIDE), own))
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

    assert "Mã: Mã báo cáo: ACDE-4679-FHJK hết" in _said(as_docx(framed(TABLE), _changed(cut)))


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
    b'<Relationship Id="a" Type="t" Target="%s" %s/></Relationships>'
)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/vbaProject.bin": b"x"}, "template.carried-out"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "template.carried-out"),
        (
            {"word/_rels/settings.xml.rels": RELS % (b"http://a.example/x.dotm", b'TargetMode="External"')},
            "template.link",
        ),
        ({"word/note.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "template.entities"),
        (
            {"word/note.xml": b'<a xmlns:w="w"><w:instrText> DDE</w:instrText><w:instrText>AUTO cmd</w:instrText></a>'},
            "template.fetches",
        ),
        ({"word/note.xml": b'<a xmlns:w="w"><w:fldSimple w:instr="INCLUDETEXT c:/x"/></a>'}, "template.fetches"),
        ({"[Content_Types].xml": b"<Types/>"}, "template.kind"),
    ],
)
def test_a_template_with_something_that_is_carried_out_or_fetched_is_refused(
    parts: dict[str, bytes], code: str
) -> None:
    assert code in _codes(_packed(**parts))


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
