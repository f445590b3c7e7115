"""Reports asked of many: asked as one's own, looked at as picture and list, reminded, taken back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reports import collecting
from liemchinh.reports.collecting import Line, calls_visible_to, lines_of
from liemchinh.reports.models import Call
from liemchinh.reports.naming import title_of_call
from liemchinh.reports.views.frame import crumbs, head_of, report_or_404, way_crumb
from liemchinh.reports.words import KEEP, SEE
from liemchinh.tasks.addressing import To, categories_below
from liemchinh.tasks.forms import ReasonForm
from liemchinh.tasks.words import CANCELLING, CATEGORIES
from liemchinh.web.asking import Asking
from liemchinh.web.components import Bar, Cell, Column, Crumb, KeyFigure, Table
from liemchinh.web.dates import show
from liemchinh.web.forms import DayField, offer
from liemchinh.web.numbers import show_number


class CallForm(forms.Form):
    """Of whom, and by when."""

    categories = forms.MultipleChoiceField(label=gettext_lazy("Ở cấp"), widget=forms.CheckboxSelectMultiple)
    due_on = DayField(label=gettext_lazy("Hạn gửi"), not_before=clock.today)

    def __init__(self, *args: Any, below: dict[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        told = [(code, f"{CATEGORIES[code]} ({show_number(count)})") for code, count in below.items()]
        offer(self, "categories", told)


@require_http_methods(["GET", "POST"])
def ask(request: SignedRequest, report: int) -> HttpResponse:
    """The same report, of the same period, of those below."""
    row = report_or_404(request, report)
    if not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    form = CallForm(request.POST or None, below=categories_below(row.organisation_id, clock.today()))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            to = To(row.organisation_id, tuple(form.cleaned_data["categories"]))
            made = collecting.call_for_reports(report, to, form.cleaned_data["due_on"], actor=request.actor)
            messages.success(request, _("Đã yêu cầu báo cáo."))
            return redirect("reports:call", made.pk)
    title = _("Yêu cầu cấp dưới báo cáo")
    given = {
        "title": title, "name": head_of(row)["place"], "place": head_of(row)["period"], "button": _("Yêu cầu"),
        "says": _("Các tổ chức bên dưới làm cùng báo cáo này cho cùng kỳ. Số đã có trong phần mềm không ai phải gõ lại."),
        "cancel": reverse("reports:way", args=[report]),
        "crumbs": crumbs(row, way_crumb(row), Crumb(title)),
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _call_or_404(request: SignedRequest, call: int) -> Call:
    row = calls_visible_to(request.actor).filter(pk=call).first()
    if row is None:
        raise Http404
    return row


@require_safe
def one(request: SignedRequest, call: int) -> HttpResponse:
    """Whose report is in, late, missing."""
    return _one(request, _call_or_404(request, call), Asking(request))


def _one(request: SignedRequest, row: Call, asking: Asking) -> HttpResponse:
    whole = request.actor.covers(SEE, row.organisation_id)
    lines = lines_of(row, clock.today(), None if whole else sorted(request.actor.roots(SEE)))
    sent, late = [one for one in lines if one.sent_on], [one for one in lines if one.sent_on and one.late]
    missing = [one for one in lines if not one.sent_on]
    over = row.due_on < clock.today()
    figures = [
        KeyFigure(_("Đã gửi"), len(sent)), KeyFigure(_("Gửi trễ"), len(late)),
        KeyFigure(_("Quá hạn, chưa gửi") if over else _("Chưa gửi"), len(missing), tone="late" if over and missing else ""),
    ]  # fmt: skip
    told = f"{show_number(len(sent))}/{show_number(len(lines))}"
    bars = [Bar(_("Đã gửi"), len(lines), parts=(len(sent) - len(late), len(late), len(missing)), shown=told)]
    keeps = request.actor.covers(KEEP, row.organisation_id)
    columns = (
        Column(_("Tổ chức")),
        Column(_("Báo cáo")),
        *([Column(_("Bảng tính"))] if keeps and missing else []),
    )
    given = {
        "call": row, "figures": figures, "bars": bars, "legend": [_("Đúng hạn"), _("Trễ"), _("Chưa gửi")],
        "asked": title_of_call(row), "whole": whole,
        "own": [one for one in missing if one.organisation in request.actor.roots(KEEP)],
        "asker": names([row.organisation_id]).get(row.organisation_id, ""),
        "table": Table(_("Từng nơi"), columns, [[*_cells(one, over), *_blank(row, one, keeps and bool(missing))] for one in lines]),
        "keeps": keeps, "owing": bool(missing), "today": clock.today(),
        "crumbs": crumbs(None, Crumb(_("Yêu cầu báo cáo"))),
    }  # fmt: skip
    return asking.page("reports/call.html", given)


def _cells(one: Line, over: bool) -> list[Cell]:
    if one.sent_on and one.report:
        said = _("gửi trễ, ngày %(day)s") if one.late else _("đã gửi ngày %(day)s")
        return [Cell(one.name), Cell(said % {"day": show(one.sent_on)}, reverse("reports:way", args=[one.report]))]
    return [Cell(one.name), Cell(_("quá hạn, chưa gửi") if over else _("chưa gửi"), tone="late" if over else "")]


def _blank(call: Call, one: Line, offered: bool) -> list[Cell]:
    """The way to the workbook of a place that has not sent."""
    if not offered:
        return []
    there = reverse("reports:blank", args=[call.pk, one.organisation])
    return [Cell("") if one.sent_on else Cell(_("Tải về"), there)]


@require_POST
def remind(request: SignedRequest, call: int) -> HttpResponse:
    """Whoever owes sees it on their home page."""
    row = _call_or_404(request, call)
    if not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    asking = Asking(request)
    with asking:
        count = collecting.remind(call, actor=request.actor)
        messages.success(request, _("Đã nhắc %(count)s nơi.") % {"count": count})
        return redirect("reports:call", call)
    return _one(request, row, asking)


@require_POST
def begin(request: SignedRequest, call: int, organisation: int) -> HttpResponse:
    """What was asked for is begun as it was asked, or gone on with."""
    row = _call_or_404(request, call)
    if not request.actor.covers(KEEP, organisation) or not row.asked.filter(organisation=organisation).exists():
        raise Http404
    asking = Asking(request)
    with asking:
        made = collecting.begin_asked_report(call, organisation, actor=request.actor)
        return redirect("reports:one", made.pk)
    return _one(request, row, asking)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, call: int) -> HttpResponse:
    """It was asked wrongly."""
    row = _call_or_404(request, call)
    if not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    form = ReasonForm(request.POST or None, offered=CANCELLING)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            collecting.withdraw_call(call, form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã rút lần yêu cầu."))
            return redirect("home")
    title = _("Rút lần yêu cầu báo cáo")
    given = {
        "title": title, "name": names([row.organisation_id]).get(row.organisation_id, ""), "button": _("Rút"), "grave": True,
        "cancel": reverse("reports:call", args=[call]),
        "crumbs": crumbs(None, Crumb(_("Yêu cầu báo cáo"), reverse("reports:call", args=[call])), Crumb(title)),
    }  # fmt: skip
    return asking.page("web/form.html", given)
