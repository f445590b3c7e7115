from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

ADOPTED = ("organ", "year", "decision", "items")

register(
    EventKind(
        "inspections.adopted",
        _("Thông qua chương trình kiểm tra, giám sát năm {year} của {organisation} ({organ}), quyết định {decision}"),
        data=ADOPTED,
        label=_("Thông qua chương trình kiểm tra, giám sát"),
    ),
    EventKind(
        "inspections.changed",
        _("Sửa chương trình kiểm tra, giám sát năm {year} của {organisation} ({organ}), quyết định {decision}"),
        data=ADOPTED,
        label=_("Sửa chương trình kiểm tra, giám sát"),
    ),
    EventKind(
        "inspections.withdrawn",
        _("Hủy một quyết định ghi nhầm về chương trình kiểm tra, giám sát năm {year} của {organisation} ({organ})"),
        data=("organ", "year", "reason"),
        label=_("Hủy quyết định về chương trình ghi nhầm"),
    ),
    EventKind(
        "inspections.programme_taken",
        _("Xuất chương trình kiểm tra, giám sát năm {year} của {organisation} ({organ}) ra tệp"),
        data=("organ", "year"),
        label=_("Xuất chương trình kiểm tra, giám sát"),
    ),
    EventKind(
        "inspections.examined",
        _("Ghi {organisation} đã được kiểm tra, giám sát; kết luận số {number} ngày {date}"),
        data=("by", "organ", "sort", "number"),
        label=_("Ghi một kết luận kiểm tra đã có"),
    ),
    EventKind(
        "inspections.examined_cancelled",
        _("Hủy một kết luận kiểm tra đã ghi nhầm của {organisation}"),
        data=("reason",),
        label=_("Hủy một kết luận kiểm tra ghi nhầm"),
    ),
)
