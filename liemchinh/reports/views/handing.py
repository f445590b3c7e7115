"""The way of a report: where it stands, what the checks find, and what may be done with it next."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reports import handing, signing
from liemchinh.reports.content import from_bytes
from liemchinh.reports.forms import SignForm
from liemchinh.reports.handed import above_of, snapshot_of, stand_of, steps_of
from liemchinh.reports.models import Report
from liemchinh.reports.signing import checked
from liemchinh.reports.telling import sentence_of
from liemchinh.reports.views.findings import shown_findings
from liemchinh.reports.views.frame import crumbs, head_of, report_or_404, way_crumb
from liemchinh.reports.views.preparing import is_prepared
from liemchinh.reports.words import APPROVED, HANDINGS, KEEP, REASONS, SIGN, SIGNED, SUBMITTED
from liemchinh.tasks.forms import ReasonForm
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Event
from liemchinh.web.dates import show


@require_safe
def way(request: SignedRequest, report: int) -> HttpResponse:
    """Its steps, what the checks find now, and what this actor may do next."""
    row = report_or_404(request, report)
    if not is_prepared(row):
        return redirect("reports:prepare", row.pk)
    return _way(request, row, Asking(request))


def _way(request: SignedRequest, row: Report, asking: Asking) -> HttpResponse:
    stand, actor = stand_of(row), request.actor
    above = above_of(row.organisation_id, clock.today())
    snapshot = snapshot_of(row)
    made = None if snapshot else checked(row, actor=actor)
    may = {
        "submit": stand.is_written and actor.covers(KEEP, row.organisation_id),
        "ask": actor.covers(KEEP, row.organisation_id),
        "approve": stand.kind == SUBMITTED and actor.covers(SIGN, above),
        "return": stand.kind in (SUBMITTED, APPROVED) and actor.covers(SIGN, above),
        "sign": stand.kind == APPROVED and actor.covers(SIGN, row.organisation_id),
        "again": stand.kind == SIGNED and actor.covers(KEEP, row.organisation_id),
        "take": actor.covers("figures.export", row.organisation_id),
    }
    given = {
        **head_of(row), "stand": stand, "may": may, "above": names([above]).get(above, ""), "snapshot": snapshot,
        "at_top": above == row.organisation_id,
        "title": from_bytes(snapshot.content).title if snapshot else made.filled.content.title if made else "",
        "findings": shown_findings(row, made) if made else (), "events": _events(row), "replaces": row.replaces,
        "crumbs": crumbs(row, Crumb(way_crumb(row).title)),
    }  # fmt: skip
    return asking.page("reports/way.html", given)


def _events(row: Report) -> list[Event]:
    steps = steps_of(row)
    called = names({step.organisation_id for step in steps})
    return [
        Event(
            show(step.on), str(HANDINGS[step.kind]), " · ".join(filter(None, (
                called.get(step.organisation_id, ""), str(REASONS.get(step.reason, "")), step.number,
            ))), tone="late" if step.reason else "good" if step.kind == SIGNED else "",
        )
        for step in steps
    ]  # fmt: skip


@require_POST
def submit(request: SignedRequest, report: int) -> HttpResponse:
    """Sent upward."""
    return _done(request, report, KEEP, handing.submit_report, _("Đã gửi báo cáo, chờ duyệt."))


@require_POST
def approve(request: SignedRequest, report: int) -> HttpResponse:
    """The one above agrees."""
    return _done(request, report, "", handing.approve_report, _("Đã duyệt báo cáo."))


@require_POST
def again(request: SignedRequest, report: int) -> HttpResponse:
    """A signed one is opened again as a new one."""
    row = report_or_404(request, report)
    _door(request, row, KEEP)
    asking = Asking(request)
    with asking:
        new = handing.open_again(report, actor=request.actor)
        messages.success(request, _("Đã mở thành báo cáo mới; báo cáo đã ký giữ nguyên."))
        return redirect("reports:way", new.pk)
    return _way(request, row, asking)


def _done(
    request: SignedRequest, report: int, verb: str, call: Callable[..., object], told: str
) -> HttpResponse:  # fmt: skip
    row = report_or_404(request, report)
    _door(request, row, verb)
    asking = Asking(request)
    with asking:
        call(report, actor=request.actor)
        messages.success(request, told)
        return redirect("reports:way", report)
    return _way(request, row, asking)


def _door(request: SignedRequest, row: Report, verb: str) -> None:
    """404 for whoever has no part in this step; no verb: the one above signs."""
    place = row.organisation_id if verb else above_of(row.organisation_id, clock.today())
    if not request.actor.covers(verb or SIGN, place):
        raise Http404


@require_http_methods(["GET", "POST"])
def give_back(request: SignedRequest, report: int) -> HttpResponse:
    """Returned, by a reason of the list."""
    row = report_or_404(request, report)
    _door(request, row, "")
    form = ReasonForm(request.POST or None, offered=REASONS)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            handing.return_report(report, form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã trả lại báo cáo."))
            return redirect("reports:way", report)
    title = _("Trả lại báo cáo")
    given = {
        "title": title, "name": head_of(row)["place"], "button": title, "cancel": reverse("reports:way", args=[report]),
        "crumbs": crumbs(row, way_crumb(row), Crumb(title)),
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def sign(request: SignedRequest, report: int) -> HttpResponse:
    """What the checks find is confirmed one by one; then it is signed and locked."""
    row = report_or_404(request, report)
    _door(request, row, SIGN)
    if stand_of(row).kind != APPROVED:
        return redirect("reports:way", report)
    made = checked(row, actor=request.actor)
    form = SignForm(request.POST or None, findings=made.open)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            done = signing.sign_report(
                report, number=form.cleaned_data["number"], confirmed=form.confirmed(), actor=request.actor
            )
            messages.success(request, _("Đã ký và khóa báo cáo. Mã in trên báo cáo: %(code)s.") % {"code": done.code})
            return redirect("reports:way", report)
    title = _("Ký báo cáo")
    told = [sentence_of(one) for one in made.findings if one.told]
    given = {
        "title": title, "name": head_of(row)["place"], "place": head_of(row)["period"], "button": _("Ký và khóa"), "grave": True,
        "says": _("Ký xong, lời và số không sửa được nữa; số liệu, danh sách và cây tổ chức được giữ nguyên như lúc ký."),
        "cancel": reverse("reports:way", args=[report]), "crumbs": crumbs(row, way_crumb(row), Crumb(title)), "told": told,
        "open": len(made.open),
    }  # fmt: skip
    return asking.page("reports/sign.html", given)
