from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "awards.proposed",
        _("Đề nghị tặng Huy hiệu {years} năm tuổi đảng cho {member} của {organisation}"),
        data=("years", "occasion"),
        label=_("Đề nghị tặng Huy hiệu Đảng"),
    ),
    EventKind(
        "awards.awarded",
        _("Tặng Huy hiệu {years} năm tuổi đảng cho {member} của {organisation}, quyết định {decision}"),
        data=("years", "decision"),
        label=_("Tặng Huy hiệu Đảng"),
    ),
    EventKind(
        "awards.handed_over",
        _("Trao Huy hiệu {years} năm tuổi đảng cho {member} của {organisation}"),
        data=("years",),
        personal=("badge_no",),
        label=_("Trao Huy hiệu Đảng"),
    ),
    EventKind(
        "awards.cancelled",
        _("Hủy một bước ghi nhầm về Huy hiệu {years} năm tuổi đảng của {member}"),
        data=("years", "reason"),
        label=_("Hủy một bước ghi nhầm về Huy hiệu Đảng"),
    ),
    EventKind(
        "awards.register_taken",
        _("Xuất sổ theo dõi Huy hiệu Đảng của {organisation} ra tệp"),
        data=("first", "last"),
        label=_("Xuất sổ theo dõi Huy hiệu Đảng"),
    ),
)
