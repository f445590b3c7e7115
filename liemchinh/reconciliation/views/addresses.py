"""How pages of reconciliation are addressed, and what the address asks."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from liemchinh.journal import clock
from liemchinh.reconciliation.quarters import Quarter, ended, read_quarter
from liemchinh.web.components import Tab

SHOWN = 4


def list_address(organisation: int, quarter: Quarter | None = None) -> str:
    """The picture of a quarter under an organisation; without one, of the last that is over."""
    asked = {"at": organisation} | ({"quarter": quarter.spelled} if quarter else {})
    return f"{reverse('reconciliation:list')}?{urlencode(asked)}"


def one_address(organisation: int, quarter: Quarter, page: str = "one") -> str:
    """One organisation's counts of a quarter, or the form to confirm them."""
    return f"{reverse(f'reconciliation:{page}', args=[organisation])}?quarter={quarter.spelled}"


def quarter_asked(request: HttpRequest) -> Quarter:
    """The quarter in the address, or the last that is over."""
    return read_quarter(request.GET.get("quarter")) or ended(clock.today(), 1)[0]


def tabs(chosen: Quarter, page: str, organisation: int) -> list[Tab]:
    """The last quarters, and the chosen one wherever it lies."""
    offered = sorted({*ended(clock.today(), SHOWN), chosen}, reverse=True)
    to = list_address if page == "list" else one_address
    return [Tab(one.shown, to(organisation, one), one == chosen) for one in offered]
