"""Organisations not examined for years, as a picture: years × organisations. Organisations only; no order but the dictionary's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.inspections.models import Examined, Result
from liemchinh.inspections.organ import VERB, own
from liemchinh.organisations.models import Closure, Version
from liemchinh.organisations.queries import standing

YEARS = 6
MOST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation: how many conclusions in each year (None: it did not exist yet), and of those below it how many have none at all."""

    version: Version
    counts: Sequence[int | None]
    below: int
    without: int

    @property
    def any(self) -> bool:
        """Is there a conclusion in the years shown?"""
        return any(self.counts)


def years_until(on: date) -> list[int]:
    """The years shown, oldest first, the present one last."""
    return list(range(on.year - YEARS + 1, on.year + 1))


def coverage(actor: Actor, organisation: int, on: date) -> list[Row]:
    """The organisations directly under `organisation`, for whoever inspects there; of others nothing."""
    if not actor.covers(VERB, organisation):
        return []
    found = standing(on).filter(parent_id=organisation).exclude(category="unassigned")
    versions = list(found.order_by("sort_key", "organisation_id")[:MOST])
    shown = [version.organisation_id for version in versions]
    inside = _inside(shown, on)
    everyone = {number for below in inside.values() for number in below} | set(shown)
    counted, begun = _counted(everyone, on), _begun(shown)
    years = years_until(on)
    return [
        Row(
            version,
            [counted[number].get(year, 0) if year >= begun.get(number, year) else None for year in years],
            len(inside[number]),
            sum(not counted[one] for one in inside[number]),
        )
        for version in versions
        for number in (version.organisation_id,)
    ]


def _inside(shown: Iterable[int], on: date) -> dict[int, list[int]]:
    """What stands under each of `shown` on a day, without itself."""
    listed = list(shown)
    found: dict[int, list[int]] = {number: [] for number in listed}
    rows = Closure.objects.filter(ancestor_id__in=listed, depth__gt=0, valid_from__lte=on, valid_to__gt=on)
    stand = standing(on).exclude(category="unassigned").values("organisation_id")
    for above, below in rows.filter(descendant_id__in=stand).values_list("ancestor_id", "descendant_id"):
        found[above].append(below)
    return found


def _counted(organisations: Iterable[int], on: date) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    wanted, first = set(organisations), date(years_until(on)[0], 1, 1)
    rows = Examined.objects.filter(cancelled_by=None, concluded_on__gte=first, concluded_on__lte=on)
    for number, day in rows.values_list("organisation_id", "concluded_on"):
        if number in wanted:
            found[number][day.year] += 1
    # An inspection of this software counts once it has ended: while it is open nobody else learns that there is one (guards 8).
    ended = Result.objects.filter(cancelled_by=None, case__closed_by__isnull=False, organisation__isnull=False)
    told = ended.filter(case__steps__code="notified", case__steps__cancelled_by=None, case__steps__on__lte=on)
    for number, day in told.values_list("organisation_id", "case__steps__on"):
        if number in wanted and day >= first:
            found[number][day.year] += 1
    return found


def _begun(organisations: Sequence[int]) -> dict[int, int]:
    """The year from which each is known to exist."""
    rows = Version.objects.filter(cancelled_by=None, organisation_id__in=organisations).order_by("-valid_from")
    return {number: day.year for number, day in rows.values_list("organisation_id", "valid_from")}


def examined_visible_to(actor: Actor, organisation: int) -> list[Examined]:
    """The conclusions entered about one organisation, newest first."""
    if not actor.covers(VERB, organisation):
        return []
    return list(
        Examined.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("-concluded_on", "-pk")
    )


def examined_of_own(actor: Actor, number: int) -> Examined | None:
    """A conclusion of an organ the actor works for."""
    return Examined.objects.filter(pk=number, cancelled_by=None, by_id__in=own(actor)).first()
