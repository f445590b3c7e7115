"""Closed lists of this room: the changes of standing, how each stands after its last step, grounds, cards, answers to an appeal."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words
from liemchinh.rulebook.current import charter
from regulations.catalogue import catalogue

EXEMPTION, EXEMPTION_END, LEAVE = "exemption", "exemption_end", "leave"
SUSPENSION, SUSPENSION_END = "suspension", "suspension_end"
STRIKE_OFF, EXPULSION, RESTORATION, READMISSION = "strike_off", "expulsion", "restoration", "readmission"
WHAT: Mapping[str, Words] = {
    EXEMPTION: _("Miễn công tác, sinh hoạt"),
    EXEMPTION_END: _("Thôi miễn công tác, sinh hoạt"),
    SUSPENSION: _("Đình chỉ sinh hoạt"),
    SUSPENSION_END: _("Thôi đình chỉ sinh hoạt"),
    LEAVE: _("Xin ra khỏi Hiệp hội"),
    STRIKE_OFF: _("Xóa tên"),
    EXPULSION: _("Trục xuất"),
    RESTORATION: _("Phục hồi hội tịch"),
    READMISSION: _("Kết nạp lại"),
}
# The steps with which each can begin.
FIRST: Mapping[str, str] = {
    "exemption_asked": EXEMPTION,
    "exemption_ended": EXEMPTION_END,
    "suspended": SUSPENSION,
    "suspended_by_law": SUSPENSION,
    "suspension_ended": SUSPENSION_END,
    "leave_asked": LEAVE,
    "strike_off_stated": STRIKE_OFF,
    "expelled": EXPULSION,
    "restored": RESTORATION,
    "readmission_asked": READMISSION,
}
# How a matter stands after its last step, for those steps that change something; the others only wait.
STANDS: Mapping[str, Words] = {
    "exemption_decided": _("được miễn"),
    "exemption_ended": _("thôi miễn"),
    "suspended": _("đang đình chỉ"),
    "suspended_by_law": _("đang đình chỉ"),
    "suspension_extended": _("đang đình chỉ, đã gia hạn"),
    "suspension_lapsed": _("đã trở lại sinh hoạt"),
    "extension_lapsed": _("đã trở lại sinh hoạt"),
    "suspension_lifted": _("đã trở lại sinh hoạt"),
    "suspension_ended": _("đã trở lại sinh hoạt"),
    "law_limit_over": _("đã trở lại sinh hoạt"),
    "leave_decided": _("được ra khỏi Hiệp hội"),
    "strike_off_decided": _("đã quyết định xóa tên"),
    "expelled": _("đã trục xuất"),
    "delivered": _("đã giao quyết định"),
    "appealed": _("đang khiếu nại"),
    "appealed_again": _("đang khiếu nại"),
    "appeal_answered": _("đã giải quyết khiếu nại"),
    "restored": _("đã phục hồi hội tịch"),
    "readmitted": _("đã kết nạp lại"),
}
# How a page offers to begin one of them.
BEGIN: Mapping[str, Words] = {
    "exemption_asked": _("Xin miễn công tác, sinh hoạt"),
    "exemption_ended": _("Thôi miễn công tác, sinh hoạt"),
    "suspended": _("Đình chỉ sinh hoạt, theo quyết định"),
    "suspended_by_law": _("Đình chỉ sinh hoạt theo thời hạn tố tụng, theo quyết định"),
    "suspension_ended": _("Thôi đình chỉ, theo quyết định"),
    "leave_asked": _("Xin ra khỏi Hiệp hội"),
    "strike_off_stated": _("Xóa tên: nêu căn cứ"),
    "expelled": _("Trục xuất, theo quyết định"),
    "readmission_asked": _("Xin kết nạp lại"),
    "restored": _("Phục hồi hội tịch, theo quyết định"),
    "died": _("Từ trần"),
}
SAYS: Mapping[str, Words] = {
    "exemption_asked": _("Không ghi vì sao xin miễn."),
    "suspended": _("Đình chỉ là biện pháp ngăn ngừa, không phải hình thức kỷ luật. Không ghi lý do."),
    "suspended_by_law": _(
        "Đình chỉ là biện pháp ngăn ngừa, không phải hình thức kỷ luật. Phần mềm không tính ngày hết hạn."
    ),
    "leave_asked": _("Không hỏi, không ghi lý do."),
    "strike_off_stated": _(
        "Xóa tên không phải là hình thức kỷ luật. Hội viên được báo căn cứ trước khi chi hội biểu quyết."
    ),
    "expelled": _("Chỉ ghi khi đã có quyết định, có số và ngày. Không ghi lý do."),
    "delivered": _("Thời hạn khiếu nại tính từ ngày nhận quyết định."),
    "appealed": _("Đơn gửi muộn vẫn nhận; cấp có thẩm quyền xem xét."),
}
# Ended without any change: on no screen any more.
GONE = (
    "exemption_declined",
    "withdrawn",
    "leave_declined",
    "strike_off_declined",
    "strike_off_dropped",
    "readmission_declined",
)
RECOVERED, MISSING = "recovered", "missing"
CARD: Mapping[str, Words] = {RECOVERED: _("Đã thu lại thẻ"), MISSING: _("Không thu được thẻ")}
UPHELD, ANNULLED = "upheld", "annulled"
ANSWERS: Mapping[str, Words] = {
    UPHELD: _("Giữ nguyên quyết định xóa tên"),
    ANNULLED: _("Hủy quyết định xóa tên, phục hồi hội tịch"),
}
# Only the help of a screening can show this one: a case of screening decides on it.
AFTER_HELP = "duty.no_progress_after_help"
ABANDONED = "duty.absent_three_months"


def grounds_on(day: date, within: int | None = None) -> dict[str, str]:
    """The grounds of strike-off that the rules of a day name, code → the catalogue's words."""
    codes = charter(within).rulebook.parameter("strike_off.grounds", on=day).value
    found = codes if isinstance(codes, tuple) else ()
    return {code: catalogue()[code].text for code in found if code != AFTER_HELP}


def words_of_ground(code: str) -> str:
    """The catalogue's words; "" for none."""
    return catalogue()[code].text if code else ""
