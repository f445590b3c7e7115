"""The part of a round's page that shows counts: branches by how far they are, and once closed the sums that may be told."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst

from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.queries import names, standing
from liemchinh.surveys.above import CONCLUDED, sums_of
from liemchinh.surveys.models import Report, Round
from liemchinh.surveys.progress import STATES, counts_of, states_of
from liemchinh.surveys.queries import places_in, reports_of
from liemchinh.surveys.words import LEAD, item_words
from liemchinh.web.components import KeyFigure
from liemchinh.web.text import sort_key


def sums_shown(request: SignedRequest, round: Round) -> dict[str, Any]:
    """What the page is given: key figures, items with their sums, organisations directly below, branches for whoever leads."""
    told, at = sums_of(round), round.organisation_id
    counts = counts_of(round)
    figures = [KeyFigure(capfirst(str(words)), counts[state]) for state, words in STATES.items()]
    items = [(item_words(one.item), told.get(one.item, {}).get(at)) for one in round.asked.all()]
    return {
        "figures": figures, "told": items if told else [], "concluded": told.get(CONCLUDED, {}).get(at),
        "below": _below(round, told.get(CONCLUDED, {})) if told else [],
        "branches": _branches(round) if request.actor.covers(LEAD, at) else [],
    }  # fmt: skip


def _below(round: Round, told: Mapping[int, int]) -> list[tuple[str, int | None]]:
    rows = standing(round.closed_on or round.last).filter(parent_id=round.organisation_id)
    called = dict(rows.values_list("organisation_id", "name"))
    branches = set(places_in(round).values())
    listed = [(name, told.get(number)) for number, name in called.items() if number not in branches]
    return sorted(listed, key=lambda one: sort_key(one[0]))


def _branches(round: Round) -> list[tuple[str, str, Report | None]]:
    """For whoever leads the round: each branch, how far it is, what it reported. Counts; names stand with the branch alone."""
    parts = places_in(round)
    states, called, reports = states_of(parts), names(parts.values()), reports_of(parts)
    listed = [(called.get(place, ""), str(STATES[states[part]]), reports.get(part)) for part, place in parts.items()]
    return sorted(listed, key=lambda one: sort_key(one[0]))
