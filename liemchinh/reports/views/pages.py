"""Reports of what the reader sees, one of them as it is now, a new one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import number_in
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reports import writing
from liemchinh.reports.changes import Changed, changes
from liemchinh.reports.content import Content, from_bytes
from liemchinh.reports.defined import choices_of, definition_of
from liemchinh.reports.documents.files import content_of
from liemchinh.reports.handed import last_look, reports_visible_to, stand_of
from liemchinh.reports.models import Drafted, Report
from liemchinh.reports.naming import title_of
from liemchinh.reports.own_templates import VERB
from liemchinh.reports.views.frame import crumbs, report_or_404
from liemchinh.reports.views.preparing import is_prepared
from liemchinh.reports.words import KEEP, SEE
from liemchinh.reports.writing_forms import StartForm
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.reports import ProsePart

MOST = 100


@require_safe
def reports(request: SignedRequest) -> HttpResponse:
    """The newest reports of what the reader sees, or of the organisation in the address."""
    at = number_in(request.GET.get("at"))
    if not request.actor.may(SEE) or (at is not None and not request.actor.covers(SEE, at)):
        raise Http404
    rows = reports_visible_to(request.actor).select_related("edition__definition").order_by("-last", "-pk")
    shown = list((rows if at is None else rows.filter(organisation_id=at))[:MOST])
    called = names({row.organisation_id for row in shown} | ({at} if at is not None else set()))
    own = at if at is not None else min(request.actor.roots(KEEP), default=None)
    given = {
        "rows": [
            (row, title_of(row), called.get(row.organisation_id, ""), stand_of(row)) for row in shown
        ],
        "name": called.get(at, "") if at is not None else "", "at": at, "most": MOST, "full": len(shown) == MOST,
        "start": reverse("reports:start", args=[own]) if own is not None and request.actor.covers(KEEP, own) else "",
        "templates": _templates_of(request, at),
        "defines": request.actor.may(KEEP),
    }  # fmt: skip
    return render(request, "reports/list.html", given)


def _templates_of(request: SignedRequest, at: int | None) -> str:
    """The way to the pages of Word of a place, for whoever keeps them."""
    place = at if at is not None else min(request.actor.roots(VERB), default=None)
    return reverse("reports:templates", args=[place]) if place is not None and request.actor.covers(VERB, place) else ""


@require_http_methods(["GET", "POST"])
def start(request: SignedRequest, organisation: int) -> HttpResponse:
    """A new report of an organisation."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    choices = choices_of(organisation)
    form = StartForm(request.POST or None, choices=choices, initial={"on": clock.today(), "kind": "month"})
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            made = writing.start_report(
                organisation, told["definition"], told["kind"], form.period(), actor=request.actor
            )
            messages.success(request, _("Đã bắt đầu báo cáo. Số liệu tự điền; phần lời thì viết."))
            return redirect("reports:one", made.pk)
    title = _("Bắt đầu báo cáo")
    given = {
        "title": title, "name": names([organisation]).get(organisation, ""), "crumbs": crumbs(None, Crumb(title)),
        "button": title, "cancel": reverse("reports:list"), "empty": not choices,
    }  # fmt: skip
    return asking.page("reports/start.html", given)


@require_safe
def one(request: SignedRequest, report: int) -> HttpResponse:
    """The report as it is now; of a signed one what was signed."""
    row = report_or_404(request, report)
    if not is_prepared(row):
        return redirect("reports:prepare", row.pk)
    stand = stand_of(row)
    content = content_of(row, request.actor)
    writes = stand.is_written and request.actor.covers(KEEP, row.organisation_id)
    drafted = last_look(row) if writes else None
    given = {
        "report": row, "content": content, "stand": stand, "crumbs": crumbs(row), "writes": writes, "drafted": drafted,
        "changed": _changed(drafted, content), "prose": _parts(row),
        "takes": request.actor.covers("figures.export", row.organisation_id),
    }  # fmt: skip
    return render(request, "reports/one.html", given)


def _changed(drafted: Drafted | None, content: Content) -> list[Changed]:
    return changes(from_bytes(bytes(drafted.content)), content) if drafted else []


def _parts(row: Report) -> dict[str, ProsePart]:
    return {part.code: part for part in definition_of(row).parts() if isinstance(part, ProsePart)}


def _kept(request: SignedRequest, report: int) -> None:
    if not request.actor.covers(KEEP, report_or_404(request, report).organisation_id):
        raise Http404


@require_POST
def looked(request: SignedRequest, report: int) -> HttpResponse:
    """The figures were seen: what changes from now on is shown."""
    _kept(request, report)
    writing.look_at_report(report, actor=request.actor)
    messages.success(request, _("Đã ghi. Từ đây số nào đổi thì hiện ra ở đầu báo cáo."))
    return redirect("reports:one", report)


@require_POST
def give_up(request: SignedRequest, report: int) -> HttpResponse:
    """The report is not made."""
    _kept(request, report)
    writing.give_up_report(report, actor=request.actor)
    messages.success(request, _("Đã thôi làm báo cáo này. Việc ấy vẫn còn trong sổ."))
    return redirect("reports:list")
