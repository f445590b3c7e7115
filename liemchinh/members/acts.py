"""Which acts can be recorded about somebody by hand, given where they stand. The timeline has the last word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from liemchinh.members.models import Spell
from liemchinh.members.reasons import Words
from liemchinh.members.services import NewAct
from liemchinh.members.timeline import ENTERING

TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Offered:
    """An act as the page offers it. `grave`: it ends the membership."""

    kind: str
    title: Words
    says: Words = ""
    grave: bool = False

    @property
    def asks_place(self) -> bool:
        """Does it lead into a branch that must be named?"""
        return self.kind in ENTERING or self.kind == TRANSFER


_OFFICIAL = Offered("official", _("Công nhận chính thức"))
_TRANSFER = Offered(
    TRANSFER, _("Chuyển sang chi bộ khác trong danh sách này"), _("Ghi chuyển đi và chuyển đến cùng một ngày.")
)
_STANDING = (
    Offered("transferred_out", _("Chuyển sinh hoạt ra nơi khác"), _("Đến nơi không nằm trong danh sách này.")),
    Offered("helped", _("Được giáo dục, giúp đỡ")),
    Offered("died", _("Từ trần"), grave=True),
    Offered("left", _("Ra khỏi Đảng"), grave=True),
    Offered("struck_off", _("Xóa tên"), grave=True),
    Offered("expelled", _("Khai trừ"), grave=True),
)
_EXEMPT = (Offered("exempt", _("Miễn sinh hoạt")), Offered("exempt_ended", _("Thôi miễn sinh hoạt")))
_SUSPENDED = (Offered("suspended", _("Đình chỉ sinh hoạt")), Offered("resumed", _("Trở lại sinh hoạt")))
_OUTSIDE = Offered("transferred_in", _("Chuyển sinh hoạt đến"))
_AGAIN = (Offered("readmitted", _("Kết nạp lại")), Offered("restored", _("Phục hồi đảng tịch")))


def acts_offered(history: Sequence[Spell]) -> list[Offered]:
    """What can come next for somebody with these live spells, oldest first."""
    last = history[-1] if history else None
    if last is None or last.ends_on is not None:
        if last is not None and last.ends_kind == "died":
            return []
        gone = last is not None and last.ends_kind != "transferred_out"
        return list(_AGAIN) if gone else [_OUTSIDE]
    found = [] if last.official else [_OFFICIAL]
    return [*found, _TRANSFER, _EXEMPT[last.exempt], _SUSPENDED[last.suspended], *_STANDING]


def to_record(kind: str, on: date, organisation: int | None, history: Sequence[Spell]) -> list[NewAct]:
    """The acts to be recorded: of a branch change both ends; otherwise where the person stood on that day."""
    here = place_on(history, on)
    if kind == TRANSFER:
        return [NewAct("transferred_out", on, here), NewAct("transferred_in", on, organisation)]
    return [NewAct(kind, on, organisation if kind in ENTERING else here)]


def place_on(history: Sequence[Spell], on: date) -> int | None:
    """Where somebody stood on a day; before the first spell the first, after the last the last."""
    before = [spell for spell in history if spell.starts_on <= on]
    chosen = before[-1] if before else (history[0] if history else None)
    return chosen.organisation_id if chosen else None
