"""The count: each teller's sheet of the paper, then two codes and the slips nobody drew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots import counting, counting_again
from liemchinh.ballots.forms import AgainForm, CountForm, SheetForm
from liemchinh.ballots.showing import differing
from liemchinh.ballots.using import use_of
from liemchinh.ballots.views.frame import about, box_or_404
from liemchinh.web.asking import Asking


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sheet(request: SignedRequest, pk: int) -> HttpResponse:
    """One teller's count of the paper; the other's is not shown."""
    box = box_or_404(request, pk)
    layout = use_of(box).words(box)
    form = SheetForm(request.POST or None, box=box, rows=layout.rows, columns=layout.columns)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            counting.enter_sheet(pk, form.cleaned_data["code"], form.told(), actor=request.actor)
            messages.success(request, _("Đã ghi số phiếu giấy của một người kiểm phiếu."))
            return redirect("ballots:one", pk)
    says = _("Mỗi người kiểm phiếu tự đếm, tự ghi. Đã phát %(issued)s phiếu giấy, đã in %(printed)s.") % {
        "issued": box.issued_paper, "printed": box.printed_paper,
    }  # fmt: skip
    return asking.page("web/form.html", about(box, _("Số phiếu giấy"), _("Ghi số phiếu giấy"), says=says))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def count(request: SignedRequest, pk: int) -> HttpResponse:
    """Opens and adds; nothing is opened while something does not add up."""
    box = box_or_404(request, pk)
    form = CountForm(request.POST or None, unused=max(box.printed_coded - box.issued_coded, 0))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            counting.count_box(pk, codes=form.codes(), unused=form.slips(), actor=request.actor)
            messages.success(request, _("Đã kiểm phiếu."))
            return redirect("ballots:one", pk)
    says = _("Mở trước mặt mọi người từng phiếu chưa phát và ghi mã. Mã của hai người kiểm phiếu mở được hòm.")
    given = about(box, _("Kiểm phiếu"), _("Kiểm phiếu"), says=says, differing=differing(box))
    return asking.page("ballots/form.html", given)


@require_http_methods(["GET", "POST"])
def again(request: SignedRequest, pk: int) -> HttpResponse:
    """The ballots are to be counted once more."""
    box = box_or_404(request, pk)
    form = AgainForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            counting_again.ask_to_count_again(pk, form.cleaned_data["why"], actor=request.actor)
            messages.success(request, _("Đã ghi. Hai người kiểm phiếu mở hòm và kiểm lại."))
            return redirect("ballots:one", pk)
    says = _("Vẫn những phiếu ấy, mở lại bằng mã của hai người kiểm phiếu. Biên bản lần trước giữ nguyên bên cạnh. Chưa kiểm lại xong thì "
             "kết quả chưa dùng được.")  # fmt: skip
    return asking.page("web/form.html", about(box, _("Kiểm phiếu lại"), _("Đề nghị kiểm phiếu lại"), says=says))
