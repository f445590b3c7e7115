"""Rows are worked out beside those who write, and kept in short turns: nobody waits for a sum.

What is worked out is true up to the entry the reading began at. When it is kept, entries written since take out what they made untrue.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import connection

from liemchinh.figures.keeping import nodes, own
from liemchinh.figures.keeping.freshness import catch_up, caught_up, keep, noted, true_until
from liemchinh.figures.keeping.packing import packed, packed_ties
from liemchinh.figures.keeping.shape import Shape, shape_under
from liemchinh.figures.keeping.trees import tree_since
from liemchinh.figures.models import NodeVector, OwnVector

Watch = Callable[[int, int], None]
PIECE = 500  # organisations
TRIES = 20  # how often somebody may write just between catching up and beginning to read


def silent(done: int, total: int) -> None:
    """Watches nothing."""


@contextmanager
def reading() -> Iterator[int | None]:
    """One view of the database, whoever writes meanwhile; gives the entry up to which kept rows are true in it (None: not to the newest).

    Inside a transaction of the caller it is that transaction's view.
    """
    if connection.in_atomic_block:
        yield noted()
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
        )
        try:
            yield true_until()
        finally:
            cursor.execute("ROLLBACK")


def make(
    organisations: Sequence[int], tree_on: date, months: Sequence[int], watch: Watch = silent
) -> nodes.Rows | None:
    """Makes and keeps the rows of organisations that stand together, and all that they are summed up from. `watch` is told how many of
    how many organisations are done.

    None: others wrote so often that no quiet moment was found; what was made until then stays.
    """
    with caught_up():
        tree_since(organisations[0], tree_on, noting=True)
    with reading():
        needed = sorted(_Plan(organisations, tree_on, months).needed)
    for start in range(0, len(needed), PIECE):
        watch(start, len(needed))
        if not _keep_own(needed[start : start + PIECE], months):
            return None
    watch(len(needed), len(needed))
    return _sum_up(organisations, tree_on, months)


class _Plan:
    """What is missing to know the rows of some organisations, as the present reading sees it."""

    def __init__(self, organisations: Sequence[int], tree_on: date, months: Sequence[int]) -> None:
        tree = tree_since(organisations[0], tree_on)
        self.is_noted, self.tree = tree is not None, tree or date.min
        self.shape: Shape = shape_under(organisations, tree_on)
        self.found = nodes.load({*organisations, *self.shape.children}, self.tree, months)
        self.orders = {
            month: self.shape.order(organisations, {one for one, at in self.found if at == month}) for month in months
        }
        self.needed = {
            one
            for order in self.orders.values()
            for number in order
            for one in (number, *self.shape.children.get(number, ()))
        }


def _keep_own(organisations: Sequence[int], months: Sequence[int]) -> bool:
    for _try in range(TRIES):
        with reading() as until:
            made = own.build_missing(organisations, months) if until is not None else {}
        if until is not None:
            _keep_rows(made, until)
            return True
        catch_up()
    return False


def _keep_rows(made: nodes.Rows, until: int) -> None:
    told = [(number, month, packed(row), packed_ties(ties)) for (number, month), (row, ties) in made.items()]
    keep(OwnVector, ("organisation_id", "month", "numbers", "ties"), told, until)


def _sum_up(organisations: Sequence[int], tree_on: date, months: Sequence[int]) -> nodes.Rows | None:
    for _try in range(TRIES):
        with reading() as until:
            plan = _Plan(organisations, tree_on, months) if until is not None else None
            if plan is not None and plan.is_noted:
                # What an entry took out since it was made is made here once more: few rows.
                fresh = own.build_missing(plan.needed, months)
                new = {
                    (number, month): row
                    for month, order in plan.orders.items()
                    for number, row in nodes.Summing(plan.shape, month, plan.found, fresh).sum_up(order).items()
                    if number in plan.shape.children or number in organisations
                }
        if until is None:
            catch_up()
        elif plan is None or not plan.is_noted:
            with caught_up():
                tree_since(organisations[0], tree_on, noting=True)
        else:
            _keep_rows(fresh, until)
            told = [
                (number, plan.tree, month, packed(row), packed_ties(ties))
                for (number, month), (row, ties) in new.items()
            ]
            keep(NodeVector, ("organisation_id", "tree", "month", "numbers", "ties"), told, until)
            return {(number, month): plan.found[number, month] for number in organisations for month in months}
    return None
