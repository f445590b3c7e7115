from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

COUNTS = ("present", "absent", "excused")
# Who came stands beside the chain: it goes when the rules need it no longer.
PEOPLE = {"people_present": "present", "people_absent": "absent", "people_excused": "excused"}

register(
    EventKind(
        "meetings.held",
        _("Ghi buổi sinh hoạt ngày {date} của {organisation}"),
        data=COUNTS,
        personal=tuple(PEOPLE),
        label=_("Ghi một buổi sinh hoạt"),
    ),
    EventKind(
        "meetings.corrected",
        _("Sửa điểm danh buổi sinh hoạt ngày {date} của {organisation}"),
        data=(*COUNTS, "reason"),
        personal=tuple(PEOPLE),
        label=_("Sửa điểm danh đã ghi"),
    ),
    EventKind(
        "meetings.cancelled",
        _("Hủy buổi sinh hoạt ngày {date} đã ghi nhầm của {organisation}"),
        data=("reason",),
        label=_("Hủy một buổi sinh hoạt đã ghi nhầm"),
    ),
    EventKind(
        "meetings.planned",
        _("{organisation} ghi nội dung buổi sinh hoạt ngày {date}"),
        data=("items",),
        label=_("Ghi nội dung buổi sinh hoạt"),
    ),
    EventKind(
        "meetings.concluded",
        _("{organisation} ghi kết luận buổi sinh hoạt ngày {date}"),
        data=("agenda", "outcomes", "reason"),
        label=_("Ghi kết luận buổi sinh hoạt"),
    ),
)
