"""The sums a report is counted from, made before it is filled: all its months at once, with progress, to be left and resumed.

What was made is kept; a job that is killed here goes on where it stopped.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.figures.keeping.making import Watch
from liemchinh.figures.keeping.sums import rows_missing, sums
from liemchinh.figures.periods import Period
from liemchinh.figures.placing import ground
from liemchinh.figures.published import months_of_lines
from liemchinh.figures.sql.relations import NOW
from liemchinh.figures.statistical.asking import months_of_form
from liemchinh.jobs.queries import worker_is_alive
from liemchinh.jobs.services import enqueue
from liemchinh.reports.defined import child_names, definition_of
from liemchinh.reports.figures_of import Figures
from liemchinh.reports.models import Report
from liemchinh.reports.words import SEE
from regulations.reports import TablePart

JOB = "reports.prepare"
# So many rows are made within a second: while they are fewer nobody is sent to wait.
FEW = 1500


@dataclass(frozen=True, slots=True)
class Needed:
    """Sums of some organisations, the first with the others under it, at the ends of months on the tree of a day."""

    organisations: tuple[int, ...]
    tree_on: date
    months: tuple[int, ...]


def needed(report: Report) -> list[Needed]:
    """What a report is counted from as far as it is kept, by the tree it stands on."""
    definition, period = definition_of(report), Period(report.first, report.last)
    below = child_names(definition)
    months: dict[date, set[int]] = defaultdict(set)
    if any(one.line for one in definition.figures.values()):
        months |= months_of_lines(report.organisation_id)
    months[report.last] |= Figures(report, map(definition.named, definition.mentions()), below).months()
    for part in definition.parts():
        if isinstance(part, TablePart) and part.form:
            months[report.last] |= months_of_form(part.form, period)
    stands = ground(NOW, report.organisation_id, report.last, by_child=bool(below), regions=False)
    return [
        Needed((stands.whole, *(stands.children if day == report.last else ())), day, tuple(sorted(some)))
        for day, some in sorted(months.items()) if some
    ]  # fmt: skip


def missing(report: Report) -> int:
    """About how many rows are to be made before the report can be filled at once."""
    return sum(rows_missing(one.organisations, one.tree_on, one.months) for one in needed(report))


def has_to_wait(report: Report) -> bool:
    """Is so much missing that a job makes it, with its progress shown? Never where no worker would take the job."""
    return missing(report) > FEW and worker_is_alive()


def prepare(report: Report, watch: Watch) -> None:
    """Makes what is missing; `watch` is told how many of how many pieces of work are done."""
    wanted = needed(report)
    for place, one in enumerate(wanted):
        sums(one.organisations, one.tree_on, one.months, partial(_told, watch, place, len(wanted)))
    watch(100, 100)


def _told(watch: Watch, place: int, pieces: int, done: int, total: int) -> None:
    """How far it is, in hundredths of the whole."""
    watch(int(100 * (place + done / max(total, 1)) / pieces), 100)


@transaction.atomic
def prepare_report(report: int, *, actor: Actor) -> None:
    """Asks for the job; asked for already, nothing changes. Nothing is recorded: what it makes is in the book already."""
    row = Report.objects.filter(pk=report, cancelled_by=None).first()
    actor.require(SEE, row.organisation_id if row else None)
    enqueue(JOB, report)
