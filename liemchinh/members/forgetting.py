"""What the book keeps about many people at once, beside its chain, goes whole: when it is old enough, or when one of them is erased."""

from collections.abc import Iterable
from datetime import date

from liemchinh.access.actor import NOBODY
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.services import erase_personal

# So many entries are named in one line of the book.
PIECE = 500


def forget_entries(sequences: Iterable[int]) -> None:
    """Erases what stands beside these entries. Needs an open transaction; nobody's act: the period is over, or a person is erased."""
    there = sorted(Personal.objects.filter(sequence__in=list(sequences)).values_list("sequence", flat=True))
    for start in range(0, len(there), PIECE):
        erase_personal(there[start : start + PIECE], member=None, actor=NOBODY)


def entries_before(kinds: Iterable[str], day: date) -> list[int]:
    """Entries of these kinds that took effect before a day and still have something beside them."""
    old = Entry.objects.filter(kind__in=list(kinds), effective_on__lt=day)
    return list(Personal.objects.filter(sequence__in=old.values("sequence")).values_list("sequence", flat=True))
