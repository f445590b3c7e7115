from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import STEP_DATA
from liemchinh.casework.kinds import case_kind
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
# In lists a step is named in few words; its full title stands in the charter.
KIND_WORDS = {
    "inspection": _("Kiểm tra"), "branch_inspection": _("Chi bộ kiểm tra"), "inspection_on_signs": _("Kiểm tra dấu hiệu"),
    "topic_supervision": _("Giám sát chuyên đề"), "follow_up": _("Theo dõi kết luận"),
}  # fmt: skip
STEP_WORDS = {
    "announced": _("công bố"), "changed": _("điều chỉnh"), "closed": _("lưu hồ sơ"), "concluded": _("kết luận"),
    "conclusion_announced": _("công bố kết luận"), "decided": _("quyết định"), "exchanged": _("trao đổi dự thảo"),
    "extended": _("gia hạn"), "handed_over": _("chuyển thẩm quyền"), "managing_meeting": _("họp nơi quản lý"),
    "notified": _("thông báo"), "opened": _("bắt đầu"), "prepared": _("chuẩn bị"), "proposed": _("đề xuất"),
    "reminded": _("đôn đốc"), "reported": _("giải trình"), "signs_found": _("có dấu hiệu"), "verified": _("thẩm tra"),
}  # fmt: skip


def _steps() -> None:
    """Each step of each kind of case is an act with the title the charter gives it."""
    for kind in KINDS:
        procedure = case_kind(kind).procedure
        first = {step.code for step in procedure.steps if not step.after}
        for step in {step.code: step for step in procedure.steps}.values():
            more = OPENING if step.code in first else SAID.get(step.code, ())
            sentence = f"{{organisation}}: {step.title[:1].lower()}{step.title[1:]}"
            label = format_lazy("{}: {}", KIND_WORDS[kind], STEP_WORDS[step.code])
            register(EventKind(f"{kind}.{step.code}", sentence, data=(*STEP_DATA, *more), label=label, sensitive=True))


_steps()
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
)
