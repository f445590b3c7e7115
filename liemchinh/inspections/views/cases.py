"""Inspections: the list of those open to me, how one begins, its page, its steps. The door of each keeps the reading first."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.forms import CancelStepForm
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.reading import case_or_404 as door
from liemchinh.casework.steps import Who
from liemchinh.casework.work import cases_called
from liemchinh.inspections import opening, stating, taking, undoing
from liemchinh.inspections.asking import GROUNDED, asked, unknown
from liemchinh.inspections.case_forms import GroundForm, SignsForm, StartForm, TakeForm
from liemchinh.inspections.case_queries import (
    grounds_shown,
    inspection_of,
    offers_of,
    open_to_me,
    rest_of,
    results_of,
    team_shown,
    to_do,
)
from liemchinh.inspections.cases import kind_of
from liemchinh.inspections.extending import reach_of
from liemchinh.inspections.matter import (
    SUBJECT,
    announced_on,
    body_of,
    follows_up,
    is_inspection,
    named,
    subjects,
    told_at,
    until,
)
from liemchinh.inspections.organ import own
from liemchinh.inspections.queries import items_of, place_of, programmes_visible_to
from liemchinh.inspections.views.programmes import list_address
from liemchinh.inspections.words import ALL_SORTS, LIES_AT, SOURCES, content_words
from liemchinh.journal import clock
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.organs import organ_name
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page

SAYS = {
    "announced": gettext_lazy(
        "Từ bước này, người là đối tượng đọc được việc này trong “Hồ sơ của tôi”: nội dung, tổ kiểm tra, các bước, và ai đã mở."
    ),
    "concluded": gettext_lazy(
        "Kết luận cho từng đối tượng. Phần mềm không đề xuất kết luận hay hình thức kỷ luật nào."
    ),
}


def case_or_404(request: SignedRequest, number: int) -> Case:
    """The case, for whoever it is open to, the reading kept; another kind is not found."""
    held = door(request.actor, number)
    if not is_inspection(held):
        raise Http404
    return held


@require_safe
def cases(request: SignedRequest) -> HttpResponse:
    """Those open to me, called by number: who is in one is read on its page."""
    if not own(request.actor):
        raise Http404
    ended = request.GET.get("state") == "ended"
    found = page(open_to_me(request.actor, ended=ended), order=("pk",), after=request.GET.get("after", ""),
                 before=request.GET.get("before", ""))  # fmt: skip
    called = cases_called((case.pk, case.kind) for case in found.items)
    here = reverse("inspections:cases")
    given = {
        "rows": [called[case.pk] for case in found.items if case.pk in called], "page": found,
        "tabs": [Tab(_("Đang mở"), here, not ended), Tab(_("Đã kết thúc"), f"{here}?state=ended", ended)],
        "places": [(number, place.name) for number in sorted(own(request.actor)) if (place := place_of(number))],
        "crumbs": [Crumb(_("Kiểm tra, giám sát"), reverse("inspections:list")), Crumb(_("Vụ việc"))],
    }  # fmt: skip
    return render(request, "inspections/cases.html", given)


@require_http_methods(["GET", "POST"])
def start(request: SignedRequest, programme: int, number: int) -> HttpResponse:
    """A case begins out of a line of the programme."""
    held = programmes_visible_to(request.actor).filter(pk=programme, replaced_by=None).first()
    item = next((one for one in items_of(held) if one.number == number), None) if held else None
    place = place_of(held.organisation_id) if held else None
    if held is None or item is None or place is None or held.organisation_id not in own(request.actor):
        raise Http404
    about = named(
        [*(Who(SUBJECT, one) for one in item.organisations), *(Who(SUBJECT, None, one) for one in item.people)]
    )
    issuer = Issuer(held.organisation_id, held.organ)
    form = StartForm(request.POST or None, subjects=about, kind=kind_of(item.sort, place.category), issuer=issuer)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = opening.open_planned(held.pk, number, form.who(), form.start(), actor=request.actor)
            return redirect("inspections:case", made.pk)
    title = str(ALL_SORTS[item.sort])
    given = {
        "title": title, "name": organ_name(held.organ, place.category, place.name),
        "says": _("Việc này chỉ mở cho người lập; người khác do hai cán bộ cho mở. Mỗi lần mở đều được ghi lại."),
        "button": _("Lập việc"), "cancel": reverse("inspections:programme", args=[held.pk]),
        "crumbs": [Crumb(_("Kiểm tra, giám sát"), list_address(held.organisation_id, held.year)), Crumb(title)],
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def signs(request: SignedRequest, organisation: int) -> HttpResponse:
    """A case begins on signs that a document shows; there is no other way to begin one without a programme."""
    place = place_of(organisation)
    if organisation not in own(request.actor) or place is None:
        raise Http404
    form = SignsForm(request.POST or None, actor=request.actor, place=place)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = opening.open_on_signs(organisation, form.signs(), form.start(), actor=request.actor)
            return redirect("inspections:case", made.pk)
    title = _("Kiểm tra khi có dấu hiệu vi phạm")
    given = {
        "title": title, "name": place.name,
        "crumbs": [Crumb(_("Kiểm tra, giám sát"), list_address(organisation)), Crumb(title)], "cancel": list_address(organisation),
    }  # fmt: skip
    return asking.page("inspections/signs.html", given)


@require_safe
def one(request: SignedRequest, case: int) -> HttpResponse:
    """What comes next first; then what it is about, the team, results, what has to be done, and its course."""
    held, today = case_or_404(request, case), clock.today()
    facts, steps = inspection_of(held), offers_of(held)
    place = place_of(body_of(held))
    said = list(told_at(held).values())
    given = about(held) | {
        "kept_at": next((LIES_AT[one["kept_at"]] for one in said if one.get("kept_at") in LIES_AT), ""),
        "answered": next((one["answered"] for one in said if "answered" in one), None), "announced": announced_on(held),
        "facts": facts, "subjects": subjects(held), "content": content_words(facts.content),
        "organ": organ_name(facts.organ, place.category, place.name) if place else "",
        "source": SOURCES.get(facts.source, ""), "until": until(held), "team": team_shown(held),
        "offers": [offer for offer in steps if not offer.optional], "others": [offer for offer in steps if offer.optional],
        "rest": rest_of(held), "grounds": grounds_shown(held, today, request.actor),
        "answers": [one for offer in steps for one in asked(held, offer.code, today)],
        "results": results_of(held), "to_do": to_do(held, today), "me": request.actor.account_id,
        "may_set": follows_up(held) or bool(results_of(held)), "last": undoing.last_step(held), "today": today,
    }  # fmt: skip
    return render(request, "inspections/case.html", given)


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """One step that may be taken now."""
    held = case_or_404(request, case)
    offer = next((one for one in (*offers_of(held), *rest_of(held)) if one.code == code), None)
    if offer is None:
        raise Http404
    form = TakeForm(request.POST or None, case=held, code=code, subjects=subjects(held))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            taking.record_step(held, code, form.given(), actor=request.actor)
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("inspections:case", held.pk)
    says = "\n".join(reach_of(held, clock.today()).lines) if code in taking.CHANGES else SAYS.get(code, "")
    given = about(held, offer.title) | {
        "title": offer.title, "button": _("Ghi vào sổ"), "says": says,
        "cancel": reverse("inspections:case", args=[held.pk]),
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def ground(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """What a step stands on where the rules are unknown."""
    held = case_or_404(request, case)
    if code not in GROUNDED or not any(one.code == code for one in offers_of(held)):
        raise Http404
    form = GroundForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        new = NewGround(code, told["article"], told["document"])
        with asking:
            stating.state_for_step(held, new, actor=request.actor)
            return redirect("inspections:case", held.pk)
    title = _("Nêu điều, văn bản làm căn cứ")
    why = "\n".join(one.message for one in unknown(asked(held, code, clock.today())))
    given = about(held, title) | {
        "title": title, "button": _("Nêu căn cứ này"), "says": why,
        "cancel": reverse("inspections:case", args=[held.pk]),
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_POST
def vouch(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """A second officer vouches for it."""
    held = case_or_404(request, case)
    stating.vouch_for_step(held, code, actor=request.actor)
    messages.success(request, _("Đã xác nhận."))
    return redirect("inspections:case", held.pk)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, case: int) -> HttpResponse:
    """The last step was recorded wrongly."""
    held = case_or_404(request, case)
    last = undoing.last_step(held)
    if last is None:
        raise Http404
    form = CancelStepForm(request.POST or None, initial={"step": last.recorded_by})
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            undoing.cancel_step(held, told["reason"], shown=told["step"], actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return redirect("inspections:case", held.pk)
    title = _("Hủy bước cuối")
    given = about(held, title) | {
        "title": title, "place": case_kind(held.kind).procedure.step(last.code, last.on).title,
        "button": _("Hủy bước này"), "grave": True, "cancel": reverse("inspections:case", args=[held.pk]),
    }  # fmt: skip
    return asking.page("web/form.html", given)


def about(held: Case, *more: str) -> dict[str, Any]:
    """Names and crumbs of a page of a case."""
    name = _("Việc số %(number)s") % {"number": held.pk}
    here = reverse("inspections:case", args=[held.pk]) if more else ""
    return {
        "case": held, "name": name, "sort": str(ALL_SORTS[inspection_of(held).sort]),
        "crumbs": [Crumb(_("Vụ việc"), reverse("inspections:cases")), Crumb(name, here), *map(Crumb, more)],
    }  # fmt: skip
