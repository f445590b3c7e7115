"""When who wrote a letter goes: twelve months after the letter is done with, or with a line that does not stand."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.journal.erasing import truncate_log
from liemchinh.journal.models import Entry
from liemchinh.letters.models import Identity, Letter, Sorting

# No text seen says how long: a rule of this product (docs/decisions.md).
KEPT = timedelta(days=365)


def erase_identities(letters: Iterable[int]) -> int:
    """Deletes who wrote these letters, from the database's log too; gives how many there were. Needs an open transaction."""
    held = Identity.objects.filter(letter__in=list(letters), erased_on=None)
    gone = held.update(sealed=None, erased_on=clock.today())
    if gone:
        transaction.on_commit(truncate_log)
    return gone


def forget() -> None:
    """Deletes who wrote the letters that have been done with for long enough. Safe to repeat."""
    with transaction.atomic():
        today = clock.today()
        rows = Letter.objects.filter(identity__erased_on=None, identity__isnull=False).order_by("pk")
        erase_identities(
            [letter.pk for letter in rows if (done := done_on(letter)) is not None and done + KEPT <= today]
        )


def done_on(letter: Letter) -> date | None:
    """The day on which a letter was done with: sorted, and every case out of it ended; None before."""
    sorting = Sorting.objects.filter(letter=letter, cancelled_by=None).first()
    cases = Case.objects.filter(denunciation__letter=letter)
    if sorting is None or cases.filter(closed_by=None).exists():
        return None
    ends = Entry.objects.filter(pk__in=cases.values("closed_by")).values_list("recorded_at", flat=True)
    return max([sorting.on, *(moment.astimezone(clock.LOCAL).date() for moment in ends)])
