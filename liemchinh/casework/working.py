"""Who has a case open by a role at an organisation that stands today.

A case that has ended stays with a body that ended after it, and open to whoever held it there; its heir need not wait for them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.casework.holders import holders_by_case
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Party
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing


def working_holders(cases: Iterable[Case]) -> Mapping[int, list[int]]:
    """Of `holders_by_case` those whose role is at an organisation that stands today, in as many queries and one for each account."""
    held = holders_by_case(cases)
    acting = _acting([case for case, accounts in held.items() if accounts])
    accounts = Account.objects.filter(pk__in={one for found in held.values() for one in found})
    actors = {one.pk: actor_for(one, second_factor=True) for one in accounts}
    verbs = {verb for found in acting.values() for verb, _place in found}
    roots = {(one, verb): actor.roots(verb) for one, actor in actors.items() for verb in verbs}
    above = _standing_above(
        {place for found in acting.values() for _verb, place in found},
        {root for found in roots.values() for root in found},
    )
    return {
        case: [one for one in found if any(roots[one, verb] & above[place] for verb, place in acting[case])]
        for case, found in held.items()
    }


def _acting(cases: Collection[int]) -> Mapping[int, list[tuple[str, int]]]:
    """By case: by which right which organisation acts."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for row in Party.objects.filter(case__in=cases, cancelled_by=None).select_related("case"):
        verb = case_kind(row.case.kind).rights.get(row.role)
        if verb is not None and row.organisation_id is not None:
            found[row.case_id].append((verb, row.organisation_id))
    return found


def _standing_above(places: Collection[int], roots: Collection[int]) -> Mapping[int, set[int]]:
    """By place: which of the roots stand today with the place at or below them."""
    today, found = clock.today(), defaultdict[int, set[int]](set)
    there = standing(today).filter(organisation_id__in=roots)
    rows = Closure.objects.filter(
        descendant_id__in=places, ancestor_id__in=there.values("organisation_id"), valid_from__lte=today, valid_to__gt=today
    )  # fmt: skip
    for place, root in rows.values_list("descendant_id", "ancestor_id"):
        found[place].add(root)
    return found
