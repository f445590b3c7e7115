"""Closed lists of this room: organs, sorts of work that can be planned, and how content out of the catalogue is told."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.members.reasons import Words
from liemchinh.organisations.categories import BRANCHES
from regulations.catalogue import GROUPS, catalogue

PLANNED, TOPIC, LOWER, FINANCE, FOLLOW_UP = "planned", "topic", "lower", "finance", "follow_up"
# An inspection on signs of violation is not among them: nobody plans one a year ahead.
SORTS: Mapping[str, Words] = {
    PLANNED: _("Kiểm tra theo chương trình"),
    TOPIC: _("Giám sát chuyên đề"),
    LOWER: _("Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát của cấp dưới"),
    FINANCE: _("Kiểm tra tài chính, thu, nộp, quản lý hội phí"),
    FOLLOW_UP: _("Theo dõi việc thực hiện kết luận đã có"),
}
# The sort of an inspection that no programme plans.
SIGNS = "signs"
ALL_SORTS: Mapping[str, Words] = {**SORTS, SIGNS: _("Kiểm tra khi có dấu hiệu vi phạm")}
# What shows signs: one document with a number, never a number of reports (guards 9).
SOURCES: Mapping[str, Words] = {
    "conclusion": _("Kết luận kiểm tra, giám sát, thanh tra"),
    "audit": _("Báo cáo kiểm toán"),
    "judgment": _("Bản án, quyết định của tòa án"),
    "denunciation": _("Tố cáo rõ người viết"),
}
RESULTS: Mapping[str, Words] = {
    "good": _("Thực hiện tốt"),
    "shortcomings": _("Có khuyết điểm"),
    "violation": _("Có vi phạm"),
}
DISCIPLINE: Mapping[str, Words] = {
    "no": _("Không phải thi hành kỷ luật"),
    "own": _("Phải thi hành kỷ luật, thuộc thẩm quyền"),
    "above": _("Đề nghị cấp trên thi hành kỷ luật"),
    "below": _("Yêu cầu cấp dưới thi hành kỷ luật"),
}
# What has to be done after a conclusion.
DUTIES: Mapping[str, Words] = {
    "remedy": _("Khắc phục khuyết điểm, vi phạm đã kết luận"),
    "repay": _("Hoàn trả tiền, tài sản"),
    "review": _("Kiểm điểm rút kinh nghiệm"),
    "report": _("Báo cáo kết quả thực hiện kết luận"),
}
# Where a report lies: on paper (KEPT_AT), or sent by the person themselves.
SENT_BY_PERSON = "sent"
LIES_AT: Mapping[str, Words] = {**KEPT_AT, SENT_BY_PERSON: _("văn bản người ấy đã gửi trong việc này")}
# These are about organisations alone.
OF_ORGANISATIONS = frozenset({LOWER, FINANCE})


def sorts_of(category: str) -> dict[str, Words]:
    """What an organisation of this category can plan: a branch has no organisations below it."""
    return {code: words for code, words in SORTS.items() if category not in BRANCHES or code not in OF_ORGANISATIONS}


def content_words(codes: Iterable[str]) -> list[str]:
    """Content as it is told: a group by its name where all of it is examined, else item by item, in the catalogue's order."""
    chosen, told = set(codes), []
    for group, title in GROUPS.items():
        items = [item for item in catalogue().values() if item.group == group]
        inside = [item.text for item in items if item.code in chosen]
        told += [title] if len(inside) == len(items) else inside
    return told
