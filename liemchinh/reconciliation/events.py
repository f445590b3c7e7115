from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

COUNTS = (
    "official", "probationary", "women", "register_official", "register_probationary", "register_women", "missing", "extra", "wrong",
)  # fmt: skip
# Who was named stands beside the chain: it goes when it is needed no longer.
PEOPLE = {"people_missing": "missing", "people_extra": "extra", "people_wrong": "wrong"}

register(
    EventKind(
        "reconciliation.confirmed",
        _("{organisation} xác nhận số hội viên đến hết ngày {date}"),
        data=COUNTS,
        personal=tuple(PEOPLE),
        label=_("Xác nhận số hội viên cuối quý"),
    ),
    EventKind(
        "reconciliation.confirmed_again",
        _("{organisation} xác nhận lại số hội viên đến hết ngày {date}"),
        data=COUNTS,
        personal=tuple(PEOPLE),
        label=_("Xác nhận lại số hội viên cuối quý"),
    ),
)
