"""A figure is chosen: by its subject, or by words of its name."""

from typing import Any
from urllib.parse import urlencode

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.declarations import indicators
from liemchinh.figures.queries import shown_indicators
from liemchinh.figures.showing import grouped, what_it_counts
from liemchinh.web.text import clean, fold


def asked(request: SignedRequest, name: str = "indicator") -> str:
    """The indicator in the address; nothing where there is none that people choose from."""
    key = request.GET.get(name, "")
    return key if key in indicators() and indicators()[key].shown else ""


def offered(request: SignedRequest, name: str = "indicator") -> dict[str, Any]:
    """The indicators to choose from, each with the address that says so; what was decided before stays in it."""
    query = clean(request.GET.get("q", ""))[:100]
    words = fold(query).split()
    found = [one for one in shown_indicators() if all(word in fold(str(one.label)) for word in words)]
    groups = [
        (subject, [(one.label, what_it_counts(one), address(request, **{name: one.key})) for one in some])
        for subject, some in grouped(found).items()
    ]
    stays = [(key, value) for key, value in request.GET.items() if key not in ("q", name)]
    return {"query": query, "groups": groups, "stays": stays}


def address(request: SignedRequest, **more: str) -> str:
    """This page with one more decision."""
    kept = {key: value for key, value in request.GET.items() if key != "q"}
    return f"{request.path}?{urlencode(kept | more)}"
