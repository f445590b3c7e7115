"""Closed lists of this room: organs that receive letters, ways a letter comes, kinds, what becomes of one, bodies outside the tree."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.members.reasons import CANCELLATION, Words

PASSED_ON, THROUGH_PAGE = "passed_on", "page"
WAYS: Mapping[str, Words] = {
    "post": _("Gửi qua đường văn thư"),
    "desk": _("Nộp trực tiếp"),
    THROUGH_PAGE: _("Tin báo qua trang của cơ quan"),
    PASSED_ON: _("Cơ quan khác chuyển đến"),
}
APPEAL, DENUNCIATION, MIXED = "appeal", "denunciation", "mixed"
KINDS: Mapping[str, Words] = {
    DENUNCIATION: _("Tố cáo"),
    APPEAL: _("Khiếu nại kỷ luật hiệp hội"),
    MIXED: _("Vừa khiếu nại vừa tố cáo"),
    "report": _("Phản ánh"),
    "recommendation": _("Kiến nghị"),
}
COMPETENT, INFORMATION, NOT_HANDLED = "competent", "information", "not_handled"
OUTCOMES: Mapping[str, Words] = {
    COMPETENT: _("Thuộc thẩm quyền, giải quyết tại đây"),
    PASSED_ON: _("Chuyển nơi có thẩm quyền"),
    INFORMATION: _("Dùng để nắm thông tin"),
    NOT_HANDLED: _("Không giải quyết, lưu đơn"),
}
# Of whom there is no organisation in the tree.
OUTSIDE: Mapping[str, Words] = {
    "party_above": _("Tổ chức hiệp hội ngoài cây tổ chức này"),
    "state": _("Cơ quan nhà nước"),
    "front": _("Mặt trận Tổ quốc, đoàn thể"),
    "assembly": _("Quốc hội, hội đồng nhân dân và đại biểu"),
    "court": _("Tòa án, viện kiểm sát, cơ quan điều tra"),
    "press": _("Cơ quan báo chí"),
}
# What can be concluded about one allegation: the list of `denunciation.conclusion_types`.
CONCLUSIONS: Mapping[str, Words] = {
    "false": _("Tố cáo sai"),
    "insufficient_basis": _("Chưa đủ cơ sở kết luận"),
    "true_with_shortcomings": _("Tố cáo đúng, có khuyết điểm"),
    "true_with_violation": _("Tố cáo đúng, có vi phạm"),
}
# Where a report lies: handed in on paper, or sent by the person themselves.
SENT_BY_PERSON = "sent"
LIES_AT: Mapping[str, Words] = {**KEPT_AT, SENT_BY_PERSON: _("văn bản người ấy đã gửi trong việc này")}
# Why a line of the book does not stand; nobody is named in it.
CANCELLING: Mapping[str, Words] = {
    code: CANCELLATION[code] for code in ("twice", "wrong_day", "wrong_place", "wrong_kind")
}
