from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "awards.proposed",
        _("Đề nghị tặng Kỷ niệm chương {years} năm tuổi hiệp hội cho {member} của {organisation}"),
        data=("years", "occasion"),
        label=_("Đề nghị tặng Kỷ niệm chương Hiệp hội"),
    ),
    EventKind(
        "awards.awarded",
        _("Tặng Kỷ niệm chương {years} năm tuổi hiệp hội cho {member} của {organisation}, quyết định {decision}"),
        data=("years", "decision"),
        label=_("Tặng Kỷ niệm chương Hiệp hội"),
    ),
    EventKind(
        "awards.handed_over",
        _("Trao Kỷ niệm chương {years} năm tuổi hiệp hội cho {member} của {organisation}"),
        data=("years",),
        personal=("badge_no",),
        label=_("Trao Kỷ niệm chương Hiệp hội"),
    ),
    EventKind(
        "awards.cancelled",
        _("Hủy một bước ghi nhầm về Kỷ niệm chương {years} năm tuổi hiệp hội của {member}"),
        data=("years", "reason"),
        label=_("Hủy một bước ghi nhầm về Kỷ niệm chương Hiệp hội"),
    ),
    EventKind(
        "awards.register_taken",
        _("Xuất sổ theo dõi Kỷ niệm chương Hiệp hội của {organisation} ra tệp"),
        data=("first", "last"),
        label=_("Xuất sổ theo dõi Kỷ niệm chương Hiệp hội"),
    ),
)
