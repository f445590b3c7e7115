from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "casework.cancelled",
        _("Hủy một bước đã ghi nhầm tại {organisation}"),
        data=("reason",),
        label=_("Hủy một bước đã ghi nhầm"),
    )
)

# What a step's entry may carry beside its own: every room adds these to `data` of its kinds.
STEP_DATA = ("votes", "papers")
