"""What a figure of a signed report counted, for those who may see it on the day of asking: the frozen list by today's rights.

Names are told by today's right alone, and the day's own rules say where the way ends (`figures.records`). What was put right since stands
beside the frozen number and never in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.access.throttling import give_back, take
from liemchinh.figures.queries import report_visible_to
from liemchinh.figures.records import Record, Share, records_visible_to, seen, shares
from liemchinh.journal.services import record_reading
from liemchinh.reports.codes import read_code
from liemchinh.reports.content import Cell, from_bytes
from liemchinh.reports.models import Snapshot
from liemchinh.reports.opening_now import Part, label_of, printed_parts
from liemchinh.reports.snapshots import Since, first_of_each, since, unpacked
from liemchinh.reports.sources import Filled, Source, sources_from
from liemchinh.reports.words import SEE

SIZE, READING = 50, "report"


@dataclass(frozen=True, slots=True)
class Opened:
    """A frozen figure. `since`: None where today's number is not this reader's to see, or nothing is counted. `why`: why the list ends at
    organisations or is not there (as `figures.records` says it, or "digest": only a digest was kept). `next`: where the list goes on.
    `parts`: the frozen figures, by their codes, that this one is worked out from."""

    cell: Cell
    label: str
    row: str
    source: Source | None
    since: Since | None = None
    people: Sequence[Record] | None = None
    places: Sequence[Share] = ()
    why: str = ""
    next: int = 0
    parts: Sequence[tuple[str, Part]] = ()


def snapshot_by_code(actor: Actor, typed: str) -> Snapshot | None:
    """The signed report of a printed code, where the actor may see it today; None alike for no such code and for no such right.

    Limited for each account (`TooMany`); what is found does not count.
    """
    counter = [("report_code", str(actor.account_id))]
    take(counter)
    code = read_code(typed)
    rows = Snapshot.objects.filter(code=code, cancelled_by=None).select_related("report")
    found = rows.first() if code else None
    if found is None or not actor.covers(SEE, found.report.organisation_id):
        return None
    give_back(counter)
    return found


def open_figure(actor: Actor, snapshot: Snapshot, figure: str, *, after: int = 0) -> Opened | None:
    """What one figure counted. None: the report has no such figure, or the actor may not see it. Opening people is a recorded reading."""
    if not actor.covers(SEE, snapshot.report.organisation_id):
        return None
    content, sources = from_bytes(snapshot.content), sources_from(snapshot.sources)
    found = next(((cell, row) for cell, row in content.placed() if cell.figure == figure), None)
    if found is None:
        return None
    cell, row = found
    source = sources.get(figure)
    label = label_of(source)
    if source is None or not source.is_counted:
        parts = printed_parts(source, Filled(content, sources)) if source else ()
        return Opened(cell, label, row, source, parts=parts)
    return _listed(actor, snapshot, Opened(cell, label, row, source), source, first_of_each(sources)[figure], after)


def _listed(actor: Actor, snapshot: Snapshot, made: Opened, source: Source, kept: str, after: int) -> Opened:
    today = records_visible_to(actor, source.question, source.indicator, size=1)
    told = report_visible_to(actor, source.question, [source.indicator])
    frozen = snapshot.lists.filter(figure=kept).first()
    if today is None or told is None or frozen is None or told.figures[source.indicator].hidden:
        return Opened(made.cell, made.label, made.row, source, why="role")
    beside = since(frozen, source)
    if not frozen.ids:
        return Opened(made.cell, made.label, made.row, source, beside, why=today.why or "digest")
    rows = unpacked(frozen.ids)
    if today.people is None:
        counts: dict[int, int] = {}
        for one in rows:
            counts[one.organisation] = counts.get(one.organisation, 0) + one.weight
        return Opened(
            made.cell, made.label, made.row, source, beside, places=shares(counts, hides=False), why=today.why
        )
    record_reading(actor, READING, snapshot.report_id, organisation=snapshot.report.organisation_id)
    page = [(one.person, one.organisation, date.fromordinal(one.day)) for one in rows[after : after + SIZE]]
    following = after + SIZE if after + SIZE < len(rows) else 0
    return Opened(made.cell, made.label, made.row, source, beside, seen(actor, page), next=following)
