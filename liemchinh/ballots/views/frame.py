"""What the office's pages of a vote share: the door, the way here, where a vote stands."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import box_visible_to, keep_reading
from liemchinh.ballots.using import use_of
from liemchinh.organisations.queries import names
from liemchinh.web.components import Crumb


def box_or_404(request: SignedRequest, pk: int) -> Box:
    """The box, for whoever keeps it; of a vote in a case that opens by grant the reading is kept first."""
    box = box_visible_to(request.actor, pk)
    if box is None:
        raise Http404
    keep_reading(request.actor, box)
    return box


def list_address(organisation: int) -> str:
    """The votes of an organisation."""
    return f"{reverse('ballots:list')}?at={organisation}"


def crumbs(box: Box, *rest: str) -> list[Crumb]:
    """From the organisation over its votes, or from the using room's page, to this one."""
    place = names([box.organisation_id]).get(box.organisation_id, "")
    back = use_of(box).back(box)
    before = Crumb(_("Việc liên quan"), back) if back else Crumb(_("Bỏ phiếu kín"), list_address(box.organisation_id))
    here = Crumb(use_of(box).words(box).title, reverse("ballots:one", args=[box.pk]) if rest else "")
    return [
        Crumb(place, reverse("organisations:one", args=[box.organisation_id])),
        before,
        here,
        *(Crumb(one) for one in rest),
    ]


def about(box: Box, title: str, button: str, **more: Any) -> dict[str, Any]:
    """What a page with one form says of a vote."""
    return {
        "title": title, "name": use_of(box).words(box).title, "button": button, "crumbs": crumbs(box, title),
        "cancel": reverse("ballots:one", args=[box.pk]), **more,
    }  # fmt: skip
