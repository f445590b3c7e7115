from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

COUNTS = ("month", "paid", "unpaid", "excused")
# Whose month it is stands beside the chain: it goes when the rules need it no longer.
PEOPLE = {"people_paid": "paid", "people_unpaid": "unpaid", "people_excused": "excused"}

register(
    EventKind(
        "dues.recorded",
        _("Ghi hội phí tháng {month} của {organisation}"),
        data=COUNTS,
        personal=tuple(PEOPLE),
        label=_("Ghi hội phí của một tháng"),
    ),
    EventKind(
        "dues.corrected",
        _("Sửa hội phí đã ghi tháng {month} của {organisation}"),
        data=(*COUNTS, "reason"),
        personal=tuple(PEOPLE),
        label=_("Sửa hội phí đã ghi"),
    ),
)
