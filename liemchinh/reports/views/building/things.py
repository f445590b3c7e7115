"""What stands in a definition: added, put in other words, moved, removed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.reports.building.forms import (
    EmptyLineForm,
    HeadingForm,
    LineForm,
    ProsePartForm,
    SentenceForm,
    StatisticalForm,
    TableForm,
)
from liemchinh.reports.building.marks import marked
from liemchinh.reports.building.queries import label_of_row, words_of_field
from liemchinh.reports.building.shape import Place, added, count_in, free_code, moved, put, removed, written
from liemchinh.reports.views.building.choosing import address
from liemchinh.reports.views.building.frame import Building, building_or_404, changed_by_form
from liemchinh.reports.views.building.listing import page_of
from liemchinh.web.asking import Asking
from regulations.reports import ProsePart, ReportDefinition, SectionOf, Sentence, TablePart, TableRow

SORTS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "sentence": (gettext_lazy("Câu có số liệu"), gettext_lazy("Lời do bạn viết một lần; số tự điền, tự đổi “tăng”, “giảm”.")),
    "prose": (gettext_lazy("Phần lời"), gettext_lazy("Chỗ để người làm báo cáo viết: nhận xét, nguyên nhân, phương hướng.")),
    "table": (gettext_lazy("Biểu theo chỉ tiêu"), gettext_lazy("Mỗi dòng một chỉ tiêu; cột là kỳ này, cùng kỳ, tăng giảm, tỷ lệ.")),
    "child": (gettext_lazy("Biểu theo tổ chức trực thuộc"), gettext_lazy("Mỗi dòng một tổ chức trực thuộc; mỗi cột một chỉ tiêu.")),
    "form": (gettext_lazy("Biểu thống kê"), gettext_lazy("Một biểu có sẵn của bộ quy định, giữ nguyên dòng và cột.")),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def add_section(request: SignedRequest, definition: int) -> HttpResponse:
    """A new section at the end."""
    building = building_or_404(request, definition)
    return changed_by_form(
        building, HeadingForm(request.POST or None), _("Thêm mục"),
        lambda told: added(building.made, (), SectionOf(told["heading"])),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: SignedRequest, definition: int, place: str) -> HttpResponse:
    """First which sort of thing, then what it says."""
    building = building_or_404(request, definition)
    where, section = building.thing(place)
    if not isinstance(section, SectionOf):
        raise Http404
    sort = request.GET.get("sort", "")
    title = _("Thêm vào “%(section)s”") % {"section": section.heading}
    if sort not in SORTS:
        offered = [(told, says, address(request, sort=code)) for code, (told, says) in SORTS.items()]
        given = building.given(title, offered=offered)
        return render(request, "reports/building/sorts.html", given, status=422 if request.method == "POST" else 200)
    new = (*where, count_in(building.made, where) + 1)
    back = building.to("definition-table" if sort in ("table", "child", "form") else "definition-thing", new)
    if sort == "sentence":
        return sentence(building, where, Sentence(""), title)
    form = {"prose": ProsePartForm, "form": StatisticalForm}.get(sort, TableForm)(request.POST or None)
    return changed_by_form(
        building, form, title, lambda told: added(building.made, where, _part(building.made, sort, told)),
        back=back if sort != "prose" else "", says=SORTS[sort][1], cancel=building.url,
    )  # fmt: skip


def _part(made: ReportDefinition, sort: str, told: dict[str, Any]) -> ProsePart | TablePart:
    if sort == "prose":
        return ProsePart(free_code(made, "P"), told["title"], told["hint"])
    part = TablePart(
        free_code(made, "B"),
        told["title"],
        told["unit"],
        form=told.get("form", ""),
        note=told["foot"],
        annex=told["annex"],
    )
    if sort == "form":
        return part
    return replace(part, by="child") if sort == "child" else replace(part, columns=("value", "before", "difference"))


@require_http_methods(["GET", "HEAD", "POST"])
def thing(request: SignedRequest, definition: int, place: str) -> HttpResponse:
    """What stands at a place, put in other words."""
    building = building_or_404(request, definition)
    where, found = building.thing(place)
    if isinstance(found, Sentence):
        return sentence(building, where, found, _("Câu có số liệu"))
    edit = {SectionOf: _heading, ProsePart: _prose, TablePart: _table, TableRow: _line}[type(found)]
    return edit(building, where, found)


def _heading(building: Building, where: Place, found: SectionOf) -> HttpResponse:
    form = HeadingForm(building.request.POST or None, initial={"heading": found.heading})
    return _put(building, form, where, _("Tên mục"), lambda told: replace(found, **told))


def _prose(building: Building, where: Place, found: ProsePart) -> HttpResponse:
    form = ProsePartForm(building.request.POST or None, initial={"title": found.title, "hint": found.hint})
    return _put(building, form, where, _("Phần lời"), lambda told: replace(found, **told))


def _table(building: Building, where: Place, found: TablePart) -> HttpResponse:
    initial = {"title": found.title, "unit": found.unit, "foot": found.note, "annex": found.annex, "form": found.form}
    form = (StatisticalForm if found.form else TableForm)(building.request.POST or None, initial=initial)

    def make(told: dict[str, Any]) -> TablePart:
        return replace(
            found,
            title=told["title"],
            unit=told["unit"],
            note=told["foot"],
            annex=told["annex"],
            form=told.get("form", ""),
        )

    return _put(building, form, where, _("Tên biểu"), make, back=building.to("definition-table", where))


def _line(building: Building, where: Place, found: TableRow) -> HttpResponse:
    initial = {"label": found.label, "depth": found.depth, "strong": found.strong, "why": found.why}
    form = (LineForm if found.figure else EmptyLineForm)(building.request.POST or None, initial=initial)
    says = "" if found.label or not found.figure else label_of_row(building.made, found)
    return _put(building, form, where, _("Dòng của biểu"), lambda told: replace(found, **told),
                back=building.to("definition-table", where[:2]), says=says)  # fmt: skip


def _put(
    building: Building, form: Any, where: Place, title: str, make: Callable[[dict[str, Any]], Any], **more: Any
) -> HttpResponse:
    more.setdefault("back", building.url)
    return changed_by_form(building, form, title, lambda told: put(building.made, where, make(told)), **more)


def sentence(building: Building, where: Place, found: Sentence, title: str) -> HttpResponse:
    """A sentence as words with marks, its figures beside, and how it reads now. A new one stands in a section (`where`) once it is kept."""
    request, is_new = building.request, len(where) == 1
    words, fields = marked(found.text)
    more = "more" in request.POST
    form = SentenceForm(request.POST or None, initial={"text": words}, fields=fields, more=more)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = Sentence(form.cleaned_data["text"])
            at = (*where, count_in(building.made, where) + 1) if is_new else where
            building.keep(added(building.made, where, made) if is_new else put(building.made, where, made))
            return redirect(building.to("definition-figure" if more else "definition-thing", at))
    figures = [(number, words_of_field(building.made, one)) for number, one in enumerate(fields, start=1)]
    shown = building.preview(found) if found.text else None
    return asking.page(
        "reports/building/sentence.html",
        building.given(title, figures=figures, content=shown, leave=_("Về mẫu báo cáo")),
    )


@require_POST
def move(request: SignedRequest, definition: int, place: str, way: str) -> HttpResponse:
    """One place up or down among its siblings, or out of the definition."""
    building = building_or_404(request, definition)
    where, found = building.thing(place)
    if way not in ("up", "down", "out"):
        raise Http404
    made = removed(building.made, where) if way == "out" else moved(building.made, where, 1 if way == "down" else -1)
    asking = Asking(request)
    with asking:
        building.keep(made)
        back = building.to("definition-table", where[:2]) if isinstance(found, TableRow) else building.url
        at = "" if way == "out" else written((*where[:-1], where[-1] + (1 if way == "down" else -1)))
        return redirect(f"{back}?moved={at}#at-{at}" if at else back)
    return asking.page("reports/building/one.html", page_of(building.row, keeps=True))
