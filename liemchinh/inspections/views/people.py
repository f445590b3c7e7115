"""Who is in the team, and what has to be done afterwards."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.models import Case
from liemchinh.inspections import follow_ups, team
from liemchinh.inspections.case_forms import AnswerForm, DoneForm, DutyForm, JoinForm
from liemchinh.inspections.case_queries import team_shown, to_do
from liemchinh.inspections.matter import body_of, subjects
from liemchinh.inspections.views.cases import about, case_or_404
from liemchinh.journal import clock
from liemchinh.members.forms import CancelForm
from liemchinh.web.asking import Asking


def _form(asking: Asking, held: Case, title: str, **more: Any) -> HttpResponse:
    given = about(held, title) | {
        "title": title, "button": _("Ghi vào sổ"), "cancel": reverse("inspections:case", args=[held.pk]), **more,
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def join(request: SignedRequest, case: int) -> HttpResponse:
    """Somebody joins the team."""
    held = case_or_404(request, case)
    form = JoinForm(request.POST or None, actor=request.actor, organisation=body_of(held))
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            team.join_team(held, told["person"], leads=told["leads"], actor=request.actor)
            return redirect("inspections:case", held.pk)
    return _form(asking, held, _("Thêm người vào tổ"))


@require_POST
def leave(request: SignedRequest, case: int, person: int) -> HttpResponse:
    """Somebody leaves the team; no reason is asked."""
    held = case_or_404(request, case)
    team.leave_team(held, person, actor=request.actor)
    messages.success(request, _("Đã ghi rời tổ."))
    return redirect("inspections:case", held.pk)


@require_POST
def challenge(request: SignedRequest, case: int, person: int) -> HttpResponse:
    """A challenge received on paper."""
    held = case_or_404(request, case)
    team.challenge_member(held, person, actor=request.actor)
    messages.success(request, _("Đã ghi đề nghị thay đổi."))
    return redirect("inspections:case", held.pk)


@require_http_methods(["GET", "POST"])
def answer(request: SignedRequest, case: int, person: int) -> HttpResponse:
    """The answer to a challenge."""
    held = case_or_404(request, case)
    if not any(one.row.person_id == person and one.challenged for one in team_shown(held)):
        raise Http404
    form = AnswerForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            team.answer_challenge(held, person, told["on"], upheld=told["upheld"] == "yes", actor=request.actor)
            return redirect("inspections:case", held.pk)
    return _form(asking, held, _("Trả lời đề nghị thay đổi người trong tổ"))


@require_http_methods(["GET", "POST"])
def duty(request: SignedRequest, case: int) -> HttpResponse:
    """Something has to be done after the conclusion."""
    held = case_or_404(request, case)
    form = DutyForm(request.POST or None, subjects=subjects(held))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            follow_ups.set_follow_up(held, form.duty(), actor=request.actor)
            return redirect("inspections:case", held.pk)
    return _form(asking, held, _("Giao việc phải làm theo kết luận"))


@require_http_methods(["GET", "POST"])
def done(request: SignedRequest, case: int, follow_up: int) -> HttpResponse:
    """It was done on a day."""
    held = case_or_404(request, case)
    row = next((one for one in to_do(held, clock.today()) if one.row.pk == follow_up), None)
    if row is None:
        raise Http404
    form = DoneForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        on = form.cleaned_data["on"]
        with asking:
            follow_ups.follow_up_done(held, follow_up, on, actor=request.actor)
            return redirect("inspections:case", held.pk)
    told = _("Ghi xong, một người khác đang mở việc này xác nhận.")
    return _form(asking, held, _("Ghi việc đã làm"), place=f"{row.name}: {row.what}", says=told)


@require_http_methods(["GET", "POST"])
def cancel_duty(request: SignedRequest, case: int, follow_up: int) -> HttpResponse:
    """It was set wrongly."""
    held = case_or_404(request, case)
    row = next((one for one in to_do(held, clock.today()) if one.row.pk == follow_up), None)
    if row is None:
        raise Http404
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            follow_ups.cancel_follow_up(held, follow_up, reason, actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return redirect("inspections:case", held.pk)
    title = _("Hủy việc giao nhầm")
    return _form(asking, held, title, place=f"{row.name}: {row.what}", button=title, grave=True)


@require_POST
def confirm(request: SignedRequest, case: int, follow_up: int) -> HttpResponse:
    """A second officer confirms."""
    held = case_or_404(request, case)
    follow_ups.confirm_follow_up(held, follow_up, actor=request.actor)
    messages.success(request, _("Đã xác nhận."))
    return redirect("inspections:case", held.pk)
