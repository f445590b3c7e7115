from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

HANDINGS = ("handed_sort", "review_period", "handed", "missing")
# Whose papers stand beside the chain, each with its day and where it lies: they go when the rules need them no longer.
PEOPLE_HANDED = ("people_handed", "people_missing")
LISTED = (
    "review_period",
    "collective",
    "total",
    "excellent",
    "good",
    "completed",
    "not_completed",
    "left_out",
    "reminded",
)
DECISION = ("number", "body", "exceeded", "basis")
# Who has which grade stands beside the chain too.
PEOPLE = ("people",)

register(
    EventKind(
        "reviews.handed",
        _("Ghi {handed_sort} {review_period} của {organisation}: {handed} đã nộp, {missing} chưa"),
        data=HANDINGS,
        personal=PEOPLE_HANDED,
        label=_("Ghi cam kết, tự kiểm điểm đã nộp"),
    ),
    EventKind(
        "reviews.handed_corrected",
        _("Ghi lại {handed_sort} {review_period} của {organisation}: {handed} đã nộp, {missing} chưa"),
        data=(*HANDINGS, "reason"),
        personal=PEOPLE_HANDED,
        label=_("Ghi lại cam kết, tự kiểm điểm"),
    ),
    EventKind(
        "reviews.proposed",
        _("Đề nghị xếp loại {review_period} của {organisation}"),
        data=LISTED,
        personal=PEOPLE,
        label=_("Đề nghị xếp loại"),
    ),
    EventKind(
        "reviews.decided",
        _("Quyết định xếp loại {review_period} của {organisation}, số {number}"),
        data=(*LISTED, *DECISION),
        personal=PEOPLE,
        label=_("Quyết định xếp loại"),
    ),
    EventKind(
        "reviews.vouched",
        _("Xác nhận căn cứ của quyết định xếp loại {review_period} của {organisation}, số {number}"),
        data=("review_period", "number"),
        label=_("Xác nhận căn cứ xếp loại"),
    ),
    EventKind(
        "reviews.taken_back",
        _("Hủy quyết định xếp loại ghi nhầm {review_period} của {organisation}, số {number}"),
        data=(*LISTED, "number", "reason"),
        personal=PEOPLE,
        label=_("Hủy quyết định xếp loại ghi nhầm"),
    ),
    EventKind(
        "reviews.regraded",
        _("Xếp loại lại {review_period} của {organisation}, số {number}"),
        data=("review_period", "collective", "total", "cause", "instead", *DECISION),
        personal=PEOPLE,
        label=_("Xếp loại lại"),
    ),
)
