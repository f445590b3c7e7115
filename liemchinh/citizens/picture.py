"""The picture of a year: how satisfied citizens were with an office and everything under it, by organisation and month. Never by clerk."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Rating, Why
from liemchinh.citizens.words import FEWEST_SHOWN, KEEP, OF_FILES, PAPER, SEE
from liemchinh.envelopes.words import HOW
from liemchinh.journal import clock
from liemchinh.organisations.queries import ancestors_among, children_visible_to, names, subtree, tops_visible_to

OWN = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """How many answered what."""

    satisfied: int = 0
    neutral: int = 0
    not_satisfied: int = 0

    @property
    def count(self) -> int:
        """How many answered."""
        return self.satisfied + self.neutral + self.not_satisfied

    @property
    def parts(self) -> tuple[int, int, int]:
        """In the order of HOW."""
        return self.satisfied, self.neutral, self.not_satisfied

    @property
    def is_hidden(self) -> bool:
        """So few that somebody could be known by them."""
        return 0 < self.count < FEWEST_SHOWN

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(mine + theirs for mine, theirs in zip(self.parts, other.parts, strict=True)))


@dataclass(frozen=True, slots=True)
class Picture:
    """Answers about finished files and apart from them; of each child and month; the reasons of those not satisfied."""

    files: Sums
    apart: Sums
    children: list[tuple[int, str, Sums]]
    months: list[Sums]
    reasons: Mapping[str, int] = field(default_factory=dict)


def left_out(parts: Sequence[Sums]) -> frozenset[int]:
    """Which parts of a shown whole are not told: the small ones, and if these could be had by subtraction the smallest others with them,
    until what is left out is together no small number."""
    found = {place for place, sums in enumerate(parts) if sums.is_hidden}
    others = sorted((sums.count, place) for place, sums in enumerate(parts) if sums.count and place not in found)
    while found and others and sum(parts[place].count for place in found) < FEWEST_SHOWN:
        found.add(others.pop(0)[1])
    return frozenset(found)


def where_to_start(actor: Actor) -> int | None:
    """The top of what the actor sees figures of."""
    tops = [version.organisation_id for version in tops_visible_to(actor, clock.today())[:20]]
    return next((number for number in tops if actor.covers(SEE, number)), None)


def years_of(at: int) -> list[int]:
    """The years of which something is counted here, and this one; newest first."""
    rows = _live([at]).annotate(year=ExtractYear("last")).values_list("year", flat=True).distinct()
    return sorted({*rows, clock.today().year}, reverse=True)


def picture_visible_to(actor: Actor, at: int, year: int) -> Picture | None:
    """The picture of a year for whoever sees figures there; None for anybody else."""
    if not actor.covers(SEE, at):
        return None
    below = {version.organisation_id: version.name for version in children_visible_to(actor, at, clock.today())}
    under = {place: found[0] for place, found in ancestors_among(below).items()}
    files, apart = Sums(), Sums()
    children: dict[int, Sums] = {}
    months = [Sums()] * 12
    for place, month, way, *counts in _sums(at, year):
        told = Sums(*counts)
        if way not in OF_FILES:
            apart += told
            continue
        files += told
        months[month - 1] += told
        child = under.get(place, OWN)
        children[child] = children.get(child, Sums()) + told
    return Picture(files, apart, _shown(at, children, below), months, _reasons(at, year, files))


def papers_of(at: int) -> list[Rating]:
    """What the office itself entered from paper, newest first."""
    rows = Rating.objects.filter(organisation_id=at, way=PAPER, cancelled_by=None)
    return list(rows.order_by("-last", "-pk")[:60])


def paper_kept_by(actor: Actor, rating: int) -> Rating | None:
    """A count on paper that stands, for whoever keeps its office."""
    row = Rating.objects.filter(pk=rating, way=PAPER, cancelled_by=None).first()
    return row if row and actor.covers(KEEP, row.organisation_id) else None


def _live(roots: Iterable[int]) -> QuerySet[Rating]:
    return Rating.objects.filter(organisation_id__in=subtree(roots), cancelled_by=None)


def _sums(at: int, year: int) -> Iterable[tuple[int, int, str, int, int, int]]:
    rows = _live([at]).filter(last__year=year).values_list("organisation_id", "last__month", "way")
    return rows.annotate(*(Sum(how) for how in HOW))


def _shown(at: int, children: Mapping[int, Sums], below: Mapping[int, str]) -> list[tuple[int, str, Sums]]:
    """The organisation's own answers first, then those of its children by name."""
    own = [(at, names([at]).get(at, ""), children[OWN])] if OWN in children and len(children) > 1 else []
    return own + [(place, name, children[place]) for place, name in below.items() if place in children]


def _reasons(at: int, year: int, files: Sums) -> dict[str, int]:
    """Why those not satisfied were not, the commonest first; nothing where they are so few that one could be known."""
    if files.is_hidden:
        return {}
    rows = Why.objects.filter(rating__in=_live([at]).filter(last__year=year, way__in=OF_FILES).values("pk"))
    return dict(Counter(dict(rows.values_list("reason").annotate(n=Sum("count")))).most_common())
