"""What is told of a closed round above its branches: sums, and only such as say nothing of one branch (`regulations.rules.surveys`).

Only once a round is closed, on the tree of that day: while counts come in, yesterday's sum less today's would be one branch.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import F

from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing
from liemchinh.surveys.models import ItemCount, Report, Round
from liemchinh.surveys.rule_uses import rule_of
from regulations.rules.surveys import Place, sums_told

# Branch, people assessed, people counted.
Leaf = tuple[int, int, int]
CONCLUDED = ""


def sums_of(round: Round) -> Mapping[str, Mapping[int, int]]:
    """For each item, and for `CONCLUDED` (to show signs), the sums that may be told, by organisation; nothing while it is open."""
    if round.closed_on is None:
        return {}
    leaves = _leaves(round)
    below = _below(round, {place for some in leaves.values() for place, _assessed, _people in some})
    return {item: sums_told(_place(round.organisation_id, below, _by_place(some))) for item, some in leaves.items()}


def _leaves(round: Round) -> Mapping[str, list[Leaf]]:
    found: dict[str, list[Leaf]] = defaultdict(list)
    least = rule_of(round.organisation_id, round.closed_on or round.last).valid
    counted = ItemCount.objects.filter(
        count__part__round=round,
        count__part__cancelled_by=None,
        count__cancelled_by=None,
        count__valid__gte=least,
    )
    named = ("count__part__organisation_id", "count__assessed", "people", "item")
    for place, assessed, people, item in counted.values_list(*named):
        found[item].append((place, assessed, people))
    reports = Report.objects.filter(part__round=round, part__cancelled_by=None, cancelled_by=None)
    reports = reports.filter(assessed__gte=least)
    rows = reports.values_list("part__organisation_id", "assessed", "concluded")
    found[CONCLUDED] = [(place, assessed, concluded) for place, assessed, concluded in rows]
    return found


def _below(round: Round, branches: set[int]) -> Mapping[int, list[int]]:
    """Of the organisation that called the round and those on the way to its branches: what stood directly below, on the day it closed."""
    day = round.closed_on or round.last
    stood = bearers(branches, day)
    above = Closure.objects.filter(descendant_id__in=set(stood.values()), valid_from__lte=day, valid_to__gt=day)
    inside = above.filter(ancestor__in=_under(round, day)).exclude(ancestor_id=round.organisation_id)
    rows = standing(day).filter(organisation_id__in=inside.values("ancestor_id"), parent_id__isnull=False)
    found: dict[int, list[int]] = defaultdict(list)
    for place, parent in rows.values_list("organisation_id", F("parent_id")):
        found[parent].append(place)
    for branch, place in stood.items():
        if branch != place:
            found[place].append(branch)
    return found


def _under(round: Round, day: object) -> Sequence[int]:
    rows = Closure.objects.filter(ancestor_id=round.organisation_id, valid_from__lte=day, valid_to__gt=day)
    return list(rows.values_list("descendant_id", flat=True))


def _by_place(leaves: Sequence[Leaf]) -> Mapping[int, Leaf]:
    return {leaf[0]: leaf for leaf in leaves}


def _place(key: int, below: Mapping[int, Sequence[int]], leaves: Mapping[int, Leaf]) -> Place:
    _branch, assessed, people = leaves.get(key, (key, 0, 0))
    return Place(key, tuple(_place(one, below, leaves) for one in sorted(below.get(key, ()))), assessed, people)
