"""How transfers are shown: the words for their states, and those that came under one letter together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.transfers.forms import ReceiveForm
from liemchinh.transfers.queries import ENDED, Line


def titles() -> dict[str, str]:
    """The lists by state, in the order of their tabs."""
    return {
        "coming": _("Đang đến"),
        "going": _("Chuyển đi"),
        "away": _("Tạm thời"),
        "done": _("Đã xong"),
    }


def word_of(state: str) -> str:
    """What has become of a transfer, by its state."""
    return {
        "sent": _("đã giới thiệu, chờ nơi đến"),
        "sent_temporarily": _("đã giới thiệu, chờ nơi đến"),
        "presented": _("đã nộp giấy, chờ tiếp nhận"),
        "received": _("đã nhận"),
        "received_temporarily": _("đang sinh hoạt tạm thời"),
        "returned": _("đã trả lại"),
        "withdrawn": _("đã thu hồi"),
        "went_back": _("đã trở về"),
        "left": _("đã chuyển ra ngoài danh sách"),
        "left_for_a_time": _("đang sinh hoạt tạm thời bên ngoài"),
        "came_home": _("đã trở về"),
        "arrived": _("đã nhận từ ngoài danh sách"),
        ENDED: _("đã kết thúc, vì người này không còn trong danh sách"),
    }[state]


@dataclass(frozen=True, slots=True)
class Group:
    """Several people under one letter from one branch to one branch, and the form that takes them in on one day."""

    letter: str
    sender: str
    receiver: str
    cases: Sequence[int]
    form: ReceiveForm


def groups(lines: Sequence[Line], today: date) -> list[Group]:
    """The letters that brought more than one person."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for line in lines:
        found.setdefault((line.letter, line.sender, line.receiver), []).append(line.case)
    together = [(key, cases) for key, cases in found.items() if len(cases) > 1]
    return [
        Group(*key, cases, ReceiveForm(offered=cases, initial={"on": today}, auto_id=f"letter-{place}-%s"))
        for place, (key, cases) in enumerate(together, start=1)
    ]
