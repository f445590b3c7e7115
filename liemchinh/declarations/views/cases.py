"""Verifications: those open to me, how one is opened about a declaration, its page and steps. The door of each keeps the reading first."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.forms import CancelStepForm
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.reading import case_or_404
from liemchinh.casework.work import cases_called
from liemchinh.declarations import case_queries, verifying
from liemchinh.declarations.case_forms import GroundForm, StepForm, VerifyForm
from liemchinh.declarations.cases import KIND
from liemchinh.declarations.drawing import ACTING
from liemchinh.declarations.matter import FIRST, issuer_of, verification_of
from liemchinh.declarations.queries import ERASED
from liemchinh.declarations.words import GROUNDS, KINDS, OUTCOMES
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.organs import INSPECTION
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page


def _about(held: Case, *more: str) -> dict[str, Any]:
    name = _("Việc số %(number)s") % {"number": held.pk}
    here = reverse("declarations:case", args=[held.pk])
    way = [Crumb(_("Xác minh tài sản, thu nhập"), reverse("declarations:cases")), Crumb(name, here if more else "")]
    return {
        "case": held, "name": name, "title": more[-1] if more else name, "cancel": here, "crumbs": [*way, *map(Crumb, more)],
    }  # fmt: skip


def _form(
    request: SignedRequest, held: Case, title: str, form: Any, call: Callable[[], object], **more: Any
) -> HttpResponse:
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            call()
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("declarations:case", held.pk)
    return asking.page("web/form.html", _about(held, title) | {"button": title, **more})


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """Those open to me, called by number: who is verified is read on its page."""
    if not ACTING.own(request.actor):
        raise Http404
    ended = request.GET.get("state") == "ended"
    edges = {name: request.GET.get(name, "") for name in ("after", "before")}
    found = page(case_queries.open_to_me(request.actor, ended=ended), order=("pk",), **edges)
    called = cases_called((case.pk, case.kind) for case in found.items)
    here = reverse("declarations:cases")
    given = {
        "rows": [called[case.pk] for case in found.items if case.pk in called], "page": found,
        "tabs": [Tab(_("Đang mở"), here, not ended), Tab(_("Đã kết thúc"), f"{here}?state=ended", ended)],
        "crumbs": [Crumb(_("Xác minh tài sản, thu nhập"))],
    }  # fmt: skip
    return render(request, "declarations/cases.html", given)


@require_http_methods(["GET", "POST"])
def start(request: SignedRequest, organisation: int, duty: int) -> HttpResponse:
    """A case begins about one declaration below the body."""
    row = case_queries.duty_to_verify(request.actor, organisation, duty)
    if row is None:
        raise Http404
    form = VerifyForm(request.POST or None, issuer=Issuer(organisation, INSPECTION), drawn=case_queries.is_drawn(row))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = verifying.open_verification(organisation, row.pk, form.why(), form.given(), actor=request.actor)
            return redirect("declarations:case", made.pk)
    name, person = names([organisation]).get(organisation, ""), people_names([row.person_id]).get(row.person_id, ERASED)
    title = _("Mở việc xác minh")
    given = {
        "title": title, "name": f"{name} – {person}, {KINDS[row.kind]} {row.year}", "button": title,
        "cancel": reverse("declarations:draws", args=[organisation]),
        "says": _("Việc này chỉ mở cho người lập; người khác do hai cán bộ cho mở. Nội dung bản kê khai không ghi ở đây."),
        "crumbs": [Crumb(_("Xác minh tài sản, thu nhập"), reverse("declarations:cases")), Crumb(title)],
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_safe
def one(request: SignedRequest, case: int) -> HttpResponse:
    """What comes next first; then the ground, the outcome, and its course."""
    held = case_or_404(request.actor, case, KIND)
    facts, offers = verification_of(held), case_queries.offers_of(held)
    row = case_queries.outcome_of(facts)
    given = _about(held) | {
        "facts": facts, "person": people_names([facts.duty.person_id]).get(facts.duty.person_id, ERASED),
        "declared": KINDS[facts.duty.kind], "ground": GROUNDS[facts.ground], "offers": offers, "outcome": row,
        "concluded": OUTCOMES[row.outcome] if row else "", "last": verifying.last_step(held),
        "unknown": case_queries.ground_shown(held, clock.today(), request.actor),
    }  # fmt: skip
    return render(request, "declarations/case.html", given)


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """One step that may be taken now."""
    held = case_or_404(request.actor, case, KIND)
    offer = next((one for one in case_queries.offers_of(held) if one.code == code), None)
    if offer is None or code == FIRST:
        raise Http404
    form = StepForm(request.POST or None, code=code, issuer=issuer_of(held))

    def call() -> object:
        return verifying.record_verification_step(held, code, form.given(), actor=request.actor)

    says = _("Phần mềm không đề xuất kết luận nào.") if code == "concluded" else ""
    return _form(request, held, offer.title, form, call, says=says)


@require_http_methods(["GET", "POST"])
def ground(request: SignedRequest, case: int) -> HttpResponse:
    """What the conclusion stands on where the list is unknown."""
    held = case_or_404(request.actor, case, KIND)
    if case_queries.ground_shown(held, clock.today(), request.actor) is None:
        raise Http404
    form = GroundForm(request.POST or None)

    def call() -> object:
        told = form.cleaned_data
        return verifying.state_for_outcome(held, told["article"], told["document"], actor=request.actor)

    return _form(request, held, _("Nêu điều, văn bản làm căn cứ"), form, call)


@require_POST
def vouch(request: SignedRequest, case: int) -> HttpResponse:
    """A second officer vouches for it."""
    held = case_or_404(request.actor, case, KIND)
    verifying.vouch_for_outcome(held, actor=request.actor)
    messages.success(request, _("Đã xác nhận."))
    return redirect("declarations:case", held.pk)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, case: int) -> HttpResponse:
    """The last step was recorded wrongly."""
    held = case_or_404(request.actor, case, KIND)
    last = verifying.last_step(held)
    if last is None:
        raise Http404
    form = CancelStepForm(request.POST or None, initial={"step": last.recorded_by})

    def call() -> object:
        told = form.cleaned_data
        return verifying.cancel_verification_step(held, told["reason"], shown=told["step"], actor=request.actor)

    says = case_kind(KIND).procedure.step(last.code, last.on).title
    return _form(request, held, _("Hủy bước cuối"), form, call, says=says, grave=True)
