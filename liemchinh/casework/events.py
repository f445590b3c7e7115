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
)

# What a step's entry may carry beside its own: every room adds these to `data` of its kinds.
STEP_DATA = ("votes", "papers")
