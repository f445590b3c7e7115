"""How far the declarations of a year are, in an organisation and in what stands directly under it: counts alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liemchinh.declarations.models import Duty, HandingIn
from liemchinh.declarations.queries import state_of
from liemchinh.declarations.words import LATE, MISSING, ON_TIME, STATES, UNCLEAR
from liemchinh.organisations.queries import ancestors_among, standing, subtree

OWN = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How many declarations stand how, of all and by child (OWN: those of the organisation itself)."""

    whole: Counter[str] = field(default_factory=Counter)
    children: Mapping[int, Counter[str]] = field(default_factory=dict)

    @property
    def due(self) -> int:
        """All on the lists."""
        return self.whole.total()

    @property
    def handed_in(self) -> int:
        """Those handed in, late or not."""
        return handed_in(self.whole)

    @property
    def late(self) -> int:
        """Handed in after the day."""
        return self.whole[LATE]

    @property
    def missing(self) -> int:
        """Past the day and not handed in."""
        return self.whole[MISSING]


def handed_in(counts: Counter[str]) -> int:
    """How many of these are handed in."""
    return counts[ON_TIME] + counts[LATE] + counts[UNCLEAR]


def parts(counts: Counter[str]) -> tuple[int, ...]:
    """In the order of STATES; they make up the whole."""
    return tuple(counts[state] for state in STATES)


def progress_under(organisation: int, year: int, on: date) -> Progress:
    """Of the lists of a year under an organisation, ended ones under their heirs. Call after it was found in the actor's reach."""
    children = standing(on).filter(parent_id=organisation).values_list("organisation_id", flat=True)
    under = ancestors_among(children, on)
    rows = list(Duty.objects.filter(organisation_id__in=subtree([organisation], on), year=year, cancelled_by=None))
    handed = {one.duty_id: one for one in HandingIn.objects.filter(duty__in=rows, cancelled_by=None)}
    whole, found = Counter[str](), dict[int, Counter[str]]()
    for row in rows:
        state = state_of(row, handed.get(row.pk), on)
        whole[state] += 1
        for child in under.get(row.organisation_id, [OWN]):
            found.setdefault(child, Counter())[state] += 1
    return Progress(whole, found)
