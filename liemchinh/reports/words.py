"""The closed lists of reports."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words

# Cumulative, as offices report; `since`: from the day of a decision until a day.
PERIODS: Mapping[str, Words] = {
    "month": _("Tháng"),
    "first_quarter": _("Quý I"),
    "half": _("Sáu tháng"),
    "nine_months": _("Chín tháng"),
    "year": _("Năm"),
    "term": _("Nhiệm kỳ"),
    "since": _("Từ ngày ban hành văn bản"),
}
SUBMITTED, RETURNED, APPROVED, SIGNED = "submitted", "returned", "approved", "signed"
HANDINGS: Mapping[str, Words] = {
    SUBMITTED: _("Đã gửi lên"),
    RETURNED: _("Trả lại"),
    APPROVED: _("Đã duyệt"),
    SIGNED: _("Đã ký"),
}
REASONS: Mapping[str, Words] = {
    "figures": _("Số liệu cần xem lại"),
    "missing": _("Còn phần chưa viết"),
    "late_inputs": _("Chưa đủ số liệu của cấp dưới"),
    "wording": _("Lời văn cần sửa"),
}
# Who sees figures sees reports of them, who keeps directives writes them; approving and signing is done in person.
SEE, KEEP, SIGN = "figures.see", "directives.keep", "reports.sign"
# What checks find before a report is signed.
FINDINGS: Mapping[str, Words] = {
    "parts": _("Các phần cộng lại không bằng tổng"),
    "balance": _("Dòng cộng của biểu không khớp"),
    "percentage": _("Số tính từ hai số khác không khớp"),
    "opening": _("Số đầu kỳ khác số cuối kỳ của báo cáo trước"),
    "jump": _("Chênh nhiều so với báo cáo trước"),
    "published": _("Số đã công bố khác số đếm được từ sổ"),
    "changed": _("Số đã đổi sau khi gửi lên"),
    "unwritten": _("Phần lời chưa viết"),
    "late_returns": _("Cấp dưới chưa gửi số liệu được hỏi"),
    "late_reports": _("Cấp dưới chưa gửi báo cáo được yêu cầu"),
}
# What of an indicator a sentence says.
SAYINGS: Mapping[str, Words] = {
    "value": _("số của kỳ"),
    "before": _("số cùng kỳ năm trước"),
    "difference": _("chênh lệch so với cùng kỳ"),
    "turn": _("tăng hay giảm bao nhiêu phần trăm"),
    "start": _("số đầu kỳ"),
    "share": _("tỷ lệ trên"),
}
# Why a line of a table has no number.
LINES: Mapping[str, Words] = {
    "heading": _("Tiêu đề của các dòng dưới"),
    "not_collected": _("Không thu thập"),
    "not_yet": _("Phần mềm chưa đếm"),
    "unknown": _("Chưa rõ"),
}
