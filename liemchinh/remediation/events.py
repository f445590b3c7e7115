from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

# Who is concerned, and for what, stands beside the chain: it goes with the names.
PERSONAL = ("person", "shortcoming")

register(
    EventKind(
        "remediation.opened",
        _("Ghi một việc phải khắc phục ở {organisation}"),
        data=("item", "due_on", "post", "of_person", "code"),
        personal=PERSONAL,
        label=_("Ghi việc phải khắc phục"),
    ),
    EventKind(
        "remediation.proven",
        _("Ghi kết quả khắc phục ở {organisation}"),
        data=("item", "number", "shown_on", "times"),
        label=_("Ghi kết quả khắc phục"),
    ),
    EventKind(
        "remediation.confirmed",
        _("Xác nhận đã khắc phục ở {organisation}"),
        data=("item",),
        label=_("Xác nhận đã khắc phục"),
    ),
    EventKind(
        "remediation.cancelled",
        _("Hủy một việc khắc phục ghi nhầm ở {organisation}"),
        data=("item", "reason"),
        label=_("Hủy việc khắc phục ghi nhầm"),
    ),
)
