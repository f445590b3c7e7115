"""Items as pages show them, and the picture of how far all are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.journal import clock
from liemchinh.members.months import in_order
from liemchinh.members.offices import label_of
from liemchinh.members.reasons import Words
from liemchinh.remediation.models import Item
from liemchinh.remediation.queries import CONFIRMED, OPEN, OVERDUE, PROVEN, STATES, Progress, place_names, state_of
from liemchinh.web.components import Bar
from liemchinh.web.dates import show
from regulations.catalogue import catalogue

WORDS: Mapping[str, Words] = {
    OPEN: gettext_lazy("đang làm"),
    OVERDUE: gettext_lazy("quá hạn"),
    PROVEN: gettext_lazy("chờ xác nhận"),
    CONFIRMED: gettext_lazy("đã xác nhận"),
}
TONES = {OPEN: "", OVERDUE: "late", PROVEN: "warn", CONFIRMED: "good"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with its words."""

    row: Item
    shortcoming: str
    owner: str
    place: str
    state: str
    words: str
    tone: str
    proof: str


def shown(rows: Sequence[Item]) -> list[Shown]:
    """Items the reader was already found to see."""
    called, places, today = (
        dict(in_order(row.person_id for row in rows if row.person_id)),
        place_names(rows),
        clock.today(),
    )
    return [
        Shown(
            row, catalogue()[row.shortcoming].text, _owner(row, called), places.get(row.organisation_id, ""),
            state_of(row, today), str(WORDS[state_of(row, today)]), TONES[state_of(row, today)], _proof(row),
        )
        for row in rows
    ]  # fmt: skip


def _owner(row: Item, called: Mapping[int, str]) -> str:
    if row.of_person:
        return called.get(row.person_id or 0, _("người có liên quan, tên đã xóa theo thời hạn"))
    return label_of(row.post) if row.post else _("tổ chức này")


def _proof(row: Item) -> str:
    told = []
    if row.number and row.shown_on:
        told.append(_("văn bản %(number)s ngày %(day)s") % {"number": row.number, "day": show(row.shown_on)})
    if row.times is not None:
        told.append(_("đếm được %(times)s") % {"times": row.times})
    return "; ".join(told)


def counts_of(rows: Iterable[Item]) -> list[tuple[str, str, int]]:
    """How many are how far: (state, words, count), those that are there."""
    today = clock.today()
    counted = Counter(state_of(row, today) for row in rows)
    return [(state, str(WORDS[state]), counted[state]) for state in STATES if counted[state]]


def picture(lines: Sequence[Progress]) -> tuple[list[Bar], list[str]]:
    """A bar for each organisation, in the order of its name: open, late, proven, confirmed."""
    bars = [
        Bar(
            line.name, line.total, f"{reverse('remediation:list')}?at={line.organisation}",
            parts=tuple(line.counts[state] for state in STATES),
        )
        for line in lines
    ]  # fmt: skip
    return bars, [str(WORDS[state]) for state in STATES]
