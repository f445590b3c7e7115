"""Who of a branch is elsewhere for a time on a day: votes, meetings and dues ask by this name."""

from collections.abc import Set
from datetime import date

from django.db.models import QuerySet

from liemchinh.casework.models import Party, Step
from liemchinh.members.queries import active
from liemchinh.transfers.cases import KIND, MEMBER
from liemchinh.transfers.models import Transfer

_BEGINS = ("received_temporarily", "left_for_a_time")
_ENDS = ("went_back", "came_home")


def away(organisation: int, on: date) -> Set[int]:
    """Members of the organisation on that day whose stay elsewhere has begun and is not over; its last day is the one of the letter."""
    there = active(on).filter(organisation_id=organisation).values("person_id")
    return set(_stays(on).filter(person_id__in=there).values_list("person_id", flat=True))


def staying(organisation: int, on: date) -> Set[int]:
    """Members of other branches who are with this one for a time on that day."""
    here = Party.objects.filter(role="receiver", organisation_id=organisation, cancelled_by=None).values("case_id")
    return set(_stays(on).filter(case_id__in=here).values_list("person_id", flat=True))


def _stays(on: date) -> QuerySet[Party]:
    live = Step.objects.filter(cancelled_by=None, case__kind=KIND, on__lte=on)
    begun, over = live.filter(code__in=_BEGINS).values("case_id"), live.filter(code__in=_ENDS).values("case_id")
    lasting = Transfer.objects.filter(until__gte=on, case_id__in=begun).exclude(case_id__in=over)
    return Party.objects.filter(case_id__in=lasting.values("case_id"), role=MEMBER, cancelled_by=None)
