"""What the charter's tables say of organisations: read once, from data."""

from functools import lru_cache

from django.conf import settings

from regulations.kinds import Kinds, load_kinds


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The table of kinds and levels of this installation's charter."""
    return load_kinds(settings.CHARTER / "kinds.toml")


@lru_cache(maxsize=8192)
def category_of(kind: str, level: str) -> str:
    """Which category (committee, branch, territory …) a kind as written belongs to; "other" if the table does not know it."""
    return kinds().category_of(kind, level)
