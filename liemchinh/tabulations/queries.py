"""What tables are offered to somebody, and what they hold for whoever opens them: figures of the reader's own scope and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import Question
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import Figure, Report, series_visible_to
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import subtree
from liemchinh.tabulations.models import Tabulation, Wish
from liemchinh.tabulations.shape import BOTH, PERIODS, Shape

SEE = "figures.see"


def tabulations_visible_to(actor: Actor) -> QuerySet[Tabulation]:
    """One's own tables, and those offered by others about an organisation in the actor's scope of figures, or above it; newest first.

    Nothing for whoever sees no figures.
    """
    roots = actor.roots(SEE)
    if not roots or actor.account_id is None:
        return Tabulation.objects.none()
    today = clock.today()
    above = Closure.objects.filter(descendant_id__in=roots, valid_from__lte=today, valid_to__gt=today)
    near = Q(organisation_id__in=subtree(roots)) | Q(organisation_id__in=above.values("ancestor_id"))
    offered = Q(account_id=int(actor.account_id)) | (Q(shared=True) & near)
    return Tabulation.objects.filter(offered, cancelled_by=None).select_related("account").order_by("-pk")


def place_for(actor: Actor, organisation: int) -> int | None:
    """Of which organisation the actor sees a table about another: that one, or where it lies outside their scope, their own."""
    return organisation if actor.covers(SEE, organisation) else min(actor.roots(SEE), default=None)


def wished_by(actor: Actor) -> set[int]:
    """The tables a link to which is sent to the actor."""
    if actor.account_id is None:
        return set()
    account = actor.account_id
    return set(Wish.objects.filter(account_id=account, cancelled_by=None).values_list("tabulation_id", flat=True))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a place (None: what stands under none of those shown, or the whole) or a period; its figures, each of a period."""

    title: str
    organisation: int | None
    cells: Sequence[tuple[Figure, Period]]
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as counted: headings of its columns, rows, and the whole beneath where rows are places."""

    headings: Sequence[str]
    rows: Sequence[Row]
    whole: Row | None
    first: date
    last: date

    @property
    def hides(self) -> bool:
        """Is anything too small to be shown?"""
        rows = [*self.rows, *([self.whole] if self.whole else [])]
        return any(figure.hidden for row in rows for figure, _period in row.cells)


def grid_visible_to(actor: Actor, shape: Shape, today: date) -> Grid | None:
    """What a shape asks, counted on a day. None: not in the actor's scope, or no indicator is chosen. A fixed number of queries."""
    told = shape.periods(today)
    periods = [period for _name, period in told]
    if not shape.keys:
        return None
    asked = Question(shape.at, periods[-1], periods[-1].last)
    found = series_visible_to(actor, asked, shape.columns, periods, by_child=shape.rows != PERIODS)
    if found is None:
        return None
    first, last = periods[0].first, periods[-1].last
    labels = [figure.label for figure in found[-1].figures.values()]
    labels = _short(labels) if shape.cross else labels
    if shape.rows == PERIODS:
        rows = [
            Row(name, shape.at, _cells([one.figures], [period]))
            for (name, period), one in zip(told, found, strict=True)
        ]
        return Grid(labels, rows, None, first, last)
    rows = [
        Row(name, number, cells, is_rest=number is None)
        for number, (name, cells) in _by_place(found, periods).items()
        if not shape.chosen or number in shape.chosen
    ]
    headings = [name for name, _period in told] if shape.rows == BOTH else labels
    return Grid(headings, rows, Row("", shape.at, _cells([one.figures for one in found], periods)), first, last)


def _short(labels: Sequence[str]) -> list[str]:
    """The parts of a crossing without the words before a colon that all of them begin with."""
    whole, *parts = labels
    begins = {part.partition(": ")[0] for part in parts}
    is_same = len(begins) == 1 and all(": " in part for part in parts)
    return [whole, *((part.partition(": ")[2] if is_same else part) for part in parts)]


def _by_place(
    found: Sequence[Report], periods: Sequence[Period]
) -> dict[int | None, tuple[str, Sequence[tuple[Figure, Period]]]]:
    """Each place with its figures of all periods: the tree is that of one day, so all periods have the same places."""
    lines = [{line.organisation: line.figures for line in report.lines} for report in found]
    return {
        line.organisation: (line.name, _cells([figures[line.organisation] for figures in lines], periods))
        for line in found[-1].lines
    }


def _cells(figures: Sequence[Mapping[str, Figure]], periods: Sequence[Period]) -> list[tuple[Figure, Period]]:
    return [(figure, period) for told, period in zip(figures, periods, strict=True) for figure in told.values()]
