"""A vote that a secret box counted: what a step tells of it is what the box holds. The room of boxes stands above and says so at start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.casework.entering import Taken
from liemchinh.casework.models import Case
from regulations.answers import Refusal


@dataclass(frozen=True, slots=True)
class BoxOfStep:
    """The box of a step that waits: its day (None: not counted yet), its numbers by code, and what each is called."""

    on: date | None
    numbers: Mapping[str, int] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)


_asked: list[Callable[[Case, str], BoxOfStep | None]] = []


def provide_boxes(ask: Callable[[Case, str], BoxOfStep | None]) -> None:
    """Case and step → the box by which that step is voted on, None where it is voted on without one."""
    _asked.append(ask)


def faults_of_box(case: Case, taken: Taken) -> list[Refusal]:
    """Every number, and the day, in which a step differs from its box; a step whose box is not counted. Of history as well."""
    box = next((one for ask in _asked if (one := ask(case, taken.code)) is not None), None)
    if box is None:
        return []
    if box.on is None:
        remedy = _("Kiểm phiếu xong rồi ghi; hoặc hủy lần bỏ phiếu ấy, có nêu lý do.")
        return [Refusal("box-uncounted", _("Hòm phiếu kín của bước này chưa kiểm xong."), remedy=remedy)]
    told, remedy = _told(taken), _("Ghi đúng như biên bản kiểm phiếu kín; biên bản sai thì đề nghị kiểm phiếu lại.")
    found = [
        _("%(what)s: ghi %(told)s, mà hòm phiếu kín có %(counted)s.") % {
            "what": box.called.get(code, code), "told": told.get(code, 0), "counted": box.numbers.get(code, 0),
        }
        for code in dict.fromkeys([*box.numbers, *told]) if told.get(code, 0) != box.numbers.get(code, 0)
    ]  # fmt: skip
    if taken.on != box.on:
        days = {"told": f"{taken.on:%d/%m/%Y}", "held": f"{box.on:%d/%m/%Y}"}
        found.append(_("Ghi ngày %(told)s, mà hòm phiếu kín mở ngày %(held)s.") % days)
    return [Refusal("box-differs", said, remedy=remedy) for said in found]


def _told(taken: Taken) -> Mapping[str, int]:
    count = taken.count
    if count is None:
        return taken.ballot
    return {"issued": count.issued, "returned": count.returned, "valid": count.valid, "votes_for": count.votes_for}
