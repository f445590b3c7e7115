"""What the pages of a commission's year have in common: their tabs, and that they are there for whoever works on cases."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.commission.places import own_places, works
from liemchinh.journal import clock
from liemchinh.web.components import Tab

_TABS = ("week", "quarter", "december", "late", "handovers")


def frame(request: SignedRequest, current: str) -> dict[str, Any]:
    """What every page is given; 404 for who works on no cases."""
    if not works(request.actor):
        raise Http404
    titles = {
        "week": _("Tuần này"), "quarter": _("Quý"), "december": _("Tháng 12"), "late": _("Việc lâu, quá hạn"),
        "handovers": _("Tiếp nhận việc"),
    }  # fmt: skip
    return {
        "tabs": [Tab(titles[name], reverse(f"commission:{name}"), name == current) for name in _TABS],
        "places": list(own_places(request.actor).values()), "today": clock.today(),
    }  # fmt: skip
