"""What every screen of building begins with: its door, the sketch as it was seen, and how a change of it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import number_in
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reports.building.preview import kind_of, only, previewed
from liemchinh.reports.building.queries import may_read, sketch_of, sketched, standing_definition
from liemchinh.reports.building.services import change_sketch
from liemchinh.reports.building.shape import Place, Thing, place_from, thing_at, written
from liemchinh.reports.content import Content
from liemchinh.reports.models import Definition, Sketch
from liemchinh.reports.words import KEEP, SEE
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.reports import Part, ReportDefinition


@dataclass(frozen=True, slots=True)
class Building:
    """A definition with its sketch, for whoever builds it."""

    request: SignedRequest
    row: Definition
    sketch: Sketch
    made: ReportDefinition

    @property
    def seen(self) -> int:
        """The sketch from which the page was made: what a form sent names, else the one that stands."""
        if self.request.method == "POST":
            return number_in(self.request.POST.get("seen")) or 0
        return self.sketch.recorded_by

    @property
    def url(self) -> str:
        """The page of the definition."""
        return reverse("reports:definition", args=[self.row.pk])

    def to(self, name: str, place: Place) -> str:
        """An address of a thing in it."""
        return reverse(f"reports:{name}", args=[self.row.pk, written(place)])

    def keep(self, made: ReportDefinition) -> None:
        """The sketch says this from now on."""
        change_sketch(self.row.pk, made, seen=self.seen, actor=self.request.actor)
        messages.success(self.request, _("Đã ghi vào bản nháp."))

    def thing(self, told: str) -> tuple[Place, Thing]:
        """What stands at the place in the address; else 404."""
        place = place_from(told)
        found = thing_at(self.made, place) if place else None
        if place is None or found is None:
            raise Http404
        return place, found

    def preview(self, part: Part | None = None) -> Content | None:
        """With real figures of the organisation, the whole or one part, for whoever sees them."""
        if not self.request.actor.covers(SEE, self.row.organisation_id):
            return None
        shown = self.made if part is None else only(self.made, part)
        return previewed(shown, self.row.organisation_id, kind_of(self.made), clock.today())

    def given(self, title: str, **more: Any) -> dict[str, Any]:
        """What a page of it is told."""
        here = [Crumb(self.made.name, self.url), Crumb(title)]
        return {
            "title": title, "name": self.made.name, "place": place_name(self.row), "definition": self.row, "seen": self.seen,
            "crumbs": [*crumbs(), *here], "cancel": self.url, "button": _("Ghi"), **more,
        }  # fmt: skip


def crumbs() -> list[Crumb]:
    """The way to the list of definitions."""
    return [Crumb(_("Báo cáo"), reverse("reports:list")), Crumb(_("Mẫu báo cáo"), reverse("reports:definitions"))]


def place_name(row: Definition) -> str:
    """Whose definition it is."""
    return names([row.organisation_id]).get(row.organisation_id, "")


def definition_or_404(request: SignedRequest, definition: int) -> Definition:
    """One that stands, for whoever may read it."""
    row = standing_definition(definition)
    if row is None or not may_read(request.actor, row):
        raise Http404
    return row


def kept_or_404(request: SignedRequest, definition: int) -> Definition:
    """The same, for whoever builds it."""
    row = definition_or_404(request, definition)
    if not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    return row


def building_or_404(request: SignedRequest, definition: int) -> Building:
    """The same with its sketch; 404 where none is being built."""
    row = kept_or_404(request, definition)
    sketch = sketch_of(row)
    if sketch is None:
        raise Http404
    return Building(request, row, sketch, sketched(sketch))


def changed_by_form(
    building: Building, form: forms.Form, title: str, make: Callable[[dict[str, Any]], ReportDefinition],
    *, back: str = "", template: str = "reports/building/form.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form that changes the sketch: kept, it leads back; refused, it stands there with why."""
    asking, back = Asking(building.request, form), back or building.url
    if asking.is_valid():
        with asking:
            building.keep(make(form.cleaned_data))
            return redirect(back)
    return asking.page(template, building.given(title, **({"cancel": back} | more)))
