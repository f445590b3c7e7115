"""The charter's closed lists, for declarations with one indicator an entry."""

from collections.abc import Sequence

from django.conf import settings

from regulations.charter import open_charter
from regulations.code_lists import Code


def entries(name: str) -> Sequence[Code]:
    """The entries of a list that stand on its first level, in the order of its form."""
    return [item for item in open_charter(settings.CHARTER).lists[name].items if not item.parent]


def every_entry(name: str) -> Sequence[Code]:
    """All entries, those under others among them."""
    return open_charter(settings.CHARTER).lists[name].items


def within(name: str, code: str) -> tuple[str, ...]:
    """A code and those under it, sorted."""
    return tuple(sorted(open_charter(settings.CHARTER).lists[name].within(code)))
