from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from liemchinh.casework.kinds import case_kind
from liemchinh.journal.registry import EventKind, register
from liemchinh.rulebook.worded import worded

register(
    EventKind(
        "casework.cancelled",
        _("Hủy một bước đã ghi nhầm tại {organisation}"),
        data=("reason",),
        label=_("Hủy một bước đã ghi nhầm"),
    ),
    EventKind(
        "casework.ground_stated",
        _("Nêu điều, văn bản làm căn cứ tại {organisation}"),
        data=("step", "article", "document"),
        label=_("Nêu căn cứ"),
    ),
    EventKind(
        "casework.ground_vouched",
        _("Người thứ hai xác nhận căn cứ tại {organisation}"),
        data=("step",),
        label=_("Xác nhận căn cứ"),
    ),
    EventKind(
        "casework.grant_stated",
        _("Nêu {account} để cùng mở một việc của {organisation}"),
        data=("account",),
        label=_("Nêu người mở việc"),
    ),
    EventKind(
        "casework.grant_vouched",
        _("Người thứ hai xác nhận: {account} mở một việc của {organisation}"),
        data=("account", "stated_by"),
        label=_("Xác nhận người mở việc"),
    ),
    EventKind(
        "casework.grant_ended",
        _("{account} thôi mở một việc của {organisation}"),
        data=("account",),
        label=_("Thôi mở việc"),
    ),
    EventKind(
        "casework.recused",
        _("{account} rút khỏi một việc của {organisation}"),
        data=("account",),
        label=_("Rút khỏi việc"),
    ),
    EventKind(
        "casework.statement_sent",
        _("Người có liên quan gửi văn bản trong một việc của {organisation}"),
        data=("person", "what", "evidence"),
        personal=("text",),
        label=_("Người có liên quan gửi văn bản"),
        sensitive=True,
    ),
    EventKind(
        "casework.statement_received",
        _("{organisation} nhận bản giấy của người có liên quan trong một việc"),
        data=("person", "what", "kept_at", "number"),
        label=_("Nhận bản giấy của người có liên quan"),
        sensitive=True,
    ),
    EventKind(
        "casework.statement_cancelled",
        _("Hủy một lần nhận bản giấy ghi nhầm của {organisation}"),
        data=("reason",),
        label=_("Hủy một lần nhận bản giấy ghi nhầm"),
        sensitive=True,
    ),
)

# What a step's entry may carry beside its own: every room adds these to `data` of its kinds.
STEP_DATA = ("votes", "papers", "history", "arises_from", "parties", "leaving", "filed")


def register_steps(kind: str, first: Sequence[str] = (), said: Mapping[str, Sequence[str]] | None = None) -> None:
    """Each step of a granted kind is an act, told by the charter's title, and in lists by its short one.

    `first`: what the entry of a first step carries besides; `said`: step → what its entry does. For a room's `events.py`.
    """
    steps = {step.code: step for step in case_kind(kind).procedure.steps}
    for step in steps.values():
        more = (said or {}).get(step.code, ()) if step.after else first
        sentence = f"{{organisation}}: {step.title[:1].lower()}{step.title[1:]}"
        label = worded(step.short, step.gloss)
        register(EventKind(f"{kind}.{step.code}", sentence, data=(*STEP_DATA, *more), label=label, sensitive=True))
