"""What the charter's tables say of organisations: read once, from data."""

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from regulations.charter import open_charter
from regulations.code_lists import Code
from regulations.kinds import Kinds, read_kinds
from regulations.reading import Problem


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The table of kinds and levels of this installation's charter."""
    problems: list[Problem] = []
    table = read_kinds(settings.CHARTER / "kinds.toml", problems)
    if problems:
        raise ImproperlyConfigured("\n".join(map(str, problems)))
    return table


@lru_cache(maxsize=8192)
def category_of(kind: str, level: str, on: date) -> str:
    """Which category (committee, branch, territory …) a kind as written is from a day on; "other" if the table does not know it."""
    return kinds().category_of(kind, level, on=on)


def unit_types() -> tuple[Code, ...]:
    """The types of grassroots unit that the charter's forms count, in their order."""
    return open_charter(settings.CHARTER).lists["unit_types"].items
