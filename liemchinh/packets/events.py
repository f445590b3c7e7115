from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "packets.made",
        _("Lập phiếu giấy tháng {month} của {organisation}, {count} người"),
        data=("month", "count"),
        label=_("Lập phiếu giấy của một tháng"),
    )
)
