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
