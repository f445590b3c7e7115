"""The surveys of one organisation: whether they are on, its rounds; of a branch its own rounds, and periods side by side as counts."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.queries import names
from liemchinh.reviews.words import LIES
from liemchinh.surveys.models import Part, Round
from liemchinh.surveys.periods import spoken
from liemchinh.surveys.progress import STATES, counts_of, states_of
from liemchinh.surveys.queries import compared, parts_of, resolution_of, rounds_of, sees_counts
from liemchinh.surveys.views.frame import crumbs
from liemchinh.surveys.words import KEEP, LEAD

SHOWN = 20


@require_safe
def overview(request: SignedRequest, organisation: int) -> HttpResponse:
    """For whoever leads surveys, keeps a branch, or sees figures there."""
    actor, at = request.actor, organisation
    if not sees_counts(actor, at):
        raise Http404
    resolution, leads = resolution_of(at), actor.covers(LEAD, at)
    rounds = list(rounds_of(at)[:SHOWN])
    parts = list(parts_of(at)[:SHOWN]) if actor.covers(KEEP, at) else []
    codes, lines = compared(parts)
    periods = [spoken(code) for code in codes]
    given = {
        "at": at, "name": names([at]).get(at, ""), "crumbs": crumbs(at), "leads": leads, "resolution": resolution,
        "lies": LIES.get(resolution.lies, "") if resolution else "",
        "running": any(one.closed_by is None for one in rounds), "rounds": [(one, *_told(one)) for one in rounds],
        "keeps": actor.covers(KEEP, at), "parts": _branch(parts), "periods": periods,
        "lines": [(words, list(zip(periods, counts, strict=True))) for words, counts in lines],
    }  # fmt: skip
    return render(request, "surveys/list.html", given)


def _told(round: Round) -> tuple[str, str]:
    counts = counts_of(round)
    said = [f"{counts[state]} {words}" for state, words in STATES.items() if counts[state]]
    return capfirst(spoken(round.period)), _("%(count)s chi hội: %(how)s") % {
        "count": counts.total(), "how": ", ".join(said) or _("không có"),
    }  # fmt: skip


def _branch(parts: list[Part]) -> list[tuple[Part, str, str]]:
    states = states_of(part.pk for part in parts)
    return [(part, capfirst(spoken(part.round.period)), str(STATES[states[part.pk]])) for part in parts]
