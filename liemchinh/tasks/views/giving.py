"""Tasks of a document are given: written, looked at once more with how many they go to, given; a day moved, taken back when wrong."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.directives.queries import documents_visible_to, in_force, told_of
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.organisations.queries import names, standing
from liemchinh.tasks import moving, queries, services
from liemchinh.tasks.addressing import addressed, categories_below
from liemchinh.tasks.forms import MORE, REASONS, MoveForm, ReasonForm, TaskRows, ToForm
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
def give(request: SignedRequest, document: int) -> HttpResponse:
    """The tasks, row by row, and to whom. Pressed once it says how many that are; pressed again it gives."""
    row = in_force(documents_visible_to(request.actor), clock.today()).filter(pk=document).first()
    if row is None or not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    on, posted = clock.today(), request.method == "POST"
    data: Any = request.POST.copy() if posted else None
    more = posted and "more" in request.POST
    if more:
        data["t-TOTAL_FORMS"] = str(_total(data) + MORE)
    rows = TaskRows(data, prefix="t")
    to = ToForm(data, places=_places(row.organisation_id), counts=categories_below(row.organisation_id, on))
    asking, count = Asking(request, None, rows, to), None
    if not more and asking.is_valid():
        count = len(addressed(to.to(), on))
        # What was looked at is what is given: another number is shown first.
        if "give" in request.POST and request.POST.get("seen") == str(count):
            with asking:
                made = services.give_tasks(row.pk, rows.tasks(), to.to(), actor=request.actor)
                told = {"tasks": len(rows.tasks()), "count": count}
                messages.success(request, _("Đã giao %(tasks)s nhiệm vụ cho %(count)s tổ chức.") % told)
                return redirect("tasks:progress", made.pk)
    here = reverse("directives:one", args=[row.pk])
    given = {
        "document": row, "name": told_of(row), "rows": rows, "to": to, "cancel": here,
        "count": count, "many": len(rows.tasks()) if count is not None else 0,
        "crumbs": [Crumb(told_of(row), here), Crumb(_("Giao nhiệm vụ"))],
    }  # fmt: skip
    return asking.page("tasks/give.html", given, fine=more or count is not None)


def _total(data: Any) -> int:
    text = data.get("t-TOTAL_FORMS", "")
    return min(int(text), 60) if text.isascii() and text.isdigit() and len(text) < 4 else MORE


def _places(organisation: int) -> list[tuple[int, str]]:
    """The organisation itself, and what stands directly under it."""
    children = standing(clock.today()).filter(parent_id=organisation).exclude(category="unassigned")
    own = names([organisation]).get(organisation, "")
    return [
        (organisation, own),
        *children.order_by("sort_key", "organisation_id").values_list("organisation_id", "name"),
    ]


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, giving: int) -> HttpResponse:
    """Tasks given wrongly are taken back."""
    row = queries.givings_visible_to(request.actor).filter(pk=giving).first()
    if row is None or not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    form = ReasonForm(request.POST or None, offered=REASONS["cancel"])
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            services.withdraw_giving(row.pk, reason=reason, actor=request.actor)
            messages.success(request, _("Đã rút nhiệm vụ giao nhầm."))
            return redirect("directives:one", row.document_id)
    back = reverse("tasks:progress", args=[row.pk])
    given = {
        "title": _("Rút nhiệm vụ giao nhầm"), "name": told_of(row.document), "grave": True,
        "button": _("Rút nhiệm vụ"), "cancel": back,
        "crumbs": [Crumb(told_of(row.document), reverse("directives:one", args=[row.document_id])), Crumb(_("Tiến độ"), back),
                   Crumb(_("Rút nhiệm vụ giao nhầm"))],
    }  # fmt: skip
    return asking.page("tasks/form.html", given)


@require_http_methods(["GET", "POST"])
def move(request: SignedRequest, task: int) -> HttpResponse:
    """Another day for a task, by a decision; all who were given it see both days."""
    row = queries.task_of(task)
    if row is None or not request.actor.covers(KEEP, row.giving.organisation_id):
        raise Http404
    form = MoveForm(request.POST or None, initial={"on": clock.today()})
    asking = Asking(request, form)
    back = reverse("tasks:task", args=[task])
    if asking.is_valid():
        with asking:
            moving.move_due(task, form.day(), actor=request.actor)
            messages.success(request, _("Đã dời hạn."))
            return redirect(back)
    document = row.giving.document
    given = {
        "title": _("Dời hạn"), "name": told_of(document), "task": row, "button": _("Dời hạn"),
        "cancel": back,
        "crumbs": [Crumb(told_of(document), reverse("directives:one", args=[document.pk])), Crumb(row.title, back), Crumb(_("Dời hạn"))],
    }  # fmt: skip
    return asking.page("tasks/form.html", given)
