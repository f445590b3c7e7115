"""A value's row as a file of the charter has it, and as the book keeps it: the same keys, days as texts."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from regulations.charter import Charter, open_charter
from regulations.layering import INSTALLATION, PROVINCE, YEAR, Local

if TYPE_CHECKING:
    from liemchinh.rulebook.models import LocalValue

# Where a day stands in a row.
DAYS = frozenset({"valid_from", "valid_to", "checked_on", "dated", "day"})


def spelled(row: Any) -> Any:
    """A row with its days written out, to be kept."""
    match row:
        case date():
            return row.isoformat()
        case Mapping():
            return {key: spelled(value) for key, value in row.items()}
        case list() | tuple():
            return [spelled(value) for value in row]
    return row


def read_row(row: Any, key: str = "") -> Any:
    """A row that was kept, with its days."""
    if key in DAYS and isinstance(row, str):
        return date.fromisoformat(row)
    if isinstance(row, Mapping):
        return {name: read_row(value, name) for name, value in row.items()}
    return [read_row(value) for value in row] if isinstance(row, list) else row


def local_of(value: "LocalValue") -> Local:
    """What stands in the database, as the regulations take it."""
    return Local(value.name, INSTALLATION if value.tree_id is None else PROVINCE, read_row(value.row))


def shipped() -> Charter:
    """The charter as it came with the product: its tables, and its rules before any local value."""
    return open_charter(settings.CHARTER)


def called(name: str) -> str:
    """How a rule, or a year's days off, is called in a sentence."""
    if name.startswith(YEAR):
        return _("Lịch nghỉ năm %(year)s") % {"year": name.removeprefix(YEAR)}
    rule = shipped().rulebook.parameters.get(name)
    return rule.description if rule else name


def names_of_days(year: int) -> Mapping[date, str]:
    """How the shipped calendar calls the days off of a year, also one it is not sure of."""
    known = shipped().calendar.years.get(year)
    return known.off if known else {}
