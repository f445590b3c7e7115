"""When names go from sittings: the year after the sitting's is over, or the person is erased. The counts stay (guards 6)."""

from collections.abc import Sequence

from liemchinh.members.forgetting import erase_named, forget_named
from liemchinh.study.models import Attendance

KINDS = ("study.attended",)


def erase(people: Sequence[int]) -> None:
    """With a person goes what stands beside every entry that names them; the others keep their rows."""
    erase_named(Attendance.objects.filter(person_id__in=people))


def forget() -> None:
    """Deletes the names of what is old enough. Safe to repeat."""
    forget_named(KINDS, lambda before: Attendance.objects.filter(roll__sitting__held_on__lt=before))
