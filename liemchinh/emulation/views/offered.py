"""The branches a form offers, each with what sets it apart: what stands alike in all of them is said once above them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
    """`choices`: id and words of each branch, by name. `clear`: those that fail no condition. `alike`: how the others stand, in words."""

    choices: list[tuple[str, str]]
    clear: list[str]
    alike: str


def offered(body: int, rows: Sequence[Registration], model: str, period: Period) -> Offered:
    """These branches as the rules of a body ask about them today. Call after they were found to be the actor's."""
    places = [row.organisation_id for row in rows]
    called, found = _called(places), appraise(places, model, period, body=body, on=clock.today())
    alike = _alike(list(found.values()))
    told = []
    for place in sorted(places, key=lambda place: sort_key(called[place])):
        apart = _in_short([one for one in found[place] if one.answer.verdict != _verdict(alike.get(one.condition))])
        told.append((str(place), f"{called[place]}: {apart}" if apart else called[place]))
    said = ""
    if alike:
        said = _("Chung cho %(count)s chi hội dưới đây, trừ điều ghi bên cạnh tên: %(conditions)s.") % {
            "count": show_number(len(places)), "conditions": _in_short(alike.values()),
        }  # fmt: skip
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


def _verdict(one: Checked | None) -> str:
    return one.answer.verdict if one else ""


def _alike(found: Sequence[Sequence[Checked]]) -> Mapping[str, Checked]:
    """Conditions that stand alike in several branches, but for those that fail them: what a branch fails stands beside its name."""
    others: dict[str, list[Checked]] = {}
    for one in (one for checked in found for one in checked if one.answer.verdict != "no"):
        others.setdefault(one.condition, []).append(one)
    alike = {code: some for code, some in others.items() if len({one.answer.verdict for one in some}) == 1}
    return {code: some[0] for code, some in alike.items() if len(some) > 1}


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
