"""The rules in force: the shipped charter with what officers of a tree and of the installation vouched for. Every room above asks here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max, Q, QuerySet

from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.organisations.models import Closure
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.places import only, tops_today
from liemchinh.rulebook.rows import local_of, shipped
from regulations.charter import Charter
from regulations.layering import with_local

_EVER = "SELECT MAX(vouched_in), MAX(cancelled_by) FROM rulebook_local_value WHERE vouched_in IS NOT NULL"
Within = int | Callable[[], int | None] | None


@dataclass(frozen=True, slots=True)
class Rules:
    """A charter with local values, and the entry of the book that last changed them; 0: nobody vouched for any."""

    charter: Charter
    entry: int


def charter(within: Within = None, *, known: int | None = None) -> Charter:
    """The charter for an organisation's tree, with local values. Nothing given: for the installation, and its tree where it has one alone.

    `known`: as it was known at that entry of the book. Costs one small query where no office ever vouched for a value. What is layered
    is kept in memory under the entry that last changed it, hash and all, so that every process and every transaction sees its own truth.
    """
    return rules(within, known=known).charter


def rules(within: Within = None, *, known: int | None = None) -> Rules:
    """The same, with the entry that last changed what officers vouched for."""
    entry = _last_change(known) if known != 0 else 0
    if not entry:
        return Rules(shipped(), 0)
    digest = Entry.objects.filter(pk=entry).values_list("hash", flat=True).get()
    return Rules(
        _layered(settings.CHARTER, tree_above(within() if callable(within) else within), entry, bytes(digest)), entry
    )


def in_force(entry: int) -> QuerySet[LocalValue]:
    """The values that counted when an entry had been written, in the order in which they were vouched for."""
    there = Q(cancelled_by=None) | Q(cancelled_by__gt=entry)
    return LocalValue.objects.filter(there, vouched_in__lte=entry).order_by("vouched_in")


def _last_change(known: int | None) -> int:
    if known is None:
        # Asked before every rule: through the ORM it costs ten times as much.
        with connection.cursor() as cursor:
            cursor.execute(_EVER)
            return max(number or 0 for number in cursor.fetchone())
    told = LocalValue.objects.exclude(vouched_in=None).aggregate(
        began=Max("vouched_in", filter=Q(vouched_in__lte=known)),
        ended=Max("cancelled_by", filter=Q(cancelled_by__lte=known)),
    )
    return max(told["began"] or 0, told["ended"] or 0)


def tree_above(place: int | None) -> int | None:
    """The top of the tree an organisation counts under today; of nothing given the one tree there is, None of several."""
    if place is None:
        return only(tops_today())
    day = clock.today()
    above = Closure.objects.filter(descendant_id=place, valid_from__lte=day, valid_to__gt=day).order_by("-depth")
    return above.values_list("ancestor_id", flat=True).first() or place


@lru_cache(maxsize=64)
def _layered(folder: Path, tree: int | None, entry: int, digest: bytes) -> Charter:
    # The hash stands for the whole book up to the entry, so the key never means two things.
    found = in_force(entry).filter(Q(tree=None) | Q(tree=tree)) if tree else in_force(entry).filter(tree=None)
    return with_local(shipped(), [local_of(value) for value in found])[0]
