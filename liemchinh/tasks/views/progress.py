"""How far the tasks are: by organisation up and down the tree, by task, on a day; one task with its proofs; a report sent back."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.directives.queries import told_of
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.organisations.forms import day_asked
from liemchinh.organisations.queries import names, path_visible_to, standing
from liemchinh.tasks import answering, queries
from liemchinh.tasks.forms import REASONS, ReasonForm
from liemchinh.tasks.models import Giving, Task
from liemchinh.tasks.progress import OWN, Progress, progress_of
from liemchinh.tasks.views.own import TONES
from liemchinh.tasks.words import GROUPS, OVERDUE, PROOFS, STATES
from liemchinh.web.asking import Asking
from liemchinh.web.components import Bar, Cell, Column, Crumb, KeyFigure, Table
from liemchinh.web.numbers import show_number
from liemchinh.web.paging import page

# What is overdue comes first, in the one red of the house.
ORDER = ("overdue", "late", "on_time", "ahead", "exempt")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _giving_or_404(request: SignedRequest, giving: int) -> tuple[Giving, int]:
    """A giving the actor may see, and the place they look at it from."""
    row = queries.givings_visible_to(request.actor).filter(pk=giving).first()
    at = queries.place_for(request.actor, row, _number(request.GET.get("at"))) if row else None
    if row is None or at is None:
        raise Http404
    return row, at


def _day(request: SignedRequest) -> date:
    """The day asked for, today at the latest; today for what is no day."""
    return min(day_asked(request)[0], clock.today())


def _address(giving: int, at: int, on: date, task: int | None = None) -> str:
    asked: dict[str, Any] = {"at": at}
    if on < clock.today():
        asked["on"] = f"{on:%d/%m/%Y}"
    if task:
        asked["task"] = task
    return f"{reverse('tasks:progress', args=[giving])}?{urlencode(asked)}"


@require_safe
def one(request: SignedRequest, giving: int) -> HttpResponse:
    """Stacked bars of what stands directly below, the tasks one by one; each bar opens what is below it. Prints."""
    row, at = _giving_or_404(request, giving)
    on, chosen = _day(request), _number(request.GET.get("task"))
    task = row.tasks.filter(pk=chosen).first() if chosen else None
    found = progress_of(row, at, on, task=task.pk if task else None)
    way = path_visible_to(request.actor, at, on)
    given = {
        "giving": row, "title": told_of(row.document), "at": at, "on": on, "today": clock.today(), "task": task,
        "place": names([at]).get(at, ""), "found": found,
        "keeps": request.actor.covers(KEEP, row.organisation_id), "legend": [str(STATES[code]) for code in ORDER],
        "crumbs": [Crumb(told_of(row.document), reverse("directives:one", args=[row.document_id])),
                   *(Crumb(version.name, _address(giving, version.organisation_id, on, chosen) if version.organisation_id != at else "")
                     for version in way)],
    }  # fmt: skip
    if found is not None:
        given |= _drawn(row, found, at, on, task)
    return render(request, "tasks/progress.html", given)


def _drawn(giving: Giving, found: Progress, at: int, on: date, task: Task | None) -> dict[str, Any]:
    """The figures, bars and table of a progress."""
    called, stands = names(found.children), _standing(found.children, on)
    order = sorted(
        (key for key in found.children if key != OWN),
        key=lambda key: (-found.children[key][OVERDUE], called.get(key, "")),
    )
    bars = [
        Bar(called.get(key, "") if key in stands else _("%(name)s (đã kết thúc)") % {"name": called.get(key, "")},
            sum(found.children[key].values()), _address(giving.pk, key, on, task.pk if task else None),
            tuple(found.children[key][code] for code in ORDER), _shown(found.children[key]))
        for key in order
    ]  # fmt: skip
    if OWN in found.children:
        own = found.children[OWN]
        bars.append(Bar(_("Chính tổ chức này"), sum(own.values()), "", tuple(own[code] for code in ORDER), _shown(own)))
    figures = [
        KeyFigure(str(STATES[code]), found.whole[code], tone="late" if code == OVERDUE and found.whole[code] else "") for code in ORDER
    ]  # fmt: skip
    columns = (Column(_("Nhiệm vụ")), Column(_("Hạn")), *(Column(str(STATES[code]), numeric=True) for code in ORDER))
    rows = []
    for one in giving.tasks.order_by("number"):
        if one.pk in found.tasks:
            url = f"{reverse('tasks:task', args=[one.pk])}?{urlencode({'at': at})}"
            numbers = [
                Cell(found.tasks[one.pk][code], tone="late" if code == OVERDUE and found.tasks[one.pk][code] else "")
                for code in ORDER
            ]
            title = f"{one.clause}. {one.title}" if one.clause else one.title
            rows.append([Cell(title, url), Cell(f"{found.dues[one.pk]:%d/%m/%Y}"), *numbers])
    return {"bars": bars, "figures": figures, "table": Table(_("Theo từng nhiệm vụ"), columns, rows)}


def _shown(counts: Any) -> str:
    done = counts["on_time"] + counts["late"] + counts["exempt"]
    return f"{show_number(done)}/{show_number(sum(counts.values()))}"


def _standing(numbers: Any, on: date) -> set[int]:
    return set(standing(on).filter(organisation_id__in=list(numbers)).values_list("organisation_id", flat=True))


@require_safe
def addressees(request: SignedRequest, task: int) -> HttpResponse:
    """One task: its clause and document, and each addressee with plan and proof; who is late first asked for. Prints."""
    row = queries.task_of(task)
    giving, at = _giving_or_404(request, row.giving_id if row else 0)
    assert row is not None
    on, state = clock.today(), request.GET.get("state", "")
    state = state if state in STATES else ""
    found = page(
        queries.addressees_of(row, at, on, state), order=("pk",), after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )  # fmt: skip
    told = queries.lines(found.items, row, on)
    given = {
        "task": row, "giving": giving, "title": row.title, "document": told_of(giving.document), "at": at, "place": names([at]).get(at, ""),
        "group": GROUPS[row.group], "proof": PROOFS[row.proof], "page": found, "state": state, "states": STATES.items(), "today": on,
        "rows": [(line, str(STATES[line.state]), TONES[line.state]) for line in told],
        "gives": request.actor.covers(KEEP, giving.organisation_id), "moves": queries.moves_of(giving).get(row.pk, []),
        "crumbs": [Crumb(told_of(giving.document), reverse("directives:one", args=[giving.document_id])),
                   Crumb(_("Tiến độ"), _address(giving.pk, at, on)), Crumb(row.title)],
    }  # fmt: skip
    return render(request, "tasks/task.html", given)


@require_http_methods(["GET", "POST"])
def send_back(request: SignedRequest, answer: int) -> HttpResponse:
    """The giver sends a report back, by a reason of the list."""
    row = queries.answer_of(answer)
    if row is None or row.task is None or not request.actor.covers(KEEP, row.task.giving.organisation_id):
        raise Http404
    form = ReasonForm(request.POST or None, offered=REASONS["return"])
    asking = Asking(request, form)
    back = reverse("tasks:task", args=[row.task_id])
    if asking.is_valid():
        with asking:
            answering.return_answer(answer, form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã trả lại."))
            return redirect(back)
    given = {
        "title": _("Trả lại báo cáo"), "name": names([row.addressee.organisation_id]).get(row.addressee.organisation_id, ""),
        "task": row.task, "proof": queries.proof_of(row), "button": _("Trả lại"), "cancel": back,
        "crumbs": [Crumb(told_of(row.task.giving.document), reverse("directives:one", args=[row.task.giving.document_id])),
                   Crumb(row.task.title, back), Crumb(_("Trả lại báo cáo"))],
    }  # fmt: skip
    return asking.page("tasks/form.html", given)
