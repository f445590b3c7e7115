from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import register_steps
from liemchinh.inspections.cases import KINDS
from liemchinh.journal.registry import EventKind, register

ADOPTED = ("organ", "year", "decision", "items")

register(
    EventKind(
        "inspections.adopted",
        _("Thông qua chương trình kiểm tra, giám sát năm {year} của {organisation} ({organ}), quyết định {decision}"),
        data=ADOPTED,
        label=_("Thông qua chương trình kiểm tra"),
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

OPENING = ("organ", "sort", "content", "first", "last", "until", "programme", "number", "source", "source_number",
           "source_dated", "source_issuer")  # fmt: skip
SAID = {
    "reported": ("kept_at",), "exchanged": ("answered",), "changed": ("until",), "extended": ("until",),
    "concluded": ("results",),
}  # fmt: skip
for code in KINDS:
    register_steps(code, OPENING, SAID)
register(
    EventKind(
        "inspections.team_joined",
        _("Thêm một người vào tổ kiểm tra, giám sát của {organisation}"),
        data=("person", "leads"),
        label=_("Thêm người vào tổ kiểm tra"),
        sensitive=True,
    ),
    EventKind(
        "inspections.team_left",
        _("Một người rời tổ kiểm tra, giám sát của {organisation}"),
        data=("person",),
        label=_("Rời tổ kiểm tra"),
        sensitive=True,
    ),
    EventKind(
        "inspections.challenged",
        _("Đối tượng đề nghị thay đổi một người trong tổ kiểm tra của {organisation}"),
        data=("person",),
        label=_("Đề nghị thay đổi người trong tổ"),
        sensitive=True,
    ),
    EventKind(
        "inspections.challenge_answered",
        _("{organisation} trả lời đề nghị thay đổi một người trong tổ kiểm tra"),
        data=("person", "upheld"),
        label=_("Trả lời đề nghị thay đổi người"),
        sensitive=True,
    ),
    EventKind(
        "inspections.follow_up_set",
        _("{organisation} giao việc phải làm theo kết luận"),
        data=("what", "of_organisation", "of_person", "due_on"),
        label=_("Giao việc phải làm theo kết luận"),
        sensitive=True,
    ),
    EventKind(
        "inspections.follow_up_done",
        _("Ghi một việc theo kết luận của {organisation} đã làm"),
        data=("set_by",),
        label=_("Việc theo kết luận đã làm"),
        sensitive=True,
    ),
    EventKind(
        "inspections.follow_up_confirmed",
        _("Người thứ hai xác nhận một việc theo kết luận của {organisation} đã làm"),
        data=("set_by",),
        label=_("Xác nhận việc theo kết luận đã làm"),
        sensitive=True,
    ),
    EventKind(
        "inspections.follow_up_cancelled",
        _("Hủy một việc theo kết luận của {organisation} đã giao nhầm"),
        data=("set_by", "reason"),
        label=_("Hủy việc giao nhầm theo kết luận"),
        sensitive=True,
    ),
)
