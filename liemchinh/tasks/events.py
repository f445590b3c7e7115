from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "tasks.given",
        _("{organisation} giao {tasks_count} nhiệm vụ theo {written} cho {count} tổ chức"),
        data=("document", "written", "place", "categories", "left_out", "addressees", "count", "tasks_count", "tasks"),
        # What is to be done is typed by people: beside the chain, where it can be erased.
        personal=("titles",),
        label=_("Giao nhiệm vụ"),
    ),
    EventKind(
        "tasks.moved",
        _("{organisation} dời hạn nhiệm vụ {number} theo {written}"),
        data=("giving", "written", "number", "was", "due_on", "decision"),
        label=_("Dời hạn nhiệm vụ"),
    ),
    EventKind(
        "tasks.withdrawn",
        _("{organisation} rút nhiệm vụ đã giao nhầm theo {written}"),
        data=("written", "reason"),
        label=_("Rút nhiệm vụ giao nhầm"),
    ),
    EventKind(
        "tasks.acknowledged",
        _("{organisation} tiếp nhận nhiệm vụ theo {written}"),
        data=("giving", "written", "addressees"),
        label=_("Tiếp nhận nhiệm vụ"),
    ),
    EventKind(
        "tasks.planned",
        _("{organisation} ghi kế hoạch làm nhiệm vụ {number} theo {written}"),
        data=("giving", "written", "number", "addressees", "until", "post"),
        label=_("Lên kế hoạch làm nhiệm vụ"),
    ),
    EventKind(
        "tasks.reported",
        _("{organisation} báo cáo nhiệm vụ {number} theo {written}"),
        data=("giving", "written", "number", "addressees", "proof", "document", "count"),
        label=_("Báo cáo nhiệm vụ"),
    ),
    EventKind(
        "tasks.not_applicable",
        _("{organisation} báo nhiệm vụ {number} theo {written} không áp dụng"),
        data=("giving", "written", "number", "addressees", "reason"),
        label=_("Báo nhiệm vụ không áp dụng"),
    ),
    EventKind(
        "tasks.returned",
        _("{organisation} trả lại báo cáo nhiệm vụ {number} theo {written}"),
        data=("giving", "written", "number", "addressees", "reason"),
        label=_("Trả lại báo cáo nhiệm vụ"),
    ),
    EventKind(
        "tasks.answer_cancelled",
        _("{organisation} hủy báo cáo ghi nhầm của nhiệm vụ {number} theo {written}"),
        data=("giving", "written", "number", "addressees", "reason"),
        label=_("Hủy báo cáo nhiệm vụ ghi nhầm"),
    ),
)
