"""Denunciations: those open to me, how one begins, its page, its steps; what is alleged. The door of each keeps the reading first."""

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
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.reading import case_or_404
from liemchinh.casework.work import cases_called
from liemchinh.journal import clock
from liemchinh.letters import case_queries, opening, taking, undoing
from liemchinh.letters.case_forms import DenouncedForm, GroundForm, StartForm, TakeForm
from liemchinh.letters.cases import KIND
from liemchinh.letters.matter import ANNOUNCED, alleged, body_of, issuer_of, step_on, told_at, until
from liemchinh.letters.organ import own
from liemchinh.letters.queries import place_of, sorting_of
from liemchinh.letters.views.letters import about as about_letter
from liemchinh.letters.views.letters import letter_or_404
from liemchinh.letters.words import COMPETENT, LIES_AT
from liemchinh.papers.organs import organ_name
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page

SAYS = {
    "classified": gettext_lazy("Ở bước này chưa lập tổ, chưa triệu tập ai, chưa công khai với ai."),
    "accepted": gettext_lazy("Từ bước này, nội dung tố cáo không đổi được nữa."),
    "announced": gettext_lazy(
        "Từ bước này, người bị tố cáo đọc được việc này trong “Việc về tôi”: nội dung, văn bản giao cho mình, các bước, ai đã mở. "
        "Ngày nhận đơn và người viết đơn không hiện ở đó."
    ),
    "concluded": gettext_lazy("Mỗi nội dung một kết luận. Phần mềm không đề xuất kết luận nào."),
    "answered": gettext_lazy("Người giữ tên gửi thông báo cho người tố cáo; ở đây chỉ ghi ngày đã gửi."),
    "passed_on": gettext_lazy("Đơn giấy chuyển kèm công văn; tên người viết chuyển trong phong bì riêng."),
}


def about(held: Case, *more: str) -> dict[str, Any]:
    """Names and crumbs of a page of a case."""
    name = _("Việc số %(number)s") % {"number": held.pk}
    here = reverse("letters:case", args=[held.pk])
    return {
        "case": held, "name": name, "title": more[-1] if more else name, "cancel": here,
        "crumbs": [Crumb(_("Giải quyết tố cáo"), reverse("letters:cases")), Crumb(name, here if more else ""), *map(Crumb, more)],
    }  # fmt: skip


def _form(asking: Asking, held: Case, title: str, *, template: str = "letters/form.html", **more: Any) -> HttpResponse:
    return asking.page(template, about(held, title) | {"button": _("Ghi vào sổ"), **more})


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """Those open to me, called by number: who is in one is read on its page."""
    if not own(request.actor):
        raise Http404
    ended = request.GET.get("state") == "ended"
    edges = {name: request.GET.get(name, "") for name in ("after", "before")}
    found = page(case_queries.open_to_me(request.actor, ended=ended), order=("pk",), **edges)
    called = cases_called((case.pk, case.kind) for case in found.items)
    here = reverse("letters:cases")
    given = {
        "rows": [called[case.pk] for case in found.items if case.pk in called], "page": found,
        "tabs": [Tab(_("Đang mở"), here, not ended), Tab(_("Đã kết thúc"), f"{here}?state=ended", ended)],
        "crumbs": [Crumb(_("Sổ đơn thư"), reverse("letters:book")), Crumb(_("Giải quyết tố cáo"))],
    }  # fmt: skip
    return render(request, "letters/cases.html", given)


@require_http_methods(["GET", "POST"])
def start(request: SignedRequest, letter: int) -> HttpResponse:
    """A case begins out of a letter that is handled here; there is no other way to begin one."""
    row = letter_or_404(request, letter)
    place, sorting = place_of(row.organisation_id), sorting_of(row)
    if place is None or sorting is None or sorting.outcome != COMPETENT:
        raise Http404
    form = StartForm(request.POST or None, actor=request.actor, place=place)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data["on"]
        with asking:
            made = opening.open_denunciation(row.pk, form.denounced(), told, actor=request.actor)
            return redirect("letters:case", made.pk)
    title = _("Lập việc giải quyết tố cáo")
    given = about_letter(row, title) | {
        "title": title, "button": _("Lập việc"),
        "says": _("Việc này chỉ mở cho người lập; người khác do hai cán bộ cho mở. Tên người viết đơn không ghi ở đây."),
    }  # fmt: skip
    return asking.page("letters/denounced.html", given)


