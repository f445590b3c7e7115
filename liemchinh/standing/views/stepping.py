"""A step of a change of standing, its cancelling, and what a step stands on where the rules are unknown."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots.of_steps import fill_from_box
from liemchinh.casework.forms import CancelStepForm
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.standing.cases import KIND, last_step
from liemchinh.standing.forms import BallotForm, GroundForm, MatterForm
from liemchinh.standing.grounding import state
from liemchinh.standing.grounding import vouch as vouch_for
from liemchinh.standing.matter import Subject, subject_of
from liemchinh.standing.queries import case_visible_to, offers
from liemchinh.standing.rules import RULES
from liemchinh.standing.services import record_step
from liemchinh.standing.taking import APPEALS
from liemchinh.standing.undoing import cancel_step, may_cancel
from liemchinh.standing.views.one import around, case_or_404
from liemchinh.standing.words import GONE, SAYS
from liemchinh.web.asking import Asking

GRAVE = frozenset({*GONE, "leave_decided", "strike_off_decided"})


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """Records a step that is awaited, by whoever may take it; refused with every reason."""
    held = case_or_404(request, case)
    offer = next((offer for offer in offers(request.actor, held) if offer.code == step), None)
    if offer is None:
        raise Http404
    subject = subject_of(held, clock.today())
    form = _form(request, step, subject)
    fill_from_box(form, held, step)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            record_step(held, step, form.given(), actor=request.actor)
            messages.success(request, _("Đã ghi: %(step)s.") % {"step": offer.title})
            return _back(request, held)
    given = around(request, held, subject, offer.title) | {
        "says": SAYS.get(step, ""), "button": _("Ghi vào sổ"), "grave": step in GRAVE,
    }  # fmt: skip
    return asking.page("standing/form.html", given)


def _form(request: SignedRequest, step: str, subject: Subject) -> Any:
    if step == "strike_off_voted":
        return BallotForm(request.POST or None)
    return MatterForm(
        request.POST or None, code=step, actor=request.actor, branch=subject.branch,
        committee=subject.committee if step in APPEALS else None,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, case: int) -> HttpResponse:
    """The last step was recorded wrongly: a reason from the list."""
    held = case_or_404(request, case)
    last = last_step(held)
    if last is None or not may_cancel(held, request.actor):
        raise Http404
    form = CancelStepForm(request.POST or None, initial={"step": last.recorded_by})
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            told = form.cleaned_data
            cancel_step(held, told["reason"], shown=told["step"], actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return _back(request, held)
    title = case_kind(KIND).procedure.step(last.code, last.on).title
    given = around(request, held, subject_of(held, clock.today()), _("Hủy bước đã ghi nhầm"))
    given |= {"says": title, "button": _("Hủy bước này"), "grave": True}
    return asking.page("standing/form.html", given)


@require_http_methods(["GET", "POST"])
def ground(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """An officer states article and document."""
    held, subject = _standing_behind(request, case, step)
    form = GroundForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        new = NewGround(step, form.cleaned_data["article"], form.cleaned_data["document"])
        with asking:
            state(held, new, actor=request.actor)
            messages.success(request, _("Đã ghi căn cứ. Một cán bộ khác cần xác nhận."))
            return _back(request, held)
    says = _(
        "Điều này chưa xác minh được: phần mềm không cho phép, cũng không từ chối. Hai cán bộ nêu và xác nhận căn cứ."
    )
    given = around(request, held, subject, _("Nêu điều, văn bản"))
    given |= {"says": says, "button": _("Ghi căn cứ")}
    return asking.page("standing/form.html", given)


@require_POST
def vouch(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """A second officer confirms what the first stated."""
    held, _subject = _standing_behind(request, case, step)
    vouch_for(held, step, actor=request.actor)
    messages.success(request, _("Đã xác nhận căn cứ."))
    return _back(request, held)


def _standing_behind(request: SignedRequest, number: int, step: str) -> tuple[Case, Subject]:
    case, rule = case_or_404(request, number), RULES.get(step)
    subject = subject_of(case, clock.today())
    if rule is None or not rule.grounded or not request.actor.covers(rule.verb, subject.place(rule.at)):
        raise Http404
    return case, subject


def _back(request: SignedRequest, case: Case) -> HttpResponseRedirect:
    """To the matter, or to the list once it is gone from the screens."""
    there = case_visible_to(request.actor, case.pk) is not None
    return HttpResponseRedirect(reverse("standing:one", args=[case.pk]) if there else reverse("standing:list"))
