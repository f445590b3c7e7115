"""Closed lists of this room, with their words. No "other", no free text, and nothing that a declaration contains."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.offices import posts_that_are
from liemchinh.members.reasons import CANCELLATION, Words
from regulations.code_lists import LEADS, OVERSEES
from regulations.rules.declaring import ANNUAL, FIRST, PERSONNEL, SUPPLEMENTARY

# Who keeps the lists of an organisation and all below it; who draws and verifies, for its own committee.
KEEP, CONTROL = "declarations.keep", "inspection.keep"
KINDS: Mapping[str, Words] = {
    ANNUAL: _("Kê khai hằng năm"),
    FIRST: _("Kê khai lần đầu"),
    SUPPLEMENTARY: _("Kê khai bổ sung"),
    PERSONNEL: _("Kê khai phục vụ công tác cán bộ"),
}
# The groups of posts outside the register; a test holds them equal to the rules.
GROUPS: Mapping[str, Words] = {
    "director": _("Giám đốc sở và tương đương trở lên"),
    "judge": _("Thẩm phán"),
    "prosecutor": _("Kiểm sát viên"),
    "inspector": _("Thanh tra viên"),
    "party_examiner": _("Kiểm tra viên của Hiệp hội"),
    "accountant": _("Kế toán viên"),
    "forest_ranger": _("Kiểm lâm viên"),
    "auditor": _("Kiểm toán viên"),
    "listed_field": _("Người giữ chức vụ lãnh đạo, quản lý trong lĩnh vực được liệt kê"),
    "state_capital": _("Người đại diện phần vốn nhà nước tại doanh nghiệp"),
    "state_enterprise": _("Người quản lý doanh nghiệp có trên 50% vốn nhà nước"),
}
# Posts of the register whose holder heads a unit or stands in for its head.
HEADS = frozenset(posts_that_are(LEADS, OVERSEES))
# Where a declaration lies; nobody reads it here.
LIES: Mapping[str, Words] = {
    "unit": _("tổ chức cán bộ của đơn vị"),
    "control": _("cơ quan kiểm soát tài sản, thu nhập"),
    "personnel_file": _("hồ sơ cán bộ, theo phân cấp quản lý"),
}
POSTED, MEETING = "posted", "meeting"
WAYS: Mapping[str, Words] = {
    POSTED: _("Niêm yết tại trụ sở"),
    MEETING: _("Công bố tại cuộc họp"),
}
# Why somebody on a list owes this declaration no more.
RELEASES: Mapping[str, Words] = {
    "left_post": _("Đã thôi giữ vị trí trước hạn"),
    "elsewhere": _("Đã kê khai ở nơi khác trong năm"),
    "died": _("Đã mất"),
    **{code: CANCELLATION[code] for code in ("wrong_person", "wrong_kind", "twice")},
}
MISTAKES: Mapping[str, Words] = {
    code: CANCELLATION[code] for code in ("wrong_person", "wrong_day", "wrong_place", "twice")
}
# Where the number of a draw comes from: published by others on a day named beforehand.
SOURCES: Mapping[str, Words] = {
    "lottery_north": _("Xổ số miền Bắc, giải đặc biệt"),
    "lottery_capital": _("Xổ số Thành phố Hồ Chí Minh, giải đặc biệt"),
    "stock_index": _("Chỉ số VN-Index lúc đóng cửa, bỏ dấu phẩy"),
    "public_lot": _("Số bốc công khai, có người chứng kiến"),
}
RANDOM = "random"
GROUNDS: Mapping[str, Words] = {
    RANDOM: _("Được chọn ngẫu nhiên theo kế hoạch"),
    "untruth_sign": _("Có dấu hiệu rõ ràng về việc kê khai không trung thực"),
    "unexplained_increase": _("Biến động tăng từ mức phải giải trình mà giải trình không hợp lý"),
    "denunciation": _("Có tố cáo đủ điều kiện thụ lý"),
    "request": _("Cơ quan có thẩm quyền yêu cầu, kiến nghị"),
}
OUTCOMES: Mapping[str, Words] = {
    "truthful": _("Kê khai trung thực, đầy đủ, rõ ràng"),
    "not_truthful": _("Kê khai không trung thực"),
    "origin_not_truthful": _("Giải trình nguồn gốc tài sản, thu nhập tăng thêm không trung thực"),
}
# How a declaration stands on a day.
ON_TIME, LATE, WAITS, MISSING, UNCLEAR = "on_time", "late", "waits", "missing", "unclear"
STATES: Mapping[str, Words] = {
    ON_TIME: _("Đã nộp đúng hạn"),
    LATE: _("Đã nộp, sau hạn"),
    UNCLEAR: _("Đã nộp, chưa rõ hạn"),
    WAITS: _("Chưa nộp, còn hạn"),
    MISSING: _("Quá hạn, chưa nộp"),
}


def kind_words(code: str) -> str:
    """What the book calls a kind of declaration; the code itself for none of them."""
    return str(KINDS.get(code, code))


def group_words(code: str) -> str:
    """What the book calls a group of posts."""
    return str(GROUPS.get(code, code))


def way_words(code: str) -> str:
    """What the book calls a way of making public."""
    return str(WAYS.get(code, code)).lower()


def source_words(code: str) -> str:
    """What the book calls the source of a number."""
    return str(SOURCES.get(code, code))
