"""Who carries a duty: an organisation while it stands, afterwards whoever it counts under. Read from the tree of the day; nothing is moved.

So a reorganisation loses nothing and doubles nothing: as many duties stand after it as before, and undoing it needs nothing here.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection

from liemchinh.organisations.models import Closure, Succession

# Places of a tree that are no organisations carry nothing.
NO_ORGANISATIONS = ("territory", "unassigned", "other")
# Asked several times for one page, in words of its own: made by the ORM, the question took ten times as long as its answer.
_STANDING = """
    SELECT organisation_id FROM organisations_version WHERE organisation_id IN ({places}) AND cancelled_by IS NULL
    AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s) AND category NOT IN ({others})"""


def bearers(organisations: Iterable[int], on: date) -> dict[int, int]:
    """For each organisation the one that carries its duties on a day: itself, or the nearest above that stands; else missing."""
    wanted = set(organisations)
    there = _standing(wanted, on)
    found = {number: number for number in there}
    gone = wanted - there
    if gone:
        rows = Closure.objects.filter(descendant_id__in=gone, depth__gt=0, valid_from__lte=on, valid_to__gt=on)
        above = list(rows.order_by("depth").values_list("descendant_id", "ancestor_id"))
        stands = _standing({ancestor for _gone, ancestor in above}, on)
        for descendant, ancestor in above:
            if ancestor in stands:
                found.setdefault(descendant, ancestor)
    return found


def borne_by(roots: Collection[int], on: date, asked: Any) -> Mapping[int, int]:
    """Organisations whose duties one of `roots` carries on a day → which; of ended ones only such as `asked` finds, a room's question."""
    found = {number: number for number in _standing(set(roots), on)}
    # Whatever ended did so by a succession; of thousands that stand none is looked at.
    passed = Succession.objects.filter(on__lte=on, cancelled_by=None, source__in=asked)
    below = Closure.objects.filter(ancestor_id__in=roots, depth__gt=0, valid_from__lte=on, valid_to__gt=on)
    ended = set(below.filter(descendant_id__in=passed.values("source_id")).values_list("descendant_id", flat=True))
    gone = ended - _standing(ended, on)
    if gone:
        found |= {number: bearer for number, bearer in bearers(gone, on).items() if bearer in roots}
    return found


def carried_by(organisations: Iterable[int], on: date) -> set[int]:
    """Organisations, and all ended ones whose duties they carry on a day."""
    wanted = set(organisations)
    return wanted | set(borne_by(wanted, on, Succession.objects.values("source_id")))


def _standing(organisations: Collection[int], on: date) -> set[int]:
    if not organisations:
        return set()
    places, others = (", ".join(["%s"] * len(some)) for some in (organisations, NO_ORGANISATIONS))
    with connection.cursor() as cursor:
        cursor.execute(_STANDING.format(places=places, others=others), [*organisations, on, on, *NO_ORGANISATIONS])
        return {number for (number,) in cursor.fetchall()}
