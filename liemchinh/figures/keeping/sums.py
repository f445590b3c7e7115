"""Kept sums for a question: read where they stand, otherwise made first."""

from collections.abc import Iterable, Sequence
from datetime import date

from liemchinh.figures.keeping.freshness import MANY, catch_up, caught_up
from liemchinh.figures.keeping.making import Watch, make, silent
from liemchinh.figures.keeping.nodes import Rows, months_standing, read
from liemchinh.figures.keeping.own import Key
from liemchinh.figures.keeping.packing import Numbers, version
from liemchinh.figures.models import Kept
from liemchinh.figures.reading import column
from liemchinh.figures.sql.relations import NOW, in_tree, numbers
from liemchinh.journal.services import last_sequence


def sums(
    organisations: Sequence[int], tree_on: date, months: Iterable[int], watch: Watch = silent
) -> dict[Key, Numbers]:
    """The rows of organisations that stand together (one, then what is directly under it) at the ends of months, on the tree of a day.

    True up to the newest entry of the book when this is called: what is stale or missing is made first, while others go on writing.
    `watch` is told how far it is. Only where they write without a pause is the last of it made in their way.
    """
    wanted = sorted(set(months))
    found = read(organisations, tree_on, wanted)
    if found is not None:
        return found
    made: Rows | None = make(organisations, tree_on, wanted, watch)
    if made is None:
        with caught_up():
            made = make(organisations, tree_on, wanted)
    if made is None:
        raise RuntimeError("inside a transaction there always is a quiet moment")
    return {key: row for key, (row, _ties) in made.items()}


def rows_missing(organisations: Sequence[int], tree_on: date, months: Sequence[int]) -> int:
    """About how many rows are to be made for organisations that stand together at the ends of months: one for each that stands under
    the first that day, but for those that are kept. A few queries."""
    noted = Kept.objects.filter(pk=1).values_list("set_version", "sequence").first()
    is_far = noted is None or noted[0] != version() or last_sequence() - noted[1] > MANY
    if not is_far:
        catch_up()
        if set(months) <= set(months_standing(organisations, tree_on)):
            return 0
    under = f"SELECT c.descendant_id FROM {NOW.closure} c WHERE c.ancestor_id = {int(organisations[0])} AND {in_tree('c', tree_on)}"
    count = int(column(f"SELECT COUNT(*) FROM ({under}) u")[0]) * len(months)
    if is_far:
        return count
    own = f"SELECT COUNT(*) FROM figures_own_vector o WHERE o.organisation_id IN ({under}) AND o.month IN ({numbers(months)})"
    return max(0, count - int(column(own)[0]))
