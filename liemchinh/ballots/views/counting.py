"""The count: each teller's sheet of the paper, then two codes and the slips nobody drew."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots import counting
from liemchinh.ballots.forms import CountForm, SheetForm
from liemchinh.ballots.showing import differing
from liemchinh.ballots.using import use_of
from liemchinh.ballots.views.frame import asked, box_or_404
from liemchinh.web.asking import made_or_refused, refusals_of


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sheet(request: SignedRequest, pk: int) -> HttpResponse:
    """One teller's count of the paper; the other's is not shown."""
    box = box_or_404(request, pk)
    layout = use_of(box).words(box)
    form = SheetForm(request.POST or None, box=box, rows=layout.rows, columns=layout.columns)
    refusals: Any = ()
    if request.method == "POST" and form.is_valid():
        told = form.told()
        refusals = refusals_of(lambda: counting.enter_sheet(pk, form.cleaned_data["code"], told, actor=request.actor))
        if not refusals:
            messages.success(request, _("Đã ghi số phiếu giấy của một người kiểm phiếu."))
            return redirect("ballots:one", pk)
    says = _("Mỗi người kiểm phiếu tự đếm, tự ghi. Đã phát %(issued)s phiếu giấy, đã in %(printed)s.") % {
        "issued": box.issued_paper, "printed": box.printed_paper,
    }  # fmt: skip
    return asked(request, box, _("Số phiếu giấy"), form, _("Ghi số phiếu giấy"), refusals, says=says)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def count(request: SignedRequest, pk: int) -> HttpResponse:
    """Opens and adds; nothing is opened while something does not add up."""
    box = box_or_404(request, pk)
    form = CountForm(request.POST or None, unused=max(box.printed_coded - box.issued_coded, 0))
    refusals: Any = ()
    if request.method == "POST" and form.is_valid():
        made, refusals = made_or_refused(
            lambda: counting.count_box(pk, codes=form.codes(), unused=form.slips(), actor=request.actor)
        )
        if made is not None:
            messages.success(request, _("Đã kiểm phiếu."))
            return redirect("ballots:one", pk)
    says = _("Mở trước mặt mọi người từng phiếu chưa phát và ghi mã. Mã của hai người kiểm phiếu mở được hòm.")
    return asked(request, box, _("Kiểm phiếu"), form, _("Kiểm phiếu"), refusals, says=says, differing=differing(box))
