"""The one page of this room that anybody may open: branches recognised, by their own consent. Names of branches and nothing else."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from liemchinh.emulation.models import Recognition
from liemchinh.emulation.queries import places_above, public_counts, public_recognitions, public_years
from liemchinh.emulation.words import FORMS, MODELS, ORGANS
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.components import Tab
from liemchinh.web.paging import page
from liemchinh.web.text import sort_key

SIZE = 200


@require_safe
def recognised(request: HttpRequest) -> HttpResponse:
    """Decisions in effect of one year, by the body that decided, branches by name; so many a page."""
    years = public_years()
    asked = request.GET.get("year", "")
    year = next((year for year in years if str(year) == asked), years[0] if years else clock.today().year)
    edges = {name: request.GET.get(name, "") for name in ("after", "before")}
    listed = page(public_recognitions(year), order=("body_id", "pk"), size=SIZE, **edges)
    rows = listed.items
    branches = {row.registration.organisation_id for row in rows}
    called, above = names(branches | {row.body_id for row in rows}), places_above(branches)
    groups: dict[int, list[tuple[str, Recognition]]] = {}
    for row in rows:
        groups.setdefault(row.body_id, []).append((called[row.registration.organisation_id], row))
    counts = public_counts(year, groups)
    given = {
        "year": year, "page": listed, "tabs": [Tab(str(one), f"{reverse('emulation:public')}?year={one}", one == year) for one in years],
        "groups": [
            (called[body], counts[body], [_line(*one, above) for one in sorted(found, key=lambda one: sort_key(one[0]))])
            for body, found in groups.items()
        ],
    }  # fmt: skip
    return render(request, "emulation/public.html", given)


def _line(name: str, row: Recognition, above: Mapping[int, str]) -> dict[str, object]:
    return {
        "name": name, "above": above.get(row.registration.organisation_id, ""), "model": MODELS.get(row.registration.model, ""),
        "form": FORMS[row.form], "organ": ORGANS[row.organ], "number": row.number, "on": row.decided_on,
    }  # fmt: skip
