"""When names go from dues: the year after the month's is over, or the person is erased. The counts stay."""

from collections.abc import Sequence

from liemchinh.dues.models import Dues
from liemchinh.members.forgetting import erase_named, forget_named

KINDS = ("dues.recorded", "dues.corrected")


def erase(people: Sequence[int]) -> None:
    """With a person goes what stands beside every entry that names them; the others keep their rows."""
    erase_named(Dues.objects.filter(person_id__in=people))


def forget() -> None:
    """Deletes the names of what is old enough. Safe to repeat."""
    forget_named(KINDS, lambda before: Dues.objects.filter(month__lt=before))
