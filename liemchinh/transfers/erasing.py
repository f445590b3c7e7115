"""Erasing people deletes where outside this list they went to or came from."""

from collections.abc import Sequence

from liemchinh.casework.models import Party
from liemchinh.transfers.models import Transfer


def erase_outside(people: Sequence[int]) -> None:
    """The names of places outside go; ids and days stay."""
    cases = Party.objects.filter(person_id__in=people).values("case_id")
    Transfer.objects.filter(case_id__in=cases).update(outside="")
