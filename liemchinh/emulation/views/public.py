"""The one page of this room that anybody may open: branches recognised, by their own consent. Names of branches and nothing else."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from liemchinh.emulation.models import Recognition
from liemchinh.emulation.queries import DECISION, places_above, public_counts, public_recognitions, public_years
from liemchinh.emulation.words import FORMS, MODELS, ORGANS
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.components import Tab
from liemchinh.web.paging import page
from liemchinh.web.text import sort_key

SIZE = 200


@require_safe
def recognised(request: HttpRequest) -> HttpResponse:
    """Decisions in effect of one year, each with its branches by name; so many branches a page."""
    years = public_years()
    asked = request.GET.get("year", "")
    year = next((year for year in years if str(year) == asked), years[0] if years else clock.today().year)
    edges = {name: request.GET.get(name, "") for name in ("after", "before")}
    listed = page(public_recognitions(year), order=(*DECISION, "pk"), size=SIZE, **edges)
    given = {
        "year": year, "page": listed, "decisions": _decisions(listed.items, year),
        "tabs": [Tab(str(one), f"{reverse('emulation:public')}?year={one}", one == year) for one in years],
    }  # fmt: skip
    return render(request, "emulation/public.html", given)


def _decisions(rows: Sequence[Recognition], year: int) -> list[dict[str, object]]:
    branches = {row.registration.organisation_id for row in rows}
    called, above = names(branches | {row.body_id for row in rows}), places_above(branches)
    counts, found = public_counts(year), []
    for decision, some in groupby(rows, key=_decision):
        body, organ, model, form, number, on = decision
        places = sorted((row.registration.organisation_id for row in some), key=lambda one: sort_key(called[one]))
        found.append({
            "body": called[body], "organ": ORGANS[organ], "model": MODELS.get(model, ""), "form": FORMS[form], "number": number,
            "on": on, "count": counts[decision], "branches": [(called[one], above.get(one, "")) for one in places],
        })  # fmt: skip
    return found


def _decision(row: Recognition) -> tuple[Any, ...]:
    return row.body_id, row.organ, row.registration.model, row.form, row.number, row.decided_on
