"""What other rooms record about members: badges as decided, stays with another branch for a time."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Indicator, declare, declare_partition
from liemchinh.figures.indicators.bands import SENIORITY
from liemchinh.figures.sql.flows import AWARDED

_ALL = tuple(f"{AWARDED}{years}" for years in SENIORITY)
declare(Indicator("badges", _("Tặng Kỷ niệm chương Hiệp hội"), "awards", "flow", "people", acts=_ALL))
for years, act in zip(SENIORITY, _ALL, strict=True):
    label = format_lazy(_("Tặng Kỷ niệm chương {years} năm tuổi hiệp hội"), years=years)
    declare(Indicator(f"badges_{years}", label, "awards", "flow", "people", acts=(act,)))
declare_partition("badges", (f"badges_{years}" for years in SENIORITY))

# Asked by form 7 alone: who is with another branch for a time is seen by those who keep one of the two, never from a number.
for key, label, acts in (
    (
        "stays_out",
        _("Giới thiệu sinh hoạt tạm thời đi nơi khác"),
        ("transfers.sent_temporarily", "transfers.left_for_a_time"),
    ),
    ("stays_in", _("Nhận sinh hoạt tạm thời từ nơi khác"), ("transfers.received_temporarily",)),
):
    declare(Indicator(key, label, "transfers", "flow", "times", acts=acts, shown=False))
