"""A signed report by its printed code, and each of its figures."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.access.throttling import TooMany
from liemchinh.figures.views.records import WHY
from liemchinh.reports.content import from_bytes
from liemchinh.reports.forms import CodeForm
from liemchinh.reports.handed import stand_of
from liemchinh.reports.models import Snapshot
from liemchinh.reports.opening import open_figure, snapshot_by_code
from liemchinh.reports.telling import since_in_words
from liemchinh.reports.views.frame import crumbs, head_of, way_crumb
from liemchinh.web.asking import Asking
from liemchinh.web.components import Cell, Column, Crumb, Table
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused


@require_http_methods(["GET", "POST"])
def code(request: SignedRequest) -> HttpResponse:
    """Where the code that stands on a signed report is typed."""
    form = CodeForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            return redirect("reports:frozen", _found(request, form.cleaned_data["code"]).code)
    title = _("Mở báo cáo theo mã")
    given = {
        "title": title, "button": _("Mở"), "cancel": reverse("home"), "crumbs": [Crumb(title)],
        "says": _("Mã in ở cuối báo cáo đã ký. Ai có quyền xem số liệu của nơi báo cáo thì mở được."),
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _found(request: SignedRequest, typed: str) -> Snapshot:
    try:
        found = snapshot_by_code(request.actor, typed)
    except TooMany as wait:
        said = _("Đã thử quá nhiều mã. Hãy đợi %(minutes)s phút rồi thử lại.") % {"minutes": wait.minutes}
        raise Refused([Refusal("reports.too-many", said, remedy=_("Xem lại mã in trên báo cáo."))]) from wait
    if found is None:
        said = _("Không có báo cáo mang mã này trong phạm vi được xem.")
        raise Refused([Refusal("reports.no-code", said, remedy=_("Xem lại từng chữ của mã in trên báo cáo."))])
    return found


def _or_404(request: SignedRequest, typed: str) -> Snapshot:
    try:
        found = snapshot_by_code(request.actor, typed)
    except TooMany as wait:
        raise Http404 from wait
    if found is None:
        raise Http404
    return found


@require_safe
def frozen(request: SignedRequest, code: str) -> HttpResponse:
    """The report as it was signed; every figure in it opens."""
    snapshot = _or_404(request, code)
    row = snapshot.report
    signed = stand_of(row).step
    title = _("Báo cáo đã ký")
    given = {
        **head_of(row), "content": from_bytes(snapshot.content), "snapshot": snapshot, "signed": signed,
        "crumbs": crumbs(row, way_crumb(row), Crumb(title)),
    }  # fmt: skip
    return render(request, "reports/frozen.html", given)


@require_safe
def figure(request: SignedRequest, code: str, figure: str) -> HttpResponse:
    """What one figure counted when it was signed, and what the same question counts today."""
    snapshot = _or_404(request, code)
    told = request.GET.get("after", "")
    after = int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0
    found = open_figure(request.actor, snapshot, figure, after=after)
    if found is None:
        raise Http404
    columns = (Column(_("Họ và tên")), Column(_("Tổ chức")), Column(_("Ngày")))
    people = [
        [Cell(one.name or _("Nay thuộc nơi khác"), reverse("members:one", args=[one.uid]) if one.uid else ""),
         Cell(one.organisation_name), Cell(show(one.day))]
        for one in found.people or ()
    ]  # fmt: skip
    places = [
        [Cell(one.name, reverse("organisations:one", args=[one.organisation])), Cell(one.count or 0)]
        for one in found.places
    ]
    by_place = Table(_("Theo tổ chức"), (Column(_("Tổ chức")), Column(_("Số lượng"), numeric=True)), places)
    given = {
        **head_of(snapshot.report), "snapshot": snapshot, "found": found, "code": figure,
        "since": since_in_words(found.since) if found.since else "", "same": found.since is not None and found.since.is_same,
        "table": Table(_("Từng người"), columns, people) if found.people is not None else by_place if places else None,
        "why": WHY.get(found.why) or (_("Chỉ giữ số lượng và mã băm, không giữ danh sách.") if found.why == "digest" else ""),
        "next": f"?after={found.next}" if found.next else "",
        "crumbs": crumbs(
            snapshot.report, Crumb(_("Báo cáo đã ký"), reverse("reports:frozen", args=[snapshot.code])), Crumb(found.row or figure)
        ),
        "made": [
            (one, reverse("reports:figure", args=[snapshot.code, part_code])) for part_code, one in found.parts
        ],
    }  # fmt: skip
    return render(request, "reports/figure.html", given)
