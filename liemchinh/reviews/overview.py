"""How far commitments and reviews are in what stands directly under an organisation: counts alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.members.months import branches_under
from liemchinh.organisations.queries import ancestors_among, children_visible_to, subtree
from liemchinh.reviews.models import Handing
from liemchinh.reviews.periods import Period, counted_on
from liemchinh.reviews.queries import live_grades
from liemchinh.reviews.words import COMMITMENT, SELF_REVIEW


@dataclass(frozen=True, slots=True)
class Progress:
    """One organisation with what is under it: branches, papers handed in of those asked for, lists of grades proposed and decided."""

    organisation: int
    name: str
    branches: int
    commitments: tuple[int, int]
    self_reviews: tuple[int, int]
    proposed: int
    decided: int

    @property
    def silent(self) -> bool:
        """Nothing was recorded there in this period."""
        return not (self.commitments[1] or self.self_reviews[1] or self.proposed or self.decided)


def progress_visible_to(actor: Actor, organisation: int, period: Period) -> list[Progress]:
    """A line for each organisation directly under one, for whoever keeps it or decides about it; nothing for anybody else.

    What was recorded of organisations that ended since counts under their heirs.
    """
    if not (actor.covers("branch.keep", organisation) or actor.covers("members.decide", organisation)):
        return []
    today = clock.today()
    children = list(children_visible_to(actor, organisation, today))
    under = ancestors_among([child.organisation_id for child in children])
    papers = _papers(under, period.code)
    lists = _lists(under, period.code)
    branches = Counter(
        above for branch in branches_under(organisation, counted_on(period, today)) for above in under.get(branch, ())
    )
    return [
        Progress(
            child.organisation_id, child.name, branches[child.organisation_id],
            papers[child.organisation_id, COMMITMENT], papers[child.organisation_id, SELF_REVIEW],
            lists[child.organisation_id, False], lists[child.organisation_id, True],
        )
        for child in children
    ]  # fmt: skip


def _papers(under: Mapping[int, Iterable[int]], period: str) -> Mapping[tuple[int, str], tuple[int, int]]:
    found: dict[tuple[int, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = Handing.objects.filter(organisation_id__in=list(under), period=period, cancelled_by=None)
    for below, sort, handed, missing in rows.values_list("organisation_id", "sort", "handed", "missing"):
        for above in under[below]:
            before = found[above, sort]
            found[above, sort] = (before[0] + handed, before[1] + handed + missing)
    return found


def _lists(under: Mapping[int, Iterable[int]], period: str) -> Counter[tuple[int, bool]]:
    found: Counter[tuple[int, bool]] = Counter()
    rows = live_grades(period).filter(organisation_id__in=list(under)).values_list("organisation_id", "decided_on")
    for below, decided in {(below, day is not None) for below, day in rows}:
        for above in under[below]:
            found[above, decided] += 1
    return found


def waiting_lists(body: int, period: str) -> int:
    """How many lists under a body wait for a decision. Call after the body was found to be the actor's to decide for."""
    rows = live_grades(period).filter(organisation_id__in=subtree([body]), decided_on=None)
    return rows.values("organisation_id").distinct().count()
