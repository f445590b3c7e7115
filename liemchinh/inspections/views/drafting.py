"""Preparing a programme: its lines, who is under each, and the decision that adopts it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.inspections import drafting, services
from liemchinh.inspections.forms import AddForm, AdoptForm, BeginForm, ItemForm
from liemchinh.inspections.models import Draft
from liemchinh.inspections.organ import own
from liemchinh.inspections.planning import PlannedItem, unfinished
from liemchinh.inspections.queries import current, drafts_visible_to, items_of, place_of, shown
from liemchinh.inspections.views.programmes import list_address
from liemchinh.inspections.words import OF_ORGANISATIONS
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.papers.organs import organ_name
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
def begin(request: SignedRequest, organisation: int) -> HttpResponse:
    """Of which organ and year; opens the draft there is, if there is one."""
    place = place_of(organisation)
    if organisation not in own(request.actor) or place is None:
        raise Http404
    asked = {name: request.GET[name] for name in ("organ", "year") if name in request.GET}
    form = BeginForm(request.POST or None, place=place, initial=asked)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = drafting.begin_draft(organisation, form.chosen_organ, form.cleaned_data["year"], actor=request.actor)
            return redirect("inspections:draft", made.pk)
    title = _("Lập chương trình kiểm tra, giám sát")
    given = {
        "title": title, "name": place.name, "button": _("Mở bản thảo"),
        "says": _("Nếu năm ấy đã có chương trình, bản thảo bắt đầu từ chương trình đang có. Bản thảo chỉ người của cơ quan này thấy."),
        "cancel": list_address(organisation), "crumbs": [Crumb(_("Kiểm tra, giám sát"), list_address(organisation)), Crumb(title)],
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_safe
def one(request: SignedRequest, draft: int) -> HttpResponse:
    """The lines of a draft, what each still lacks, and what comes next."""
    held, place = _found(request, draft)
    items, before = drafting.draft_items(held), current(held.organisation_id, held.organ, held.year)
    lines = shown(items, items_of(before) if before else None)
    given = _about(held, place) | {
        "draft": held, "lines": [(line, unfinished(line.item)) for line in lines], "before": before,
        "ready": bool(items) and not any(unfinished(item) for item in items),
    }  # fmt: skip
    return render(request, "inspections/draft.html", given)


@require_http_methods(["GET", "POST"])
def item(request: SignedRequest, draft: int, number: int) -> HttpResponse:
    """One line, new (number 0) or changed."""
    held, place = _found(request, draft)
    known = _line(held, number) if number else None
    form = ItemForm(request.POST or None, place=place, item=known)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            put = drafting.put_item(held.pk, form.item(), actor=request.actor)
            messages.success(request, _("Đã lưu mục %(number)s vào bản thảo.") % {"number": put})
            more = next((name for name in ("organisations", "people") if f"add-{name}" in request.POST), "")
            return _to_add(held, put, more) if more else redirect("inspections:draft", held.pk)
    title = _("Sửa mục %(number)s") % {"number": number} if number else _("Thêm một mục")
    given = _about(held, place, title) | {
        "title": title, "number": number, "branch": place.category in BRANCHES,
    }  # fmt: skip
    return asking.page("inspections/item.html", given)


def _to_add(held: Draft, number: int, what: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('inspections:add-subject', args=[held.pk, number])}?what={what}")


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, draft: int, number: int) -> HttpResponse:
    """An organisation further below, or a member, is searched for and added to a line."""
    held, place = _found(request, draft)
    known = _line(held, number)
    organisations = request.GET.get("what") != "people" or known.sort in OF_ORGANISATIONS
    form = AddForm(request.POST or None, actor=request.actor, place=place, organisations=organisations)
    asking = Asking(request, form)
    if asking.is_valid():
        put = _with(known, form.cleaned_data)
        with asking:
            drafting.put_item(held.pk, put, actor=request.actor)
            messages.success(request, _("Đã thêm vào mục %(number)s.") % {"number": number})
            return redirect("inspections:item", held.pk, number)
    title = _("Thêm tổ chức hiệp hội") if organisations else _("Thêm hội viên")
    given = _about(held, place, title) | {
        "title": title, "button": _("Thêm vào mục này"), "name": place.name,
        "cancel": reverse("inspections:item", args=[held.pk, number]),
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _with(known: PlannedItem, told: dict[str, Any]) -> PlannedItem:
    organisations = dict.fromkeys([*known.organisations, *([told["organisation"]] if "organisation" in told else [])])
    people = dict.fromkeys([*known.people, *([told["person"]] if "person" in told else [])])
    return replace(known, organisations=tuple(organisations), people=tuple(people))


@require_POST
def drop(request: SignedRequest, draft: int, number: int) -> HttpResponse:
    """Takes a line out."""
    held, _place = _found(request, draft)
    drafting.drop_item(held.pk, number, actor=request.actor)
    messages.success(request, _("Đã bỏ mục %(number)s khỏi bản thảo.") % {"number": number})
    return redirect("inspections:draft", held.pk)


@require_POST
def discard(request: SignedRequest, draft: int) -> HttpResponse:
    """Throws the draft away."""
    held, _place = _found(request, draft)
    drafting.discard_draft(held.pk, actor=request.actor)
    messages.success(request, _("Đã bỏ bản thảo."))
    return HttpResponseRedirect(list_address(held.organisation_id, held.year))


@require_http_methods(["GET", "POST"])
def adopt(request: SignedRequest, draft: int) -> HttpResponse:
    """The decision: its number and day. From then on the programme stands, for those above too."""
    held, place = _found(request, draft)
    form = AdoptForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            made = services.adopt_programme(held.pk, told["decision"], told["on"], actor=request.actor)
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("inspections:programme", made.pk)
    title = _("Ghi quyết định thông qua")
    given = _about(held, place, title) | {
        "title": title, "button": _("Ghi vào sổ"), "name": place.name,
        "says": _("Ghi xong, chương trình có hiệu lực và cấp trên đọc được; muốn sửa thì phải có quyết định khác."),
        "cancel": reverse("inspections:draft", args=[held.pk]),
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _found(request: SignedRequest, number: int) -> tuple[Draft, Version]:
    found = drafts_visible_to(request.actor).filter(pk=number).first()
    place = place_of(found.organisation_id) if found else None
    if found is None or place is None:
        raise Http404
    return found, place


def _line(held: Draft, number: int) -> PlannedItem:
    found = next((one for one in drafting.draft_items(held) if one.number == number), None)
    if found is None:
        raise Http404
    return found


def _about(held: Draft, place: Version, title: str = "") -> dict[str, Any]:
    name = _("Bản thảo năm %(year)s") % {"year": held.year}
    here = reverse("inspections:draft", args=[held.pk]) if title else ""
    crumbs = [Crumb(_("Kiểm tra, giám sát"), list_address(held.organisation_id, held.year)), Crumb(name, here)]
    return {
        "organ": organ_name(held.organ, place.category, place.name), "draft": held,
        "crumbs": [*crumbs, Crumb(title)] if title else crumbs,
    }  # fmt: skip
