"""Decisions about a definition as a whole: what it is called, who makes it and when; seen, published, sketched anew, dropped, closed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import number_in
from liemchinh.journal import clock
from liemchinh.reports.building import services
from liemchinh.reports.building.faults import Fault, faults_of_definition
from liemchinh.reports.building.forms import CategoriesForm, NameForm, OrganForm, PeriodsForm
from liemchinh.reports.building.preview import kind_of, previewed
from liemchinh.reports.building.queries import newest_edition, sketch_of, sketched
from liemchinh.reports.building.shape import written
from liemchinh.reports.defined import read_edition
from liemchinh.reports.views.building.frame import (
    building_or_404,
    changed_by_form,
    crumbs,
    definition_or_404,
    kept_or_404,
    place_name,
)
from liemchinh.reports.views.building.listing import page_of
from liemchinh.reports.words import KEEP, PERIODS, SEE
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab

ABOUT: Mapping[str, type[forms.Form]] = {
    "name": NameForm, "categories": CategoriesForm, "periods": PeriodsForm, "organ": OrganForm
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: SignedRequest, definition: int, what: str) -> HttpResponse:
    """One decision about the whole."""
    building = building_or_404(request, definition)
    if what not in ABOUT:
        raise Http404
    titles = {
        "name": _("Tên báo cáo"), "categories": _("Tổ chức nào làm"), "periods": _("Kỳ báo cáo"), "organ": _("Ký và loại văn bản")
    }  # fmt: skip
    form = ABOUT[what](
        request.POST or None, initial={name: getattr(building.made, name) for name in ABOUT[what].base_fields}
    )

    def make(told: dict[str, Any]) -> Any:
        return replace(
            building.made, **{name: tuple(one) if isinstance(one, list) else one for name, one in told.items()}
        )

    return changed_by_form(building, form, titles[what], make)


@require_safe
def preview(request: SignedRequest, definition: int) -> HttpResponse:
    """With real figures of the organisation, for a kind of period."""
    row = definition_or_404(request, definition)
    if not request.actor.covers(SEE, row.organisation_id):
        raise Http404
    sketch = sketch_of(row) if request.actor.covers(KEEP, row.organisation_id) else None
    edition = newest_edition(row)
    if sketch is None and edition is None:
        raise Http404
    made = sketched(sketch) if sketch else read_edition(edition.text if edition else "")
    kind = kind_of(made, request.GET.get("kind", ""))
    tabs = [Tab(str(PERIODS[one]), f"?kind={one}", one == kind) for one in made.periods if one in PERIODS]
    back = Crumb(made.name, reverse("reports:definition", args=[row.pk]))
    given = {
        "content": previewed(made, row.organisation_id, kind, clock.today()), "tabs": tabs, "made": made, "place": place_name(row),
        "crumbs": [*crumbs(), back, Crumb(_("Xem thử"))], "back": back.url,
    }  # fmt: skip
    return render(request, "reports/building/preview.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedRequest, definition: int) -> HttpResponse:
    """What is still wrong, all of it; else the edition is published."""
    building = building_or_404(request, definition)
    asking = Asking(request)
    if request.method == "POST":
        with asking:
            made = services.publish_edition(definition, seen=building.seen, actor=request.actor)
            messages.success(request, _("Đã ban hành bản số %(number)s.") % {"number": made.number})
            return redirect(building.url)
    last = newest_edition(building.row)
    faults = [(fault.refusal, _where_to(definition, fault)) for fault in faults_of_definition(building.made)]
    given = building.given(_("Ban hành"), faults=faults, number=last.number + 1 if last else 1)
    return asking.page("reports/building/publish.html", given)


def _where_to(definition: int, fault: Fault) -> str:
    """Where it is put right."""
    what = fault.refusal.code.removeprefix("reports.")
    if not fault.place or what == "empty":
        name = "definition-about" if what in ABOUT else "definition"
        return reverse(f"reports:{name}", args=[definition, *([what] if what in ABOUT else [])])
    name = "definition-table" if what in ("rows", "columns", "share") else "definition-thing"
    return reverse(f"reports:{name}", args=[definition, written(fault.place)])


@require_POST
def again(request: SignedRequest, definition: int) -> HttpResponse:
    """A new sketch from the newest edition."""
    return _done(request, definition, services.sketch_again, _("Đã lập bản nháp mới từ bản đang dùng."))


@require_POST
def drop(request: SignedRequest, definition: int) -> HttpResponse:
    """The sketch is given up."""
    seen = number_in(request.POST.get("seen")) or 0
    return _done(request, definition, services.drop_sketch, _("Đã bỏ bản nháp; bản đã ban hành giữ nguyên."), seen=seen)


@require_POST
def close(request: SignedRequest, definition: int) -> HttpResponse:
    """No report begins with it any more."""
    back = reverse("reports:definitions")
    return _done(
        request, definition, services.close_definition, _("Đã đóng mẫu. Báo cáo đã lập theo mẫu giữ nguyên."), back
    )


def _done(
    request: SignedRequest, definition: int, act: Callable[..., Any], told: str, back: str = "", **more: Any
) -> HttpResponse:
    row = kept_or_404(request, definition)
    asking = Asking(request)
    with asking:
        act(definition, actor=request.actor, **more)
        messages.success(request, told)
        return redirect(back or reverse("reports:definition", args=[definition]))
    return asking.page("reports/building/one.html", page_of(row, keeps=True))
