"""When names go from meetings: the year after the meeting's is over, or the person is erased. The counts stay (guards 6)."""

from collections.abc import Sequence

from liemchinh.meetings.models import Attendance
from liemchinh.members.forgetting import erase_named, forget_named

KINDS = ("meetings.held", "meetings.corrected")


def erase(people: Sequence[int]) -> None:
    """With a person goes what stands beside every entry that names them; the others keep their rows."""
    erase_named(Attendance.objects.filter(person_id__in=people))


def forget() -> None:
    """Deletes the names of what is old enough. Safe to repeat."""
    forget_named(KINDS, lambda before: Attendance.objects.filter(meeting__held_on__lt=before))
