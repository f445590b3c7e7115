"""What the book keeps about many people at once, beside its chain, goes whole: when it is old enough, or when one of them is erased."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from liemchinh.access.actor import NOBODY
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.services import erase_personal
from liemchinh.members.months import names_from

# So many entries are named in one line of the book.
PIECE = 500


def forget_entries(sequences: Iterable[int]) -> None:
    """Erases what stands beside these entries. Needs an open transaction; nobody's act: the period is over, or a person is erased."""
    there = sorted(Personal.objects.filter(sequence__in=list(sequences)).values_list("sequence", flat=True))
    for start in range(0, len(there), PIECE):
        erase_personal(there[start : start + PIECE], member=None, actor=NOBODY)


def erase_named(rows: QuerySet[Any]) -> None:
    """Rows that name people erased go, with what stands beside the entries that told them; the others there keep their rows."""
    forget_entries(set(rows.values_list("recorded_by", flat=True)))
    rows.delete()


def forget_named(kinds: Iterable[str], old: Callable[[date], QuerySet[Any]]) -> None:
    """The names of months that are old enough: what stands beside such entries, and the rows from before the day. Safe to repeat."""
    before = names_from(clock.today())
    with transaction.atomic():
        forget_entries(entries_before(kinds, before))
        old(before).delete()


def entries_before(kinds: Iterable[str], day: date) -> list[int]:
    """Entries of these kinds that took effect before a day and still have something beside them."""
    old = Entry.objects.filter(kind__in=list(kinds), effective_on__lt=day)
    return list(Personal.objects.filter(sequence__in=old.values("sequence")).values_list("sequence", flat=True))
