"""An office's own workbook filled for a report: its cells say what the report says, of its organisation, for its period.

Cells of the organisation that keeps the workbook are those of the report's; others stay what was chosen, as far as they lie under it. They
show what a plain reader sees, as the report does, and of a signed one what was signed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse

from liemchinh.access.actor import Actor, Grant
from liemchinh.figures.forms import FREE, Asked
from liemchinh.figures.periods import Period
from liemchinh.figures.sql.counting import NOTHING
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.values import VERB, Told, Wish, values, wish_of
from liemchinh.reports.content import Cell, from_bytes
from liemchinh.reports.handed import snapshot_of, stand_of
from liemchinh.reports.models import Report, Snapshot
from liemchinh.reports.sources import sources_from
from liemchinh.reports.words import SEE, SIGNED

Key = tuple[int, str, Period]


def asked_by(report: Report) -> Asked:
    """The question a report asks: of its organisation, for its period; of a signed one as it was known when it was signed."""
    stand = stand_of(report)
    known_on = stand.step.on if stand.step is not None and stand.kind == SIGNED else None
    return Asked(report.organisation_id, Period(report.first, report.last), report.last, known_on, "", FREE)


def wishes_for(report: Report, blank: Blank, slots: Sequence[Slot]) -> list[Wish]:
    """What each cell shows: the workbook's own organisation is the report's."""
    found = [wish_of(slot) for slot in slots]
    own = blank.organisation_id
    return [replace(one, organisation=report.organisation_id) if one.organisation == own else one for one in found]


def told_for(report: Report, wishes: Sequence[Wish], today: date) -> list[Told]:
    """What stands in each cell. What a signed report states is the number that was signed, byte for byte, whatever the book became."""
    asked, snapshot = asked_by(report), snapshot_of(report)
    taker = Actor(None, "", (Grant("", report.organisation_id, frozenset({SEE, VERB})),))
    told = values(taker, wishes, asked, today)
    frozen = _frozen(snapshot) if snapshot else {}
    keys = [(one.organisation, one.indicator, one.when.period(asked.period, today)) for one in wishes]
    return [frozen.get(key, one) for key, one in zip(keys, told, strict=True)]


def _frozen(snapshot: Snapshot) -> Mapping[Key, Told]:
    """The counted numbers of a signed report, each once."""
    sources = sources_from(bytes(snapshot.sources))
    found: dict[Key, Told] = {}
    for cell in from_bytes(bytes(snapshot.content)).cells():
        source = sources.get(cell.figure)
        if source is not None and source.kind == "value" and source.narrowing == NOTHING and not source.form:
            found.setdefault((source.organisation, source.indicator, source.period), _told(snapshot, cell))
    return found


def _told(snapshot: Snapshot, cell: Cell) -> Told:
    url = reverse("reports:figure", args=[snapshot.code, cell.figure])
    return Told(cell.value, "" if cell.value is not None else "nothing", cell.text, url)
