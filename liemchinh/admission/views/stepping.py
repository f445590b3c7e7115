"""One step of a candidate, its cancelling, and the ground of a decision on which the rules are unknown."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.admission import recognition, services
from liemchinh.admission.ceremony import hold_ceremony
from liemchinh.admission.facts import KIND, told_of
from liemchinh.admission.forms import (
    BallotForm,
    CeremonyForm,
    DayForm,
    GroundForm,
    PaperForm,
    RecognitionForm,
)
from liemchinh.admission.grounding import STEPS, state_for_decision, vouch_for_decision
from liemchinh.admission.queries import offers
from liemchinh.admission.undoing import cancel_step, last_step, may_cancel
from liemchinh.admission.views.one import around, case_or_404
from liemchinh.ballots.of_steps import fill_from_box
from liemchinh.casework.forms import CancelStepForm
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.steps import parties_of
from liemchinh.web.asking import Asking

Take = Callable[[Case, Any, Actor], Any]
BALLOT: Mapping[str, Callable[..., int]] = {
    "branch_vote": services.vote_on_admission,
    "recognition_vote": recognition.vote_on_recognition,
    "strike_off_vote": recognition.vote_on_strike_off,
}
PAPER: Mapping[str, Callable[..., int]] = {
    "decided": services.decide_admission,
    "declined": services.decline_admission,
    "struck_off": recognition.strike_off,
    "returned": recognition.return_to_branch,
}
DAY: Mapping[str, Callable[..., int]] = {
    "received": services.receive_decision,
    "withdrawn": services.withdraw_candidate,
}
GRAVE = frozenset({"declined", "withdrawn", "struck_off"})


def _how(code: str) -> tuple[type[forms.Form], Take]:
    """The form of a step, and how its service is called with it."""
    if code in BALLOT:
        return BallotForm, lambda case, form, actor: BALLOT[code](case, form.decision(), form.count(), actor=actor)
    if code in PAPER:
        return PaperForm, lambda case, form, actor: PAPER[code](case, form.decision(), actor=actor)
    if code in DAY:
        return DayForm, lambda case, form, actor: DAY[code](case, form.cleaned_data["on"], actor=actor)
    if code == "recognised":
        return RecognitionForm, lambda case, form, actor: recognition.recognise(
            case, form.decision(), form.cleaned_data["official_from"], actor=actor
        )
    if code == "ceremony":
        return CeremonyForm, lambda case, form, actor: hold_ceremony(
            case, form.cleaned_data["on"], compared=form.cleaned_data["compared"], actor=actor
        )
    raise Http404


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """Records a step that is awaited, by whoever may take it; refused with every reason."""
    held = case_or_404(request, case)
    offer = next((offer for offer in offers(request.actor, held) if offer.code == step), None)
    if offer is None:
        raise Http404
    form_class, take = _how(step)
    form = form_class(request.POST or None)
    fill_from_box(form, held, step)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            take(held, form, request.actor)
            messages.success(request, _("Đã ghi: %(step)s.") % {"step": offer.title})
            return _back(held)
    if step == "ceremony" and all(refusal.code != "may-be-known" for refusal in asking.refusals):
        form.fields["compared"].widget = forms.HiddenInput()
    given = around(request, held, told_of(held), offer.title) | {"button": _("Ghi vào sổ"), "grave": step in GRAVE}
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, case: int) -> HttpResponse:
    """The last step was recorded wrongly: a reason from the list."""
    held = case_or_404(request, case)
    if not may_cancel(held, request.actor):
        raise Http404
    last = last_step(held)
    form = CancelStepForm(request.POST or None, initial={"step": last.recorded_by})
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            told = form.cleaned_data
            cancel_step(held, told["reason"], shown=told["step"], actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return _back(held)
    title = case_kind(KIND).procedure.step(last.code, last.on).title
    given = around(request, held, told_of(held), _("Hủy bước đã ghi nhầm")) | {"says": title}
    given |= {"button": _("Hủy bước này"), "grave": True}
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def ground(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """An officer of the committee states article and document."""
    held = _decided_by(request, case, step)
    form = GroundForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        new = NewGround(step, form.cleaned_data["article"], form.cleaned_data["document"])
        with asking:
            state_for_decision(held, new, actor=request.actor)
            messages.success(request, _("Đã ghi căn cứ. Một cán bộ khác của ban điều hành cần xác nhận."))
            return _back(held)
    says = _(
        "Quy định của ngày này chưa được xác minh: phần mềm không cho phép, cũng không từ chối. Ban điều hành nêu căn cứ của mình."
    )
    given = around(request, held, told_of(held), _("Nêu căn cứ")) | {"button": _("Ghi căn cứ"), "says": says}
    return asking.page("web/form.html", given)


@require_POST
def vouch(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """A second officer confirms what the first stated."""
    held = _decided_by(request, case, step)
    vouch_for_decision(held, step, actor=request.actor)
    messages.success(request, _("Đã xác nhận căn cứ."))
    return _back(held)


def _decided_by(request: SignedRequest, number: int, step: str) -> Case:
    case = case_or_404(request, number)
    if step not in STEPS or not request.actor.covers("members.decide", parties_of(case.pk)["committee"].organisation):
        raise Http404
    return case


def _back(case: Case) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admission:one", args=[case.pk]))