@require_safe
def one(request: SignedRequest, case: int) -> HttpResponse:
    """What comes next first; then what is alleged and concluded, and its course."""
    held, today = case_or_404(request.actor, case, KIND), clock.today()
    facts, offers = case_queries.denunciation_of(held), case_queries.offers_of(held)
    place, said = place_of(body_of(held)), list(told_at(held).values())
    given = about(held) | {
        "facts": facts, "letter": facts.letter, "organ": organ_name(facts.organ, place.category, place.name) if place else "",
        "alleged": alleged(held), "may_change": opening.may_change(held), "until": until(held),
        "offers": [offer for offer in offers if not offer.optional], "others": [offer for offer in offers if offer.optional],
        "kept_at": next((LIES_AT[one["kept_at"]] for one in said if one.get("kept_at") in LIES_AT), ""),
        "answered": next((one["answered"] for one in said if "answered" in one), None), "announced": step_on(held, ANNOUNCED),
        "unknown": case_queries.ground_shown(held, today, request.actor), "last": undoing.last_step(held),
    }  # fmt: skip
    return render(request, "letters/case.html", given)


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """One step that may be taken now."""
    held = case_or_404(request.actor, case, KIND)
    offer = next((one for one in case_queries.offers_of(held) if one.code == code), None)
    if offer is None:
        raise Http404
    form = TakeForm(request.POST or None, code=code, about=alleged(held), issuer=issuer_of(held))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            taking.record_step(held, code, form.given(), actor=request.actor)
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("letters:case", held.pk)
    return _form(asking, held, offer.title, says=SAYS.get(code, ""))


@require_http_methods(["GET", "POST"])
def ground(request: SignedRequest, case: int) -> HttpResponse:
    """What the conclusions stand on where the list is unknown."""
    held = case_or_404(request.actor, case, KIND)
    if case_queries.ground_shown(held, clock.today(), request.actor) is None:
        raise Http404
    form = GroundForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            taking.state_for_conclusion(held, told["article"], told["document"], actor=request.actor)
            return redirect("letters:case", held.pk)
    return _form(asking, held, _("Nêu điều, văn bản làm căn cứ"))


@require_POST
def vouch(request: SignedRequest, case: int) -> HttpResponse:
    """A second officer vouches for it."""
    held = case_or_404(request.actor, case, KIND)
    taking.vouch_for_conclusion(held, actor=request.actor)
    messages.success(request, _("Đã xác nhận."))
    return redirect("letters:case", held.pk)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, case: int) -> HttpResponse:
    """The last step was recorded wrongly."""
    held = case_or_404(request.actor, case, KIND)
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
            return redirect("letters:case", held.pk)
    says = case_kind(KIND).procedure.step(last.code, last.on).title
    return _form(asking, held, _("Hủy bước cuối"), says=says, button=_("Hủy bước này"), grave=True)


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, case: int) -> HttpResponse:
    """Somebody else is denounced in the same letter, or something else alleged."""
    held = case_or_404(request.actor, case, KIND)
    place = place_of(body_of(held))
    if place is None or not opening.may_change(held):
        raise Http404
    form = DenouncedForm(request.POST or None, actor=request.actor, place=place)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            opening.add_denounced(held, form.denounced(), actor=request.actor)
            return redirect("letters:case", held.pk)
    return _form(asking, held, _("Thêm nội dung tố cáo"), template="letters/denounced.html")


@require_POST
def drop(request: SignedRequest, case: int, allegation: int) -> HttpResponse:
    """An allegation was entered wrongly."""
    held = case_or_404(request.actor, case, KIND)
    opening.drop_allegation(held, allegation, actor=request.actor)
    messages.success(request, _("Đã bỏ nội dung ghi nhầm."))
    return redirect("letters:case", held.pk)
