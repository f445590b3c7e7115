"""What a column of the national database's workbook can carry: a closed list of what the register holds and a list of people may show."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.imports.reading.vocabulary import heading_key
from regulations.words import own

# Nothing personal beyond what a list of members shows: no ethnicity (counted, never listed), nothing the register does not hold.
FIELDS: Mapping[str, str | Promise] = {
    "full_name": _("Họ và tên"),
    "family_name": _("Họ và chữ đệm"),
    "given_name": _("Tên"),
    "birth": _("Ngày sinh"),
    "gender": _("Giới tính"),
    "gender_male": _("Nam (đánh dấu x)"),
    "gender_female": _("Nữ (đánh dấu x)"),
    "card_no": _("Số thẻ hội viên"),
    "cv_no": _("Số lý lịch"),
    "home_place": _("Quê quán"),
    "education": _("Trình độ học vấn"),
    "profession_level": _("Trình độ chuyên môn"),
    "theory_level": _("Lý luận chính trị"),
    "occupation": _("Nghề nghiệp"),
    "badge": _("Kỷ niệm chương Hiệp hội"),
    "organisation": _("Tên tổ chức"),
    "organisation_code": _("Mã, số hiệu tổ chức"),
    "admitted_on": _("Ngày vào Hiệp hội"),
    "official_on": _("Ngày chính thức"),
    "exempt_from": _("Miễn sinh hoạt từ ngày"),
    "arrived_on": _("Ngày chuyển đến"),
    "left_on": _("Ngày ra khỏi danh sách"),
    "left_kind": _("Hình thức ra khỏi danh sách"),
    "transferred_out_on": _("Ngày chuyển đi"),
    "struck_off_on": _("Ngày xóa tên"),
    "resigned_on": _("Ngày xin ra khỏi Hiệp hội"),
    "expelled_on": _("Ngày trục xuất"),
    "died_on": _("Ngày từ trần"),
    "change_kind": _("Việc: kết nạp, chuyển đến, sửa thông tin…"),
    "change_on": _("Ngày của việc"),
    "change_place": _("Tổ chức nơi có việc"),
}
CHANGE = ("change_kind", "change_on", "change_place")
# Field of a list as imports read it → what it is here. Those missing are not carried.
OF_MEMBERS = {name: name for name in FIELDS if name not in {"organisation", "organisation_code", *CHANGE}} | {
    "organisation_id": "organisation"
}
# What headings of an office's list of changes are called; imports know no such columns of people.
_HEADINGS: Mapping[str, Sequence[str]] = {
    "change_kind": ("Loại biến động", "Biến động", "Nội dung biến động", "Loại thay đổi", "Nội dung thay đổi", "Loại sự kiện", "Sự kiện"),
    "change_on": ("Ngày biến động", "Ngày thay đổi", "Ngày hiệu lực", "Ngày sự kiện"),
    "change_place": ("Nơi biến động", "Tổ chức có biến động"),
    "organisation_code": ("Mã tổ chức", "Mã chi hội", "Mã tổ chức hiệp hội", "Số hiệu chi hội", "Mã đơn vị"),
}  # fmt: skip
OF_HEADING = {heading_key(own(text)): field for field, texts in _HEADINGS.items() for text in texts}
# Columns that hold several things at once are read in a comparison, and left empty when written.
SEVERAL = frozenset({"admitted_official", "papers", "levels", "left_both", "gender_ethnicity"})
ETHNICITY = frozenset({"ethnicity", "ethnicity_code"})
