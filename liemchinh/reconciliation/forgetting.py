"""When names go from what was confirmed: the year after the quarter's is over, or the person is erased. The counts stay."""

from collections.abc import Sequence

from django.db import transaction

from liemchinh.journal import clock
from liemchinh.members.forgetting import entries_before, forget_entries
from liemchinh.members.months import names_from
from liemchinh.reconciliation.models import Differing

CONFIRMED = ("reconciliation.confirmed", "reconciliation.confirmed_again")


def erase(people: Sequence[int]) -> None:
    """With a person goes what stands beside every entry that names them; the others keep their rows."""
    rows = Differing.objects.filter(person_id__in=people)
    forget_entries(set(rows.values_list("recorded_by", flat=True)))
    rows.delete()


def forget() -> None:
    """Deletes the names of quarters that are old enough. Safe to repeat."""
    before = names_from(clock.today())
    with transaction.atomic():
        forget_entries(entries_before(CONFIRMED, before))
        Differing.objects.filter(on__lt=before).delete()
