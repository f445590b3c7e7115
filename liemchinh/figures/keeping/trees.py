"""Which tree a day means: trees are told apart by the day since which they stand."""

from datetime import date

from liemchinh.figures.models import TreeChange
from liemchinh.figures.reading import column, rows
from liemchinh.figures.sql.relations import NOW, in_tree

BEGINNING = date.min


def tree_since(organisation: int, tree_on: date, *, noting: bool = False) -> date | None:
    """Since when the tree that holds an organisation on a day has stood as it does then. None: not noted yet.

    `noting`, inside `freshness.caught_up`, notes it.
    """
    top = rows(
        f"SELECT c.ancestor_id FROM {NOW.closure} c WHERE c.descendant_id = {organisation} AND {in_tree('c', tree_on)}"
        " ORDER BY c.depth DESC LIMIT 1"
    )
    if not top:
        return BEGINNING
    found = _since(top[0][0], tree_on)
    if found is None and noting:
        _note_changes(top[0][0])
        found = _since(top[0][0], tree_on)
    return found


def _since(top: int, on: date) -> date | None:
    changes = TreeChange.objects.filter(top_id=top, on__lte=on).order_by("-on")
    return changes.values_list("on", flat=True).first()


def _note_changes(top: int) -> None:
    """Every day on which something that ever counted under the top counts elsewhere, or a province is one or no more."""
    ever = f"SELECT k.descendant_id FROM {NOW.closure} k WHERE k.ancestor_id = {top}"
    days: set[date] = {BEGINNING}
    for side in ("valid_from", "valid_to"):
        days.update(_days(f"SELECT DISTINCT c.{side} FROM {NOW.closure} c WHERE c.descendant_id IN ({ever})"))
        days.update(
            _days(
                f"SELECT DISTINCT v.{side} FROM {NOW.version} v WHERE v.organisation_id IN ({ever}) AND v.cancelled_by IS NULL"
                f" AND v.category = 'province' AND v.{side} IS NOT NULL"
            )
        )
    TreeChange.objects.bulk_create(
        [TreeChange(top_id=top, on=day) for day in sorted(days - {date.max})], ignore_conflicts=True
    )


def _days(sql: str) -> set[date]:
    """SQLite gives days as text."""
    return {date.fromisoformat(value) if isinstance(value, str) else value for value in column(sql)}
