"""The charter's closed lists, for declarations with one indicator an entry. A fault elsewhere in it stops no counting."""

from collections.abc import Mapping, Sequence
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from regulations.charter import CODE_LISTS
from regulations.code_lists import Code, CodeList, read_code_lists
from regulations.reading import Problem
from regulations.sanctions import SANCTIONS, Sanction, read_sanctions


@cache
def _lists() -> Mapping[str, CodeList]:
    problems: list[Problem] = []
    found = read_code_lists((settings.CHARTER / name for name in CODE_LISTS), problems)
    if problems:
        raise ImproperlyConfigured("\n".join(map(str, problems)))
    return found


def entries(name: str) -> Sequence[Code]:
    """The entries of a list that stand on its first level, in the order of its form."""
    return [item for item in _lists()[name].items if not item.parent]


def every_entry(name: str) -> Sequence[Code]:
    """All entries, those under others among them."""
    return _lists()[name].items


@cache
def sanctions() -> Mapping[str, Sanction]:
    """The charter's sanctions by code, the lightest first."""
    problems: list[Problem] = []
    found = read_sanctions(settings.CHARTER / SANCTIONS, problems)
    if problems:
        raise ImproperlyConfigured("\n".join(map(str, problems)))
    return found


def within(name: str, code: str) -> tuple[str, ...]:
    """A code and those under it, sorted."""
    return tuple(sorted(_lists()[name].within(code)))
