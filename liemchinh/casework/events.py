from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

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
)

# What a step's entry may carry beside its own: every room adds these to `data` of its kinds.
STEP_DATA = ("votes", "papers", "history", "arises_from", "parties", "leaving")
