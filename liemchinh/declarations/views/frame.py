"""What the pages of this room share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.declarations.words import KEEP
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


def place_or_404(request: SignedRequest, organisation: int) -> str:
    """The name of an organisation whose lists the actor keeps."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    return names([organisation]).get(organisation, "")


def year_asked(request: SignedRequest) -> int:
    """The year in the address; this year for anything else."""
    text, today = request.GET.get("year", ""), clock.today()
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return year if 2019 <= year <= today.year else today.year


def address(name: str, organisation: int, year: int) -> str:
    """A page of a year."""
    return f"{reverse(f'declarations:{name}', args=[organisation])}?year={year}"


def crumbs(organisation: int, name: str, year: int, *further: str) -> list[Crumb]:
    """The way: the organisation, its declarations of a year, and what is done there."""
    title = _("Kê khai năm %(year)s") % {"year": year}
    found = [Crumb(name, reverse("organisations:one", args=[organisation]))]
    return [*found, Crumb(title, address("year", organisation, year) if further else ""), *map(Crumb, further)]


def answer(
    request: SignedRequest, form: Any, call: Callable[[], object], back: str, done: str, given: dict[str, Any],
    template: str = "declarations/form.html",
) -> HttpResponse:  # fmt: skip
    """A form shown, refused with every reason, or done and left."""
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            call()
            messages.success(request, done)
            return HttpResponseRedirect(back)
    return asking.page(template, {"cancel": back, **given})
