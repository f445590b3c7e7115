"""The columns of the national database's workbook: brought in a file, shown, each chosen anew, given up."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.imports.uploading import made_of_file, receiving, sent
from liemchinh.national import services
from liemchinh.national.columns import columns_of
from liemchinh.national.fields import FIELDS
from liemchinh.national.forms import NOTHING, ColumnForm, ListForm
from liemchinh.national.queries import layout_of
from liemchinh.national.views.frame import TOO_LARGE, around, kept_or_404, require
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
@receiving
def upload(request: SignedRequest, organisation: int) -> HttpResponse:
    """A workbook of theirs: its columns are kept, its rows are not."""
    require(request, organisation)
    form = sent(ListForm, request)
    keep = partial(services.keep_layout, organisation=organisation, actor=request.actor)
    if layout := made_of_file(request, form, keep, too_large=str(TOO_LARGE)):
        told = {"columns": len(layout.columns), "carried": sum(bool(one["field"]) for one in layout.columns)}
        messages.success(request, _("Đã đọc %(columns)s cột, ghi được %(carried)s cột. Xem lại từng cột.") % told)
        return redirect("national:columns", organisation)
    given = around(organisation, "columns", Crumb(_("Nạp bảng mẫu"))) | {"form": form, "kept": layout_of(organisation)}
    return render(request, "national/upload.html", given, status=422 if request.method == "POST" else 200)


@require_safe
def columns(request: SignedRequest, organisation: int) -> HttpResponse:
    """Every column in its order, with what it carries or why it is left empty."""
    layout = kept_or_404(request, organisation)
    rows = [(place, column, FIELDS.get(column.field, "")) for place, column in enumerate(columns_of(layout.columns))]
    carried = sum(bool(column.field) for _place, column, _label in rows)
    return render(
        request, "national/columns.html", around(organisation, "columns") | {"rows": rows, "carried": carried}
    )


@require_http_methods(["GET", "POST"])
def column(request: SignedRequest, organisation: int, place: int) -> HttpResponse:
    """What one column carries. A column that is never taken has no such page."""
    kept = columns_of(kept_or_404(request, organisation).columns)
    if place >= len(kept) or kept[place].never:
        raise Http404
    here = kept[place]
    taken_by = {one.field: one.heading for number, one in enumerate(kept) if one.field and number != place}
    form = ColumnForm(request.POST or None, initial={"field": here.field or NOTHING}, taken_by=taken_by)
    asking = Asking(request, form)
    if asking.is_valid():
        answer = form.cleaned_data["field"]
        services.choose_column(organisation, place, "" if answer == NOTHING else answer, actor=request.actor)
        messages.success(request, _("Đã đổi cột “%(column)s”.") % {"column": here.heading[:60]})
        return redirect("national:columns", organisation)
    title = _("Cột “%(column)s”") % {"column": here.heading[:60] or place + 1}
    way = (Crumb(_("Các cột"), reverse("national:columns", args=[organisation])), Crumb(title))
    return asking.page("national/column.html", around(organisation, "columns", *way) | {"title": title})


@require_POST
def stop(request: SignedRequest, organisation: int) -> HttpResponse:
    """The office enters nothing there any more."""
    kept_or_404(request, organisation)
    services.stop_keeping(organisation, actor=request.actor)
    messages.success(request, _("Đã thôi giữ việc nhập. Những dấu đã nhập vẫn còn."))
    return redirect("national:list")
