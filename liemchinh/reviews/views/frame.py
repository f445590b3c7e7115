"""What the pages of this room share: the period asked for, its tabs, the way here."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reviews.periods import Period, of_year, offered, typed
from liemchinh.web.components import Crumb, Tab


def address(name: str, organisation: int | None, period: str, *more: str) -> str:
    """A page of this room for an organisation and a period."""
    if organisation is None:
        return f"{reverse('reviews:list')}?{urlencode({'period': period})}"
    if name == "list":
        return f"{reverse('reviews:list')}?{urlencode({'at': organisation, 'period': period})}"
    return f"{reverse(f'reviews:{name}', args=[organisation, *more])}?{urlencode({'period': period})}"


def asked_period(request: SignedRequest) -> Period:
    """The period of the address; this year where it names none."""
    return typed(request.GET.get("period", "")[:20]) or of_year(clock.today().year)


def period_tabs(name: str, organisation: int, asked: Period, *more: str, years_only: bool = False) -> list[Tab]:
    """The periods that pages offer, and the one asked for."""
    listed = [one for one in offered(clock.today()) if one.kind == "year" or not years_only]
    listed += [asked] if asked not in listed else []
    return [Tab(capfirst(str(one)), address(name, organisation, one.code, *more), one == asked) for one in listed]


def crumbs(organisation: int, period: Period, *rest: str) -> list[Crumb]:
    """From the organisation's page over the overview to this page."""
    name = names([organisation]).get(organisation, "")
    here = Crumb(_("Kiểm điểm, xếp loại"), address("list", organisation, period.code) if rest else "")
    return [Crumb(name, reverse("organisations:one", args=[organisation])), here, *(Crumb(title) for title in rest)]
