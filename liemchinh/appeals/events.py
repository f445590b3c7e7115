from django.utils.translation import gettext_lazy as _

from liemchinh.appeals.cases import KIND
from liemchinh.casework.events import register_steps
from liemchinh.journal.registry import EventKind, register

FIRST = ("source", "number", "dated", "sent_to", "sent_on", "on_paper", "kept_at", "in_number")
SAID = {
    "accepted": ("facts",),
    "not_resolved": ("facts", "grounds"),
    "decided": ("outcome", "form"),
}

register_steps(KIND, first=FIRST, said=SAID)
register(
    EventKind(
        "appeals.restored",
        _("{organisation} ghi một việc đã phục hồi sau khi hình thức kỷ luật bị xóa bỏ"),
        data=("what",),
        label=_("Phục hồi quyền lợi sau khiếu nại"),
        sensitive=True,
    ),
)
