"""Closed lists of this room: what is commonly asked for, units, kinds of period, why a return is sent back, how one stands."""

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words

UNITS: Mapping[str, Words] = {
    "count": _("con số"),
    "positions": _("biên chế"),
    "units": _("đơn vị"),
    "copies": _("bản, cuốn"),
    "times": _("lần, cuộc"),
    "vnd_million": _("triệu đồng"),
}
MONTH, QUARTER, HALF, YEAR, WINDOW = "month", "quarter", "half", "year", "window"
PERIODS: Mapping[str, Words] = {
    MONTH: _("Từng tháng"),
    QUARTER: _("Từng quý"),
    HALF: _("Từng sáu tháng"),
    YEAR: _("Từng năm"),
    WINDOW: _("Từ ngày đến ngày, nêu khi hỏi"),
}
# What reports commonly ask for: code → (name, unit). Two offices that choose the same one mean the same.
CATALOGUE: Mapping[str, tuple[Words, Literal["count", "positions", "units", "copies", "vnd_million"]]] = {
    "staff_cut": (_("Biên chế tinh giản"), "positions"),
    "staff_cut_party": (_("Biên chế tinh giản: khối Hiệp hội, Mặt trận, đoàn thể"), "positions"),
    "staff_cut_government": (_("Biên chế tinh giản: khối chính quyền"), "positions"),
    "service_units_cut": (_("Đơn vị sự nghiệp công lập giảm"), "units"),
    "saved_paper": (_("Tiết kiệm tiền giấy nhờ gửi văn bản điện tử"), "vnd_million"),
    "saved_ink": (_("Tiết kiệm tiền mực, in sao"), "vnd_million"),
    "handbooks": (_("Sổ tay, tài liệu đã cấp phát"), "copies"),
}
# A whole of the catalogue and the parts that add up to it.
PARTS_OF: Mapping[str, tuple[str, ...]] = {"staff_cut": ("staff_cut_party", "staff_cut_government")}
# How many times as much, or as little, as last time asks to be looked at once more; 0: never.
JUMPS: Mapping[int, Words] = {
    0: _("Không hỏi lại"),
    2: _("Gấp 2 lần hoặc bằng một nửa"),
    3: _("Gấp 3 lần hoặc bằng một phần ba"),
    5: _("Gấp 5 lần hoặc bằng một phần năm"),
    10: _("Gấp 10 lần hoặc bằng một phần mười"),
}
APPROVED, SENT_BACK = "approved", "sent_back"
REPLIES: Mapping[str, Words] = {APPROVED: _("Đã duyệt"), SENT_BACK: _("Bị trả lại")}
# About the number, never about whoever wrote it.
RETURNS: Mapping[str, Words] = {
    "differs": _("Con số chưa khớp với sổ sách, danh sách gốc"),
    "unit": _("Ghi nhầm đơn vị tính"),
    "period": _("Tính cho kỳ khác"),
    "counted_twice": _("Có phần đã tính ở nơi khác"),
    "incomplete": _("Chưa tính hết các nơi bên dưới"),
    "asked": _("Nơi gửi đề nghị mở lại để sửa"),
}
ON_TIME, LATE, MISSING, AHEAD = "on_time", "late", "missing", "ahead"
# How a respondent stands on a day; in the order of the picture, what is missing first.
STATES: Mapping[str, Words] = {
    MISSING: _("Quá hạn chưa gửi"),
    LATE: _("Gửi trễ"),
    ON_TIME: _("Gửi đúng hạn"),
    AHEAD: _("Chưa đến hạn"),
}


def name_of(code: str, name: str) -> str:
    """What a quantity is called: the catalogue's words, or its own."""
    return str(CATALOGUE[code][0]) if code in CATALOGUE else name
