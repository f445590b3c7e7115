"""Which organisations are asked to a sitting on its day, and where what an ended one left goes on: a reorganisation loses nothing."""

from datetime import date, timedelta

from liemchinh.members.queries import active
from liemchinh.organisations.lifetimes import heirs_of, standing_among, stays_of
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import subtree
from liemchinh.study.models import Sitting


def asked_on_the_day(sitting: Sitting) -> frozenset[int]:
    """Those addressed and everything under them on the day; of one that ended before, its branches as they stood last, or their heirs."""
    day, tops = sitting.held_on, set(sitting.addresses.values_list("organisation_id", flat=True))
    there = standing_among(tops, day)
    found = set(subtree(there, day))
    for top in tops - there:
        found |= _went_on(top, day)
    return frozenset(found)


def _went_on(top: int, day: date) -> set[int]:
    """What stood under an organisation when it ended, as it is on a day; a branch that ended with it stands for its heirs."""
    ends = [end for _start, end in stays_of([top]).get(top, ()) if end is not None and end <= day]
    if not ends:
        return set()
    last = max(ends) - timedelta(days=1)
    places = set(subtree([top], last))
    lines = Closure.objects.filter(ancestor_id__in=places, descendant_id__in=places, depth__gt=0)
    upper = set(lines.filter(valid_from__lte=last, valid_to__gt=last).values_list("ancestor_id", flat=True))
    there = standing_among(places, day)
    found = (there - upper) | set(subtree(there & upper, day))
    return found.union(*(heirs_of(place, day) for place in places - upper - there))


def branches_asked(sitting: Sitting) -> frozenset[int]:
    """The branches in which members stood on the day, of those asked."""
    found = active(sitting.held_on).filter(organisation_id__in=asked_on_the_day(sitting))
    return frozenset(found.values_list("organisation_id", flat=True).distinct())


def make_up_places(first: Sitting, on: date) -> set[int]:
    """Whom a make-up of a sitting on a day may address: who was asked then, and the heirs of those who ended since."""
    asked = asked_on_the_day(first)
    return asked.union(*(heirs_of(place, on) for place in asked - standing_among(asked, on)))
