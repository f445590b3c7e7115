"""Closed lists of an agenda: kinds of item, and what a meeting concludes on one. No "other", nothing about a person (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words

NEWS, AGREED = "news", "agreed"
KINDS: Mapping[str, Words] = {
    "study": _("Sinh hoạt chuyên đề, học tập"),
    NEWS: _("Thông báo tình hình, phổ biến văn bản"),
    "last_month": _("Kiểm điểm việc thực hiện nhiệm vụ tháng trước"),
    "next_month": _("Nhiệm vụ tháng tới"),
    "plan": _("Chương trình, kế hoạch, nghị quyết của chi hội"),
    "admission": _("Công tác kết nạp, công nhận chính thức"),
    "inspection": _("Công tác kiểm tra, giám sát"),
    "review": _("Kiểm điểm, đánh giá, xếp loại"),
    "organisation": _("Bầu, kiện toàn ban chi hội, chi hội"),
    "dues": _("Thu, nộp hội phí"),
    "awards": _("Khen thưởng, Kỷ niệm chương Hiệp hội"),
}
RESULTS: Mapping[str, Words] = {
    AGREED: _("Thống nhất"),
    "not_agreed": _("Không thống nhất"),
    "told": _("Đã phổ biến"),
    "continued": _("Bàn tiếp ở buổi sau"),
    "not_reached": _("Chưa bàn đến"),
}
# Conclusions that a meeting draws by voting, or that bind.
DECIDING = frozenset({AGREED, "not_agreed"})
