"""Rows that are probably people who are in the register already: the list, and one beside those it may be."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.imports import deciding
from liemchinh.imports.comparing import Comparison, comparison
from liemchinh.imports.forms import DecisionForm
from liemchinh.imports.models import WaitingRow
from liemchinh.imports.queries import waiting_visible_to
from liemchinh.imports.views.draft import crumbs
from liemchinh.journal.names import names_of
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.paging import page


@require_safe
def rows(request: SignedRequest) -> HttpResponse:
    """Everything that waits in the reader's scope."""
    actor = request.actor
    if not (actor.may("imports.run") and actor.may("members.edit")):
        raise Http404
    found = waiting_visible_to(actor).select_related("verdict__run")
    beside = {name: request.GET.get(name, "") for name in ("after", "before")}
    shown = page(found, order=("pk",), size=50, **beside)
    names = names_of("organisation", [row.organisation_id for row in shown.items])
    listed = [(row, names.get(row.organisation_id, "")) for row in shown.items]
    given = {"page": shown, "listed": listed, "total": found.count(), "crumbs": crumbs(Crumb(_("Chờ quyết định")))}
    return render(request, "imports/waiting.html", given)


@require_http_methods(["GET", "POST"])
def decide(request: SignedRequest, waiting_id: int) -> HttpResponse:
    """One row beside those it may be; POST says who it is."""
    waiting = waiting_visible_to(request.actor).filter(pk=waiting_id).select_related("verdict__run").first()
    if waiting is None:
        raise Http404
    compared = comparison(waiting, request.actor)
    form = DecisionForm(request.POST if request.method == "POST" else None, choices=_choices(compared))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            said = deciding.decide(waiting_id, _decision(form.cleaned_data["decision"]), actor=request.actor)
            messages.success(request, _("Dòng %(row)s: %(what)s") % {"row": waiting.verdict.row, "what": said.reason})
            return redirect(_next(request, waiting_id))
    given = {
        "waiting": waiting, "compared": compared,
        "crumbs": crumbs(Crumb(_("Chờ quyết định"), reverse("imports:waiting")), Crumb(_("Dòng %(row)s") % {"row": waiting.verdict.row})),
    }  # fmt: skip
    return asking.page("imports/decide.html", given)


def _choices(compared: Comparison) -> list[tuple[str, str]]:
    same = [
        (f"same-{other.person}", _("Là %(name)s đã có trong sổ") % {"name": other.name}) for other in compared.others
    ]
    return [*same, ("other", _("Là người khác, ghi thành người mới")), ("left_out", _("Bỏ dòng này, không ghi gì"))]


def _decision(chosen: str) -> deciding.Decision:
    what, _dash, person = chosen.partition("-")
    return (
        deciding.Decision("same", int(person))
        if what == "same"
        else deciding.Decision("other" if what == "other" else "left_out")
    )


def _next(request: SignedRequest, waiting_id: int) -> str:
    following: WaitingRow | None = waiting_visible_to(request.actor).filter(pk__gt=waiting_id).order_by("pk").first()
    return reverse("imports:decide", args=[following.pk]) if following else reverse("imports:waiting")
