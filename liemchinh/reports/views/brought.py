"""The workbook for an organisation without the software: taken out to be sent, and brought back filled."""

from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.figures.services import note_export
from liemchinh.figures.workbooks import XLSX, file_name
from liemchinh.imports.uploading import made_of_file, receiving, sent
from liemchinh.organisations.queries import names
from liemchinh.reports.brought.blank import blank_of
from liemchinh.reports.brought.making import as_workbook
from liemchinh.reports.brought.reading import read_filled
from liemchinh.reports.brought.taking import Taken, take_workbook
from liemchinh.reports.collecting import calls_visible_to
from liemchinh.reports.models import Call
from liemchinh.reports.naming import title_of_call
from liemchinh.reports.views.frame import crumbs
from liemchinh.reports.words import KEEP
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

TOO_LARGE = gettext_lazy("Chỉ nạp bảng tính đã tải từ lần yêu cầu này.")


class FilledForm(forms.Form):
    """The workbook as it came back."""

    file = forms.FileField(
        label=gettext_lazy("Bảng tính đã điền (.xlsx)"), max_length=255, allow_empty_file=True,
        widget=forms.FileInput({"accept": ".xlsx,.xls,.ods"}), error_messages={"required": gettext_lazy("Hãy chọn một tệp.")},
    )  # fmt: skip


def _call_or_404(request: SignedRequest, call: int) -> Call:
    row = calls_visible_to(request.actor).filter(pk=call).select_related("edition").first()
    if row is None or not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    return row


def _crumbs(call: int, title: str) -> list[Crumb]:
    return crumbs(None, Crumb(_("Yêu cầu báo cáo"), reverse("reports:call", args=[call])), Crumb(title))


@require_http_methods(["GET", "HEAD", "POST"])
@proved_recently
def blank(request: SignedRequest, call: int, organisation: int) -> HttpResponse:
    """Says what the file is for; posted, gives it and writes in the book that figures were taken out."""
    row = _call_or_404(request, call)
    if (
        not request.actor.covers("figures.export", organisation)
        or not row.asked.filter(organisation=organisation).exists()
    ):
        raise Http404
    if request.method == "POST":
        told = blank_of(row, organisation)
        note_export(
            organisation,
            told.title,
            first=row.first,
            last=row.last,
            tree_on=row.last,
            known_on=None,
            actor=request.actor,
        )
        response = HttpResponse(as_workbook(told), content_type=XLSX)
        response["Content-Disposition"] = (
            f'attachment; filename="{file_name("bieu-bao-cao", organisation, row.last, "xlsx")}"'
        )
        return response
    title = _("Bảng tính để điền")
    given = {
        "title": title, "place": names([organisation]).get(organisation, ""), "asked": title_of_call(row),
        "back": reverse("reports:call", args=[call]), "crumbs": _crumbs(call, title),
    }  # fmt: skip
    return render(request, "reports/blank.html", given)


@require_http_methods(["GET", "POST"])
@receiving
def bring(request: SignedRequest, call: int) -> HttpResponse:
    """A filled workbook: all that is wrong with it at once, or everything in it recorded and sent."""
    row = _call_or_404(request, call)
    form = sent(FilledForm, request)
    asking = Asking(request, form)
    with asking:
        if taken := made_of_file(request, form, partial(_take, request, call), too_large=str(TOO_LARGE)):
            said = (
                _("Đã ghi và gửi báo cáo theo tệp.")
                if taken.is_new
                else _("Tệp này đã nạp trước đó; không có gì thay đổi.")
            )
            messages.success(request, said)
            return redirect("reports:call", call)
    title = _("Nạp bảng tính đã điền")
    given = {
        "title": title, "place": names([row.organisation_id]).get(row.organisation_id, ""), "asked": title_of_call(row),
        "back": reverse("reports:call", args=[call]), "crumbs": _crumbs(call, title),
    }  # fmt: skip
    return asking.page("reports/bring.html", given)


def _take(request: SignedRequest, call: int, data: bytes, name: str) -> Taken:
    return take_workbook(call, read_filled(data, name), actor=request.actor)
