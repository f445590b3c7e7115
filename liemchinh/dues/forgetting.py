"""When names go from dues: the year after the month's is over, or the person is erased. The counts stay."""

from collections.abc import Sequence

from django.db import transaction

from liemchinh.dues.models import Dues
from liemchinh.journal import clock
from liemchinh.members.forgetting import entries_before, forget_entries
from liemchinh.members.months import names_from

KINDS = ("dues.recorded", "dues.corrected")


def erase(people: Sequence[int]) -> None:
    """With a person goes what stands beside every entry that names them; the others keep their rows."""
    rows = Dues.objects.filter(person_id__in=people)
    forget_entries(set(rows.values_list("recorded_by", flat=True)))
    rows.delete()


def forget() -> None:
    """Deletes the names of months that are old enough. Safe to repeat."""
    before = names_from(clock.today())
    with transaction.atomic():
        forget_entries(entries_before(KINDS, before))
        Dues.objects.filter(month__lt=before).delete()
