"""The branches a form offers, each with what sets it apart: what stands alike in all of them is said once above them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liemchinh.emulation.appraisal import Checked, appraise
from liemchinh.emulation.models import Registration
from liemchinh.emulation.queries import places_above
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reviews.periods import Period
from liemchinh.web.numbers import show_number
from liemchinh.web.text import sort_key


@dataclass(frozen=True, slots=True)
class Offered:
    """`choices`: id and words of each branch, by name. `clear`: those that fail no condition. `alike`: what holds for all, in words."""

    choices: list[tuple[str, str]]
    clear: list[str]
    alike: str


def offered(body: int, rows: Sequence[Registration], model: str, period: Period) -> Offered:
    """These branches as the rules of a body ask about them today. Call after they were found to be the actor's."""
    places = [row.organisation_id for row in rows]
    called, found = _called(places), appraise(places, model, period, body=body, on=clock.today())
    alike = _alike(found.values())
    told = []
    for place in sorted(places, key=lambda place: sort_key(called[place])):
        apart = _in_short([one for one in found[place] if _key(one) not in alike])
        told.append((str(place), f"{called[place]}: {apart}" if apart else called[place]))
    said = ""
    if alike:
        said = _("Ở cả %(count)s chi bộ dưới đây, %(conditions)s.") % {
            "count": show_number(len(places)),
            "conditions": _in_short([one for one in found[places[0]] if _key(one) in alike]),
        }
    clear = [str(place) for place in places if all(one.answer.verdict != "no" for one in found[place])]
    return Offered(told, clear, said)


def _called(places: Sequence[int]) -> Mapping[int, str]:
    """The name of each; of those called alike, with what it stands under."""
    called, above = names(places), places_above(places)
    often = Counter(called.values())
    return {
        place: f"{name}, {above[place]}" if often[name] > 1 and place in above else name
        for place, name in called.items()
    }


def _key(one: Checked) -> tuple[str, str]:
    return one.condition, one.answer.verdict


def _alike(found: Collection[Iterable[Checked]]) -> frozenset[tuple[str, str]]:
    """Conditions that hold, or are unknown, for every one of several branches. What a branch fails stands beside its name."""
    told = [{_key(one) for one in checked if one.answer.verdict != "no"} for checked in found]
    return frozenset(set.intersection(*told)) if len(told) > 1 else frozenset()


def _in_short(checked: Collection[Checked]) -> str:
    by_state: Mapping[str, list[str]] = {
        verdict: [one.words.lower() for one in checked if one.answer.verdict == verdict]
        for verdict in ("yes", "no", "unknown")
    }
    return "; ".join(
        [
            *([_("đạt: %(which)s") % {"which": ", ".join(by_state["yes"])}] if by_state["yes"] else []),
            *([_("chưa đạt: %(which)s") % {"which": ", ".join(by_state["no"])}] if by_state["no"] else []),
            *([_("chưa rõ: %(which)s") % {"which": ", ".join(by_state["unknown"])}] if by_state["unknown"] else []),
        ]
    )
