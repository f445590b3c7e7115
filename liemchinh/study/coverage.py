"""How far a sitting reached: of those due how many came, to it or to a make-up of it, by child of an organisation and by kind of member.

Who came to a make-up had not come before, so that the sum counts a person once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet, Sum

from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing, subtree
from liemchinh.study.models import Roll, Share, Sitting
from liemchinh.study.places import branches_asked
from liemchinh.study.words import MEMBERS

OWN = 0
CAME, MADE_UP, EXCUSED, ABSENT = "came", "made_up", "excused", "absent"
PARTS = (CAME, MADE_UP, EXCUSED, ABSENT)


@dataclass(slots=True)
class Reach:
    """Those due, by what became of them: came, came to a make-up, stayed away with an excuse, without."""

    due: int = 0
    came: int = 0
    made_up: int = 0
    excused: int = 0

    @property
    def attended(self) -> int:
        """Each once."""
        return self.came + self.made_up

    def parts(self) -> tuple[int, int, int, int]:
        """In the order of PARTS; they make up those due. Whoever came to a make-up is taken from the excused first."""
        excused = max(self.excused - self.made_up, 0)
        return self.came, self.made_up, excused, self.due - self.attended - excused


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of all, of each child (OWN: what stands directly there), of each kind of member; `unsorted`: counted without kinds.

    `registered`: what the register says of those counted by minutes, beside the minutes' own number; `waiting`: branches without a roll.
    """

    whole: Reach
    children: Mapping[int, Reach] = field(default_factory=dict)
    kinds: Mapping[str, Reach] = field(default_factory=dict)
    unsorted: Reach = field(default_factory=Reach)
    registered: int = 0
    waiting: frozenset[int] = frozenset()


def coverage_of(sitting: Sitting, at: int) -> Coverage:
    """Of a sitting and its make-ups, under `at` on the tree of its day. Call after both were found in scope."""
    day = sitting.held_on
    within = set(subtree([at], day))
    rolls = _rolls(sitting).filter(organisation_id__in=within).values_list(
        "pk", "organisation_id", "sitting_id", "sort", "due", "present", "excused", "registered"
    )  # fmt: skip
    told = list(rolls)
    under = _children(at, {row[1] for row in told}, day)
    whole, counted, children = Reach(), Reach(), dict[int, Reach]()
    registered = 0
    for _pk, place, number, sort, due, present, excused, known in told:
        first = number == sitting.pk
        own = children.setdefault(under.get(place, OWN), Reach())
        for reach in (whole, own, *([counted] if sort == "count" else [])):
            _add(reach, first, due, present, excused)
        registered += known if first else 0
    return Coverage(
        whole, children, _kinds(sitting, [row[0] for row in told]), counted, registered, waiting(sitting, within)
    )


def waiting(sitting: Sitting, within: Iterable[int]) -> frozenset[int]:
    """The branches asked whose roll is neither recorded nor counted above or below."""
    day, branches = sitting.held_on, branches_asked(sitting) & set(within)
    told = Roll.objects.filter(sitting=sitting, cancelled_by=None).values("organisation_id")
    lines = Closure.objects.filter(valid_from__lte=day, valid_to__gt=day)
    counted = set(lines.filter(ancestor_id__in=told).values_list("descendant_id", flat=True))
    return branches - counted


def attended_at(sittings: Iterable[Sitting]) -> dict[int, Reach]:
    """Of each sitting with its make-ups, all organisations together."""
    wanted = {one.pk for one in sittings}
    found: dict[int, Reach] = {number: Reach() for number in wanted}
    rows = Roll.objects.filter(Q(sitting__in=wanted) | Q(sitting__makes_up__in=wanted), cancelled_by=None)
    for number, first, due, present, excused in (
        rows.values_list("sitting_id", "sitting__makes_up_id").annotate(Sum("due"), Sum("present"), Sum("excused"))
    ):  # fmt: skip
        for one in {number, first} & wanted:
            _add(found[one], one == number, due, present, excused)
    return found


def _rolls(sitting: Sitting) -> QuerySet[Roll]:
    return Roll.objects.filter(Q(sitting=sitting) | Q(sitting__makes_up=sitting), cancelled_by=None)


def _add(reach: Reach, first: bool, due: int, present: int, excused: int) -> None:
    if first:
        reach.due += due
        reach.came += present
        reach.excused += excused
    else:
        reach.made_up += present


def _kinds(sitting: Sitting, rolls: Iterable[int]) -> dict[str, Reach]:
    found = {kind: Reach() for kind in MEMBERS}
    rows = Share.objects.filter(roll__in=list(rolls)).values_list(
        "kind", "roll__sitting_id", "due", "present", "excused"
    )
    for kind, number, due, present, excused in rows:
        _add(found[kind], number == sitting.pk, due, present, excused)
    return {kind: reach for kind, reach in found.items() if reach.due}


def _children(at: int, places: Iterable[int], on: date) -> dict[int, int]:
    """Under which child of `at` each counts on a day; what stands directly there is missing."""
    children = standing(on).filter(parent_id=at).values("organisation_id")
    lines = Closure.objects.filter(
        ancestor_id__in=children, descendant_id__in=list(places), valid_from__lte=on, valid_to__gt=on
    )
    return dict(lines.values_list("descendant_id", "ancestor_id"))
