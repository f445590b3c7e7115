"""The definitions there are, one of them as a whole, and a new one begun."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import number_in
from liemchinh.organisations.queries import names
from liemchinh.reports.building.faults import faults_of_definition
from liemchinh.reports.building.forms import NameForm
from liemchinh.reports.building.queries import (
    bases_of,
    definitions_visible_to,
    editions_from_above,
    editions_of,
    sketch_of,
    sketched,
)
from liemchinh.reports.building.services import begin_definition
from liemchinh.reports.defined import read_edition, shipped
from liemchinh.reports.models import Definition
from liemchinh.reports.views.building.frame import crumbs, definition_or_404, place_name
from liemchinh.reports.views.building.outline import outline_of, who_and_when
from liemchinh.reports.words import KEEP
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_safe
def definitions(request: SignedRequest) -> HttpResponse:
    """One's own, those of offices above, and those that come with the product."""
    if not request.actor.may(KEEP):
        raise Http404
    own = list(definitions_visible_to(request.actor).order_by("name", "pk"))
    above = editions_from_above(request.actor)
    called = names({row.organisation_id for row in own} | {one.definition.organisation_id for one in above})
    root = min(request.actor.roots(KEEP), default=None)
    given = {
        "own": [(row, called.get(row.organisation_id, "")) for row in own],
        "above": [(one, called.get(one.definition.organisation_id, "")) for one in above],
        "shipped": [(f"s:{code}", one) for code, one in shipped().items()],
        "begin": reverse("reports:begin-definition", args=[root]) if root is not None else "",
        "crumbs": [crumbs()[0], Crumb(_("Mẫu báo cáo"))],
    }  # fmt: skip
    return render(request, "reports/building/list.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedRequest, organisation: int) -> HttpResponse:
    """First from what, then its name."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    bases = {one.code: one for one in bases_of(organisation)}
    base = request.GET.get("base")
    title, place = _("Lập mẫu báo cáo"), names([organisation]).get(organisation, "")
    given: dict[str, Any] = {
        "title": title,
        "place": place,
        "crumbs": [*crumbs(), Crumb(title)],
        "cancel": reverse("reports:definitions"),
    }
    if request.method != "POST" and (base is None or (base and base not in bases)):
        return render(
            request, "reports/building/base.html", given | {"bases": bases.values(), "organisation": organisation}
        )
    found = bases.get(base or "")
    form = NameForm(request.POST or None, initial={"name": found.definition.name if found else ""})
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = begin_definition(organisation, form.cleaned_data["name"], base or "", actor=request.actor)
            messages.success(request, _("Đã lập bản nháp. Sửa đến khi vừa ý rồi ban hành."))
            return redirect("reports:definition", made.pk)
    said = _("Chép từ “%(name)s”.") % {"name": found.definition.name} if found else _("Bắt đầu từ trang trắng.")
    return asking.page("web/form.html", given | {"button": _("Lập bản nháp"), "says": said})


@require_safe
def definition(request: SignedRequest, definition: int) -> HttpResponse:
    """What it says: of its sketch for whoever builds it, else of its newest edition, or of the one in the address."""
    row = definition_or_404(request, definition)
    keeps = request.actor.covers(KEEP, row.organisation_id)
    wished = number_in(request.GET.get("edition"))
    return render(
        request, "reports/building/one.html", page_of(row, keeps, wished) | {"moved": request.GET.get("moved")}
    )


def page_of(row: Definition, keeps: bool, wished: int | None = None) -> dict[str, Any]:
    """The page of a definition."""
    sketch = sketch_of(row) if keeps and wished is None else None
    editions = editions_of(row)
    edition = next((one for one in editions if wished in (None, one.number)), None)
    if sketch is None and edition is None:
        raise Http404
    made = sketched(sketch) if sketch else read_edition(edition.text if edition else "")
    faults = faults_of_definition(made) if sketch else []
    return {
        "definition": row, "made": made, "sketch": sketch, "edition": None if sketch else edition, "keeps": keeps, "place": place_name(row),
        "outline": outline_of(made, row.pk), "facts": who_and_when(made), "faults": faults, "editions": editions,
        "next": editions[0].number + 1 if editions else 1, "crumbs": [*crumbs(), Crumb(made.name)],
        "has_sketch": sketch_of(row) is not None,
    }  # fmt: skip
