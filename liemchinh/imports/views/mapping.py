"""How one table is read: what it is, and what each of its columns means. One decision a page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.imports import drafting
from liemchinh.imports.forms import NONE, ColumnForm, KindForm, NumbersForm
from liemchinh.imports.reading import UNKNOWN, Mapping, Table, map_as
from liemchinh.imports.reading.vocabulary import open_vocabulary
from liemchinh.imports.shown import (
    ShownTable,
    ethnic_lists,
    field_names,
    shown_columns,
    shown_table,
    uses_ethnic_numbers,
)
from liemchinh.imports.views.draft import Opened, crumbs, next_step, opened_or_404
from liemchinh.web.components import Crumb


def table_or_404(request: SignedRequest, run_id: int, place: int) -> tuple[Opened, Table, ShownTable]:
    """A table of one's own upload that a person may say something about."""
    opened = opened_or_404(request, run_id)
    if place >= len(opened.reading.tables):
        raise Http404
    shown = shown_table(opened.reading, place, opened.mappings[place])
    if not shown.readable:
        raise Http404
    return opened, opened.reading.tables[place], shown


def _chosen(opened: Opened, place: int) -> Mapping:
    return opened.mappings[place] or opened.reading.tables[place].mapping


def _way(run_id: int, place: int, shown: ShownTable, title: str = "") -> list[Crumb]:
    found = [Crumb(_("Bảng tìm thấy"), reverse("imports:tables", args=[run_id]))]
    here = reverse("imports:table", args=[run_id, place]) if title else ""
    return crumbs(*found, Crumb(shown.title, here), *([Crumb(title)] if title else []))


@require_http_methods(["GET", "POST"])
def table(request: SignedRequest, run_id: int, place: int) -> HttpResponse:
    """What each column is read as, with its first values. POST leaves the table out, or takes it in again."""
    opened, found, shown = table_or_404(request, run_id, place)
    mapping = _chosen(opened, place)
    if request.method == "POST":
        take = request.POST.get("take") == "yes" and mapping.kind != UNKNOWN
        drafting.choose_mapping(run_id, place, mapping.to_json() if take else None, actor=request.actor)
        return redirect("imports:tables", run_id)
    columns = shown_columns(found, mapping)
    given = {
        "run": opened.run, "table": shown, "place": place, "crumbs": _way(run_id, place, shown), "next": next_step(opened, place),
        "taken": [column for column in columns if column.field], "left": [column for column in columns if not column.field],
        "numbers": ethnic_lists()[mapping.ethnic_list] if uses_ethnic_numbers(found, mapping) else "",
        "assumed": mapping.ethnic_list_from != "chosen",
        "remembered": mapping != found.mapping and str(place) not in opened.run.mappings,
    }  # fmt: skip
    return render(request, "imports/table.html", given)


@require_http_methods(["GET", "POST"])
def kind(request: SignedRequest, run_id: int, place: int) -> HttpResponse:
    """What the table is."""
    opened, found, shown = table_or_404(request, run_id, place)
    form = KindForm(
        request.POST if request.method == "POST" else None, initial={"kind": shown.kind if shown.taken else NONE}
    )
    if request.method == "POST" and form.is_valid():
        chosen = "" if form.cleaned_data["kind"] == NONE else form.cleaned_data["kind"]
        mapping = (
            found.mapping
            if chosen == found.mapping.kind
            else map_as(chosen, found.headings, open_vocabulary())
            if chosen
            else None
        )
        drafting.choose_mapping(run_id, place, mapping.to_json() if mapping else None, actor=request.actor)
        return redirect("imports:table" if chosen else "imports:tables", *([run_id, place] if chosen else [run_id]))
    return _asked(request, opened, shown, form, _("Bảng này là gì"))


@require_http_methods(["GET", "POST"])
def numbers(request: SignedRequest, run_id: int, place: int) -> HttpResponse:
    """Which list the numbers of ethnic groups come from."""
    opened, _found, shown = table_or_404(request, run_id, place)
    mapping = _chosen(opened, place)
    form = NumbersForm(request.POST if request.method == "POST" else None, initial={"ethnic_list": mapping.ethnic_list})
    if request.method == "POST" and form.is_valid():
        chosen = mapping.with_ethnic_list(form.cleaned_data["ethnic_list"])
        drafting.choose_mapping(run_id, place, chosen.to_json(), actor=request.actor)
        return redirect("imports:table", run_id, place)
    return _asked(request, opened, shown, form, _("Mã dân tộc"))


@require_http_methods(["GET", "POST"])
def column(request: SignedRequest, run_id: int, place: int, column: int) -> HttpResponse:
    """What one column means. A column that is never taken has no such page."""
    opened, found, shown = table_or_404(request, run_id, place)
    mapping = _chosen(opened, place)
    columns = {each.index: each for each in shown_columns(found, mapping)}
    if column not in columns or columns[column].never or not field_names(mapping.kind):
        raise Http404
    here = columns[column]
    taken_by = {each.field: each.heading for each in columns.values() if each.field and each.index != column}
    form = ColumnForm(
        request.POST if request.method == "POST" else None,
        initial={"field": here.field or NONE},
        kind=mapping.kind,
        taken_by=taken_by,
    )
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["field"]
        chosen = mapping.with_field(column, "" if answer == NONE else answer)
        drafting.choose_mapping(run_id, place, chosen.to_json(), actor=request.actor)
        messages.success(request, _("Đã đổi cách đọc cột “%(column)s”.") % {"column": here.heading[:60]})
        return redirect("imports:table", run_id, place)
    return _asked(request, opened, shown, form, _("Cột “%(column)s”") % {"column": here.heading[:60]}, here.samples)


def _asked(
    request: SignedRequest, opened: Opened, shown: ShownTable, form: object, title: str, samples: object = ()
) -> HttpResponse:
    given = {
        "run": opened.run, "table": shown, "form": form, "title": title, "samples": samples,
        "crumbs": _way(opened.run.pk, shown.place, shown, title), "back": reverse("imports:table", args=[opened.run.pk, shown.place]),
    }  # fmt: skip
    return render(request, "imports/question.html", given, status=422 if getattr(form, "errors", None) else 200)
