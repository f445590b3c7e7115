"""Which acts can be recorded about somebody by hand, given where they stand. The timeline has the last word.

Exemption, suspension, every way out of the Party and back are not among them: they have a procedure (rooms offer theirs in `act_ways.py`).
"""

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
    TRANSFER, _("Chuyển sang chi hội khác trong danh sách này"), _("Ghi chuyển đi và chuyển đến cùng một ngày.")
)
_STANDING = (
    Offered("transferred_out", _("Chuyển sinh hoạt ra nơi khác"), _("Đến nơi không nằm trong danh sách này.")),
    Offered("helped", _("Được giáo dục, giúp đỡ")),
)
# Of members on probation alone: the strike-off of official members is a case.
_STRIKE_OFF = Offered("struck_off", _("Xóa tên hội viên dự bị"), grave=True)
_OUTSIDE = Offered("transferred_in", _("Chuyển sinh hoạt đến"))


def acts_offered(history: Sequence[Spell]) -> list[Offered]:
    """What can come next for somebody with these live spells, oldest first."""
    last = history[-1] if history else None
    if last is None or last.ends_on is not None:
        return [_OUTSIDE] if last is None or last.ends_kind == "transferred_out" else []
    if last.official:
        return [_TRANSFER, *_STANDING]
    return [_OFFICIAL, _TRANSFER, *_STANDING, _STRIKE_OFF]


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
