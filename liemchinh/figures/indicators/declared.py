"""Declarations of assets and income: owed, handed in in time or late, not handed in; verifications concluded.

A declaration counts where it was listed, by its last day; one without a known last day by the day its duty arose, and is never late. How
each stands is about what people did: a few in one branch are hidden from others (guards 10), and it opens to organisations alone.
"""

from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Indicator, declare, declare_partition
from liemchinh.figures.sql.flows import DECLARED, VERIFIED

_HOW = {
    "on_time": _("Bản kê khai nộp đúng hạn"),
    "late": _("Bản kê khai nộp sau hạn"),
    "open": _("Bản kê khai có hạn trong kỳ, chưa ghi nộp"),
    "unclear": _("Bản kê khai đã nộp, chưa rõ hạn"),
    "unclear_open": _("Bản kê khai chưa ghi nộp, chưa rõ hạn"),
}
_CONCLUDED = {
    "truthful": _("Xác minh kết luận kê khai trung thực"),
    "not_truthful": _("Xác minh kết luận kê khai không trung thực"),
    "origin_not_truthful": _("Xác minh kết luận giải trình nguồn gốc không trung thực"),
}
_CONDUCT = {"sensitive": "conduct", "opened_by": "declarations.keep"}


def _count(key: str, label: object, *acts: str, **more: str) -> Indicator:
    return Indicator(key, label, "declared", "flow", "times", of="declared", acts=acts, **more)  # type: ignore[arg-type]


declare(_count("declarations_owed", _("Bản kê khai tài sản, thu nhập phải nộp"), *(f"{DECLARED}{how}" for how in _HOW)))
for _how, _label in _HOW.items():
    declare(_count(f"declarations_{_how}", _label, f"{DECLARED}{_how}", **_CONDUCT))
declare_partition("declarations_owed", (f"declarations_{how}" for how in _HOW))
declare(
    _count(
        "declarations_verified",
        _("Bản kê khai đã xác minh, có kết luận"),
        *(f"{VERIFIED}{code}" for code in _CONCLUDED),
        sensitive="conduct",
    )
)
for _code, _label in _CONCLUDED.items():
    declare(_count(f"declarations_verified_{_code}", _label, f"{VERIFIED}{_code}", sensitive="conduct"))
declare_partition("declarations_verified", (f"declarations_verified_{code}" for code in _CONCLUDED))
