"""The picture of a year by organisation: how many branches registered, were proposed, rewarded, commended, recognised. Counts alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liemchinh.access.actor import Actor
from liemchinh.emulation.models import Recognition
from liemchinh.emulation.queries import IN_EFFECT, live_registrations, may_see
from liemchinh.emulation.words import FORMS
from liemchinh.journal import clock
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import ancestors_among, children_visible_to, standing
from liemchinh.reviews.periods import Period

REGISTERED, PROPOSED = "registered", "proposed"


@dataclass(frozen=True, slots=True)
class Progress:
    """One organisation with what is under it, of every model together. `counts`: registered, proposed, each form of decision in effect."""

    organisation: int
    name: str
    branches: int
    counts: Mapping[str, int]

    @property
    def forms(self) -> list[tuple[str, int]]:
        """Each form in words, with its count."""
        return [(str(words), self.counts[form]) for form, words in FORMS.items()]


def progress_visible_to(actor: Actor, organisation: int, period: Period) -> list[Progress]:
    """A line for each organisation directly under one; nothing for who may not see it.

    What was registered by organisations that ended since counts under their heirs.
    """
    if not may_see(actor, organisation):
        return []
    today = clock.today()
    children = list(children_visible_to(actor, organisation, today))
    under = ancestors_among([child.organisation_id for child in children])
    branches = _counted(
        under, standing(today).filter(organisation_id__in=list(under), category__in=BRANCHES).values_list("organisation_id", flat=True)
    )  # fmt: skip
    counts = {key: _counted(under, places) for key, places in _places(under, period).items()}
    return [
        Progress(
            child.organisation_id, child.name, branches[child.organisation_id],
            {key: found[child.organisation_id] for key, found in counts.items()},
        )
        for child in children
    ]  # fmt: skip


def _places(under: Mapping[int, Sequence[int]], period: Period) -> Mapping[str, list[int]]:
    rows = list(
        live_registrations().filter(organisation_id__in=list(under), period=period.code).values_list("pk", "organisation_id", "proposer")
    )  # fmt: skip
    place_of = {pk: place for pk, place, _proposer in rows}
    found: dict[str, list[int]] = {
        REGISTERED: list(place_of.values()),
        PROPOSED: [place for _pk, place, proposer in rows if proposer],
        **{form: [] for form in FORMS},
    }
    decided = Recognition.objects.filter(IN_EFFECT, registration_id__in=list(place_of))
    for registration, form in decided.values_list("registration_id", "form"):
        found[form].append(place_of[registration])
    return found


def _counted(under: Mapping[int, Sequence[int]], places: Sequence[int]) -> Counter[int]:
    return Counter(above for place in places for above in under[place])
