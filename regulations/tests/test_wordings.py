"""Wordings hold fields of a closed list and nothing that runs; a fault is told with block and line. Layouts say what the guideline says."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.charter import SHIPPED, open_charter
from regulations.fields import EXAMPLES, FIELDS
from regulations.issuing import open_issuing
from regulations.layouts import layout_on, open_layouts
from regulations.reading import Malformed
from regulations.wordings import BLOCKS, faults_of, fields_in, fill, open_wordings

DECISION = "discipline_decision"


def test_every_document_of_the_procedures_is_shipped_whole() -> None:
    wordings, types = open_wordings(SHIPPED), open_issuing(SHIPPED).types
    assert {one.group for one in wordings.values()} == {
        "Kiểm tra, giám sát",
        "Kỷ luật",
        "Kỷ luật tổ chức đảng",
        "Khiếu nại kỷ luật",
        "Đơn, thư",
        "Kê khai tài sản, thu nhập",
        "Dùng chung",
        "Bỏ phiếu kín",
    }
    assert [code for code, one in wordings.items() if faults_of(one)] == []
    assert [code for code, one in wordings.items() if not types[one.type].symbol] == []
    told = {name for one in wordings.values() for text in one.blocks().values() for name in fields_in(text)}
    assert told <= FIELDS.keys() and all(EXAMPLES.values())


def test_every_document_that_a_procedure_numbers_has_its_wording_of_the_same_type() -> None:
    wordings = open_wordings(SHIPPED)
    asked = {(one.code, one.type) for each in open_charter().procedures.values() for one in each.documents if one.type}
    assert len(asked) > 40
    assert sorted(asked - {(code, one.type) for code, one in wordings.items()}) == []


def test_who_is_sanctioned_is_told_where_to_appeal_and_an_appeal_is_never_shut_out_by_a_late_day() -> None:
    wordings = open_wordings(SHIPPED)
    for code in (
        DECISION,
        "discipline_decision_organisation",
        "suspension_decision",
        "suspension_extension",
        "delivery_minutes",
        "refusal_minutes",
    ):
        assert "noi_nhan_don" in wordings[code].needs
    assert "vẫn được nhận" in wordings["discipline_notice"].body


def test_words_for_an_organisation_stand_beside_those_for_a_member_and_name_no_member() -> None:
    wordings = open_wordings(SHIPPED)
    own = {code: one for code, one in wordings.items() if code.endswith("_organisation")}
    assert len(own) == 11
    for code, one in own.items():
        assert wordings[code.removesuffix("_organisation")].type == one.type
        text = " ".join(one.blocks().values())
        assert (
            not set(fields_in(text)) & {"ho_ten", "ngay_sinh", "chi_bo", "chuc_vu"} and "đồng chí" not in text.lower()
        )
        assert "to_chuc" in fields_in(text)


def test_no_document_about_a_letter_can_name_who_sent_it() -> None:
    letters = [one for one in open_wordings(SHIPPED).values() if one.group == "Đơn, thư"]
    assert len(letters) == 7
    for one in letters:
        told = {name for text in one.blocks().values() for name in fields_in(text)}
        assert not told & {"ho_ten", "ngay_sinh", "chi_bo", "chuc_vu"}
    assert [name for name in FIELDS if re.search("to_cao|nguoi_gui|ly_do|y_kien|nhan_xet|gia_dinh", name)] == []


def test_faults_are_told_with_block_and_line_and_what_was_probably_meant() -> None:
    wording = replace(
        open_wordings(SHIPPED)[DECISION],
        abstract="về {{ho_tenn}}", body="Điều 1. {{ho_ten}}\nĐiều 2. {ho_ten}}\nĐiều 3. {% if x %} {{ HO_TEN }}\n{{xyzxyz}}", basis="",
    )  # fmt: skip
    assert faults_of(wording) == [
        "Trích yếu, dòng 1: không có trường “{{ho_tenn}}”; có phải “{{ho_ten}}”?",
        "Nội dung, dòng 2: dấu ngoặc nhọn không khép đúng; trường viết như “{{so}}”, chữ thường không dấu.",
        "Nội dung, dòng 3: dấu ngoặc nhọn không khép đúng; trường viết như “{{so}}”, chữ thường không dấu.",
        "Nội dung, dòng 4: không có trường “{{xyzxyz}}”; hãy chọn trong danh sách trường",
        *(
            f"Thiếu trường “{{{{{name}}}}}” ({FIELDS[name].title}): văn bản này phải có."
            for name in ("hinh_thuc", "noi_dung", "dieu_khoan", "ngay_hieu_luc", "noi_nhan_don")
        ),
    ]
    assert faults_of(replace(wording, body=" ", abstract="", needs=())) == ["Nội dung: đang để trống."]
    assert faults_of(replace(wording, body="x" * 8001, abstract="", needs=())) == [
        "Nội dung: dài 8001 ký tự, nhiều nhất 8000."
    ]


def test_what_is_filled_in_is_not_read_again_and_what_is_not_known_stays_blank() -> None:
    assert fill("{{ho_ten}}, {{ chi_bo }}", {"ho_ten": "{{so}}", "so": "1"}, "…") == "{{so}}, …"


@given(st.text(alphabet="{}ab_ %", max_size=40))
def test_a_text_without_faults_has_no_braces_left_when_filled(text: str) -> None:
    wording = replace(open_wordings(SHIPPED)[DECISION], **dict.fromkeys(BLOCKS, ""), needs=())
    if not faults_of(replace(wording, body=text)):
        assert "{" not in fill(text, EXAMPLES, "…") and "}" not in fill(text, EXAMPLES, "…")


def test_the_layout_is_that_of_the_guideline() -> None:
    (layout,) = open_layouts(SHIPPED)
    sheet, parts = layout.sheet, layout.parts
    assert (sheet.width, sheet.height, sheet.top, sheet.bottom, sheet.left, sheet.right) == (210, 297, 20, 20, 30, 15)
    assert sheet.font == "Times New Roman" and sheet.confidence == "MEDIUM"
    told = {name: (part.size, part.bold, part.italic, part.caps) for name, part in parts.items()}
    assert told["title"] == (15, True, False, True) and parts["title"].rule == "text"
    assert told["above"] == (14, False, False, True) and told["issuer"] == (14, True, False, True)
    assert told["number"] == (14, False, False, False) and layout.words["number"] == "Số {number}"
    assert told["dated"] == (14, False, True, False)
    assert told["type"] == (15, True, False, True) and told["abstract"] == (14, True, False, False)
    assert told["letter_abstract"] == (12, False, True, False) and told["body"] == (14, False, False, False)
    assert told["authority"] == (14, True, False, True) and layout.words["collective"] == "T/M {organ}"
    assert told["recipients"][0] == 12 and parts["recipients_label"].underline


def test_a_day_before_the_first_layout_takes_the_first() -> None:
    assert [layout_on(SHIPPED, day).code for day in (date(2010, 1, 1), date(2026, 1, 1))] == ["hd36", "hd36"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("size = 15", "size = 90", "cỡ chữ từ 8 đến 20 điểm"),
        ('name = "star"', 'name = "stars"', "thiếu phần “star”"),
        ("left = 30", "left = 130", "lề và cột trái chiếm hết khổ giấy"),
        ('star = "*"', "", "thiếu chữ “star”"),
    ],
)
def test_a_wrong_layout_is_refused_with_what_is_wrong(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = (SHIPPED / "layouts" / "hd36.toml").read_text(encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "x.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Malformed, match=said):
        open_layouts(tmp_path)
