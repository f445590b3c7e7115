"""Closed lists of this room: on what papers and a list do not agree, and how that was cleared up. No “khác” (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words

MISSING, PARTIAL, NOT_LISTED = "missing", "partial", "not_listed"
# Of a line of the list.
OF_A_LINE: Mapping[str, Words] = {
    MISSING: _("Có trong danh sách, không thấy hồ sơ giấy"),
    PARTIAL: _("Hồ sơ giấy thiếu văn bản của bước đã ghi"),
}
DIFFERENCES: Mapping[str, Words] = {**OF_A_LINE, NOT_LISTED: _("Có hồ sơ giấy, không có trong danh sách")}
CLEARED: Mapping[str, Words] = {
    "found": _("Đã tìm thấy hồ sơ, văn bản"),
    "recorded": _("Đã lập việc, đã ghi theo hồ sơ giấy"),
    "elsewhere": _("Hồ sơ thuộc nơi khác, đã chuyển theo thẩm quyền"),
    "mistaken": _("Ghi nhầm chênh lệch này"),
}
# Why a list does not stand; another one can then be frozen.
WITHDRAWN: Mapping[str, Words] = {
    "early": _("Chốt khi chưa ghi đủ việc của tổ chức cũ"),
    "signature": _("Ghi nhầm số, ngày hoặc người ký"),
    "annulled": _("Quyết định sắp xếp đã bị hủy"),
}
