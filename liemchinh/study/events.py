from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register
from liemchinh.study.words import ABSENT, EXCUSED, PRESENT

COUNTS = ("due", "present", "excused", "registered")
# Who came stands beside the chain: it goes when the rules need it no longer.
PEOPLE = {"people_present": PRESENT, "people_absent": ABSENT, "people_excused": EXCUSED}

register(
    EventKind(
        "study.called",
        _("{organisation} tổ chức buổi học tập ngày {date} theo văn bản {written}"),
        data=("kind", "document", "written", "addresses", "makes_up"),
        label=_("Tổ chức buổi học tập, nói chuyện"),
    ),
    EventKind(
        "study.revoked",
        _("{organisation} hủy buổi học tập ngày {date} ghi nhầm"),
        data=("reason",),
        label=_("Hủy buổi học tập ghi nhầm"),
    ),
    EventKind(
        "study.attended",
        _("Điểm danh buổi học tập ngày {date} của {organisation}"),
        data=("sitting", *COUNTS, "shares", "reason"),
        personal=tuple(PEOPLE),
        label=_("Điểm danh buổi học tập"),
    ),
    EventKind(
        "study.counted",
        _("Ghi số người dự buổi học tập ngày {date} của {organisation} theo biên bản {minutes}"),
        data=("sitting", *COUNTS, "minutes", "minutes_on", "reason"),
        label=_("Ghi số người dự theo biên bản"),
    ),
    EventKind(
        "study.withdrawn",
        _("Hủy điểm danh buổi học tập ngày {date} của {organisation}"),
        data=("sitting", "reason"),
        label=_("Hủy điểm danh buổi học tập"),
    ),
)
