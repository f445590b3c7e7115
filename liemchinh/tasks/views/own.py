"""An organisation's own tasks: what waits, received by one press, planned, reported, not for it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.directives.queries import told_of
from liemchinh.directives.words import KEEP, SEE
from liemchinh.journal import clock
from liemchinh.members.offices import posts_that_are
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from liemchinh.tasks import answering, queries
from liemchinh.tasks.forms import REASONS, PlanForm, ReasonForm, ReportForm
from liemchinh.tasks.models import Giving, Task
from liemchinh.tasks.words import GROUPS, STATES
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.paging import page
from regulations.code_lists import HEAD

TONES = {"on_time": "good", "late": "warn", "overdue": "late", "ahead": "accent", "exempt": ""}


def place_or_404(request: SignedRequest, organisation: int, verb: str) -> Version:
    """An organisation that stands, over which the actor holds the verb."""
    place = standing(clock.today()).filter(organisation_id=organisation).first()
    if place is None or not request.actor.covers(verb, organisation):
        raise Http404
    return place


def giving_or_404(organisation: int, giving: int) -> Giving:
    """A giving whose duties the organisation carries."""
    row = queries.given_to(organisation).filter(pk=giving).first()
    if row is None:
        raise Http404
    return row


@require_safe
def listed(request: SignedRequest, organisation: int) -> HttpResponse:
    """What the organisation has to do, and what it gave others, the newest first."""
    place, on = place_or_404(request, organisation, SEE), clock.today()
    rows = queries.given_to(organisation).annotate(newest=F("pk") * -1)
    found = page(rows, order=("newest",), after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    waits = queries.open_counts([row.pk for row in found.items], organisation, on)
    given = {
        "at": organisation, "name": place.name, "page": found, "today": on,
        "rows": [(row, told_of(row.document), *waits.get(row.pk, (0, None))) for row in found.items],
        "gave": [(row, told_of(row.document)) for row in queries.given_by(organisation)[:20]],
        "crumbs": [Crumb(place.name, reverse("organisations:one", args=[organisation])), Crumb(_("Nhiệm vụ được giao"))],
    }  # fmt: skip
    return render(request, "tasks/list.html", given)


@require_safe
def mine(request: SignedRequest, organisation: int, giving: int) -> HttpResponse:
    """The tasks of one giving as the organisation carries them; each is answered from here. Prints."""
    place = place_or_404(request, organisation, SEE)
    row, on = giving_or_404(organisation, giving), clock.today()
    found = queries.duties(row, organisation, on)
    groups = [
        (str(words), [(one, str(STATES[one.state]), TONES[one.state], queries.proof_of(one.answer)) for one in found
                      if one.task.group == code])
        for code, words in GROUPS.items()
    ]  # fmt: skip
    given = {
        "at": organisation, "name": place.name, "giving": row, "title": told_of(row.document), "today": on,
        "received": queries.is_received(row, organisation), "keeps": request.actor.covers(KEEP, organisation),
        "groups": [group for group in groups if group[1]], "open": sum(one.is_open for one in found),
        "ended": found[0].for_ended if found else (),
        "plan_url": f"{reverse('directives:new', args=[organisation])}?carries={row.document_id}",
        "crumbs": [Crumb(_("Nhiệm vụ được giao"), reverse("tasks:list", args=[organisation])), Crumb(told_of(row.document))],
    }  # fmt: skip
    return render(request, "tasks/mine.html", given)


@require_POST
def acknowledge(request: SignedRequest, organisation: int, giving: int) -> HttpResponse:
    """The tasks have arrived."""
    place_or_404(request, organisation, KEEP)
    giving_or_404(organisation, giving)
    answering.acknowledge_tasks(giving, organisation, actor=request.actor)
    messages.success(request, _("Đã ghi tiếp nhận."))
    return redirect("tasks:mine", organisation, giving)


@require_http_methods(["GET", "POST"])
def plan(request: SignedRequest, organisation: int, task: int) -> HttpResponse:
    """By when, and which post sees to it."""
    row = _task_or_404(request, organisation, task)
    form = PlanForm(request.POST or None, initial={"until": row.due_on, "post": next(iter(posts_that_are(HEAD)), "")})

    def call() -> Any:
        return answering.plan_task(
            task, organisation, form.cleaned_data["until"], form.cleaned_data["post"], actor=request.actor
        )

    return _answered(request, organisation, row, form, call, _("Lên kế hoạch"), _("Ghi kế hoạch"))


@require_http_methods(["GET", "POST"])
def report(request: SignedRequest, organisation: int, task: int) -> HttpResponse:
    """Done, with the proof the task asks for."""
    row = _task_or_404(request, organisation, task)
    listed = queries.plans_of(organisation, row.giving.document_id)
    form = ReportForm(request.POST or None, proof=row.proof, plans=[(one.pk, told_of(one)) for one in listed])
    dated = {one.pk: one.dated for one in listed}

    def call() -> Any:
        return answering.report_task(task, organisation, form.proof(dated), actor=request.actor)

    return _answered(request, organisation, row, form, call, _("Báo cáo đã làm"), _("Gửi báo cáo"))


@require_http_methods(["GET", "POST"])
def not_applicable(request: SignedRequest, organisation: int, task: int) -> HttpResponse:
    """Not for this organisation, by a reason of the list."""
    row = _task_or_404(request, organisation, task)
    form = ReasonForm(request.POST or None, offered=REASONS["not-applicable"])

    def call() -> Any:
        return answering.say_not_applicable(task, organisation, form.cleaned_data["reason"], actor=request.actor)

    return _answered(request, organisation, row, form, call, _("Không áp dụng cho tổ chức"), _("Gửi"))


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, answer: int) -> HttpResponse:
    """What was answered here was written wrongly."""
    row = queries.answer_of(answer)
    if row is None or row.task is None:
        raise Http404
    at = answering.borne_by_one(row.addressee.organisation_id)
    place_or_404(request, at, KEEP)
    form = ReasonForm(request.POST or None, offered=REASONS["cancel"])

    def call() -> Any:
        return answering.cancel_answer(answer, form.cleaned_data["reason"], actor=request.actor)

    return _answered(request, at, row.task, form, call, _("Hủy báo cáo ghi nhầm"), _("Hủy báo cáo"))


def _task_or_404(request: SignedRequest, organisation: int, task: int) -> Task:
    place_or_404(request, organisation, KEEP)
    row = queries.task_of(task)
    if row is None:
        raise Http404
    giving_or_404(organisation, row.giving_id)
    return row


def _answered(
    request: SignedRequest, organisation: int, task: Task, form: Any, call: Callable[[], Any], title: str, button: str
) -> HttpResponse:  # fmt: skip
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            call()
            messages.success(request, _("Đã ghi: %(title)s.") % {"title": task.title})
            return redirect("tasks:mine", organisation, task.giving_id)
    back = reverse("tasks:mine", args=[organisation, task.giving_id])
    given = {
        "title": title, "name": task.title, "task": task, "button": button, "cancel": back,
        "plan_url": f"{reverse('directives:new', args=[organisation])}?carries={task.giving.document_id}",
        "crumbs": [Crumb(_("Nhiệm vụ được giao"), reverse("tasks:list", args=[organisation])), Crumb(told_of(task.giving.document), back),
                   Crumb(title)],
    }  # fmt: skip
    return asking.page("tasks/form.html", given)
