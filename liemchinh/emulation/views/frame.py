"""What the pages of this room share: the period and model asked for, tabs, the way here."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.emulation.queries import registered_periods
from liemchinh.emulation.words import MODELS
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reviews.periods import TERM, YEAR, Period, of_year, read, typed
from liemchinh.web.components import Crumb, Tab

MOST = 8


def address(name: str, organisation: int, period: str, **more: str) -> str:
    """A page of this room for an organisation and a period."""
    if name == "list":
        return f"{reverse('emulation:list')}?{urlencode({'at': organisation, 'period': period, **more})}"
    return f"{reverse(f'emulation:{name}', args=[organisation])}?{urlencode({'period': period, **more})}"


def asked_period(request: SignedRequest) -> Period:
    """The year or term of the address; this year where it names none."""
    found = typed(request.GET.get("period", "")[:20])
    return found if found and found.kind in (YEAR, TERM) else of_year(clock.today().year)


def asked_model(request: SignedRequest) -> str:
    """The model of the address; the first of the list where it names none."""
    asked = request.GET.get("model", "")
    return asked if asked in MODELS else next(iter(MODELS))


def period_tabs(organisation: int, asked: Period) -> list[Tab]:
    """This year, the one asked for, and what branches here registered for, newest first."""
    told = sorted(filter(None, map(read, registered_periods(organisation))), key=_newest)[:MOST]
    known = {period.code: period for period in (of_year(clock.today().year), asked, *told)}
    listed = sorted(known.values(), key=_newest)
    return [Tab(capfirst(str(one)), address("list", organisation, one.code), one == asked) for one in listed]


def _newest(period: Period) -> tuple[int, int]:
    return -period.last.toordinal(), -period.first.toordinal()


def crumbs(organisation: int, period: Period, *rest: str) -> list[Crumb]:
    """From the organisation's page over the overview to this page."""
    name = names([organisation]).get(organisation, "")
    here = Crumb(_("Mô hình chi hội"), address("list", organisation, period.code) if rest else "")
    return [Crumb(name, reverse("organisations:one", args=[organisation])), here, *(Crumb(title) for title in rest)]
