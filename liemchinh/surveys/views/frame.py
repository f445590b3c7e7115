"""What the pages of this room share: the way here, and the rows that an address names."""

from django.http import Http404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.queries import names
from liemchinh.surveys.models import Part, Round
from liemchinh.surveys.periods import spoken
from liemchinh.surveys.queries import note_reading, part_visible_to, round_visible_to
from liemchinh.web.components import Crumb


def address(organisation: int) -> str:
    """The surveys of an organisation."""
    return reverse("surveys:list", args=[organisation])


def crumbs(organisation: int, *rest: str, way: tuple[str, str] | None = None) -> list[Crumb]:
    """From the organisation's page over its surveys, perhaps over one round (`way`: title, address), to this page."""
    name = names([organisation]).get(organisation, "")
    here = Crumb(_("Khảo sát bằng phiếu kín"), address(organisation) if rest or way else "")
    found = [Crumb(name, reverse("organisations:one", args=[organisation])), here]
    if way:
        found.append(Crumb(way[0], way[1] if rest else ""))
    return found + [Crumb(title) for title in rest]


def way_to(row: Part | Round) -> tuple[str, str]:
    """A round, or a branch in one, as a step of the way."""
    if isinstance(row, Round):
        return capfirst(spoken(row.period)), reverse("surveys:round", args=[row.pk])
    return capfirst(spoken(row.round.period)), reverse("surveys:part", args=[row.pk])


def part_or_404(request: SignedRequest, pk: int) -> Part:
    """A branch in a round, for whoever keeps that branch; the reading is kept."""
    row = part_visible_to(request.actor, pk)
    if row is None:
        raise Http404
    note_reading(request.actor, row)
    return row


def round_or_404(request: SignedRequest, pk: int, verb: str = "") -> Round:
    """A round the actor may see; with `verb`, only whoever holds it there."""
    row = round_visible_to(request.actor, pk)
    if row is None or (verb and not request.actor.covers(verb, row.organisation_id)):
        raise Http404
    return row
