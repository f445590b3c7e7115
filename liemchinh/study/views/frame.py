"""What the pages of a sitting share."""

from django.http import Http404
from django.urls import reverse

from liemchinh.access.requests import SignedRequest
from liemchinh.study.models import Sitting
from liemchinh.study.queries import called, sittings_visible_to
from liemchinh.web.components import Crumb


def sitting_or_404(request: SignedRequest, sitting: int) -> Sitting:
    """A sitting whose counts the actor may see."""
    row = sittings_visible_to(request.actor).filter(pk=sitting).select_related("document", "makes_up").first()
    if row is None:
        raise Http404
    return row


def number(text: str | None) -> int | None:
    """A row's number out of an address; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def crumbs(place: int, name: str, sitting: Sitting | None = None, *further: str) -> list[Crumb]:
    """The way: the organisation's sittings, one of them, and what is done there."""
    found = [Crumb(name, reverse("organisations:one", args=[place]))]
    if sitting is None and not further:
        return [*found, Crumb("Học tập, nói chuyện")]
    found.append(Crumb("Học tập, nói chuyện", reverse("study:list", args=[place])))
    if sitting is not None:
        found.append(Crumb(called(sitting), reverse("study:one", args=[sitting.pk]) if further else ""))
    return found + [Crumb(title) for title in further]
