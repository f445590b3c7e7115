"""When names go from sittings: the year after the sitting's is over, or the person is erased. The counts stay (guards 6)."""

from collections.abc import Sequence

from django.db import transaction

from liemchinh.journal import clock
from liemchinh.members.forgetting import entries_before, forget_entries
from liemchinh.members.months import names_from
from liemchinh.study.models import Attendance

KINDS = ("study.attended",)


def erase(people: Sequence[int]) -> None:
    """With a person goes what stands beside every entry that names them; the others keep their rows."""
    rows = Attendance.objects.filter(person_id__in=people)
    forget_entries(set(rows.values_list("recorded_by", flat=True)))
    rows.delete()


def forget() -> None:
    """Deletes the names of sittings that are old enough. Safe to repeat."""
    before = names_from(clock.today())
    with transaction.atomic():
        forget_entries(entries_before(KINDS, before))
        Attendance.objects.filter(roll__sitting__held_on__lt=before).delete()
