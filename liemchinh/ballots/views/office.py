"""The office's pages of a vote: the list, one vote and the step that waits, tellers, opening, closing, void, destroyed."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots import ending, services
from liemchinh.ballots.confidence import LEVELS, USE
from liemchinh.ballots.faults import tellers_of
from liemchinh.ballots.forms import ConfidenceForm, PrintedForm, TellersForm, VoidForm
from liemchinh.ballots.given import Preparing
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import boxes_visible_to, electors_of, may_keep_at, voters_of
from liemchinh.ballots.showing import line_of, shown
from liemchinh.ballots.using import use_of
from liemchinh.ballots.views.frame import about, box_or_404, crumbs, list_address
from liemchinh.ballots.words import CONFIDENCE, KEEP
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_safe
def listing(request: SignedRequest) -> HttpResponse:
    """The votes of an organisation."""
    place = request.GET.get("at", "")
    organisation = int(place) if place.isascii() and place.isdigit() and len(place) < 19 else 0
    if not may_keep_at(request.actor, organisation):
        raise Http404
    name = names([organisation]).get(organisation, "")
    begins = reverse("ballots:confidence", args=[organisation]) if request.actor.covers(KEEP, organisation) else ""
    given = {
        "name": name, "boxes": [line_of(box) for box in boxes_visible_to(request.actor, organisation)], "begins": begins,
        "crumbs": [Crumb(name, reverse("organisations:one", args=[organisation])), Crumb(_("Bỏ phiếu kín"))],
    }  # fmt: skip
    return render(request, "ballots/list.html", given)


@require_http_methods(["GET", "POST"])
def confidence(request: SignedRequest, organisation: int) -> HttpResponse:
    """A confidence vote of three levels is prepared."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    today = clock.today()
    people = voters_of(organisation, today)
    form = ConfidenceForm(request.POST or None, people=people, initial={"on": today})
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        one = Preparing(
            organisation, CONFIDENCE, USE, told["rows"], tuple(LEVELS), told["electors"], told["on"], told["tellers"],
            told["channels"],
        )  # fmt: skip
        with asking:
            return redirect("ballots:one", services.prepare_boxes([one], actor=request.actor)[0].pk)
    title, name = _("Chuẩn bị lấy phiếu tín nhiệm"), names([organisation]).get(organisation, "")
    return asking.page("ballots/confidence.html", {
        "title": title, "name": name, "button": _("Chuẩn bị"), "cancel": list_address(organisation),
        "empty": not people, "at": organisation,
        "crumbs": [
            Crumb(name, reverse("organisations:one", args=[organisation])),
            Crumb(_("Bỏ phiếu kín"), list_address(organisation)), Crumb(title),
        ],
    })  # fmt: skip


@require_safe
def one(request: SignedRequest, pk: int) -> HttpResponse:
    """A vote: where it stands, what is to be done next, and what was counted."""
    box = box_or_404(request, pk)
    return render(request, "ballots/one.html", shown(box) | {"crumbs": crumbs(box), "back": use_of(box).back(box)})


@require_http_methods(["GET", "POST"])
def tellers(request: SignedRequest, pk: int) -> HttpResponse:
    """Who counts, and by which way ballots come."""
    box = box_or_404(request, pk)
    people = {**dict(electors_of(box)), **dict(voters_of(box.organisation_id, box.on))}
    form = TellersForm(request.POST or None, people=list(people.items()), seated=tellers_of(box), channels=box.channels)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            services.set_tellers(pk, told["tellers"], told["channels"], actor=request.actor)
            return _back(request, box, _("Đã ghi người kiểm phiếu."))
    return asking.page("web/form.html", about(box, _("Người kiểm phiếu, cách bỏ phiếu"), _("Ghi")))


@require_http_methods(["GET", "POST"])
def opening(request: SignedRequest, pk: int) -> HttpResponse:
    """The box is opened: how many slips were issued, by the signed roll."""
    box = box_or_404(request, pk)
    form = PrintedForm(
        request.POST or None, box=box, codes=_("Số phiếu có mã đã phát"), paper=_("Số phiếu giấy đã phát"), initially=(0, 0)
    )  # fmt: skip
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            services.open_box(pk, **form.counts(), actor=request.actor)
            return _back(request, box, _("Đã mở hòm phiếu."))
    says = _("Đếm chữ ký trên danh sách nhận phiếu. Mở rồi thì không phát thêm phiếu.")
    return asking.page("web/form.html", about(box, _("Mở hòm phiếu"), _("Mở hòm phiếu"), says=says))


@require_POST
def close(request: SignedRequest, pk: int) -> HttpResponse:
    """The box is closed."""
    box = box_or_404(request, pk)
    services.close_box(pk, actor=request.actor)
    return _back(request, box, _("Đã đóng hòm phiếu."))


@require_http_methods(["GET", "POST"])
def void(request: SignedRequest, pk: int) -> HttpResponse:
    """The vote does not stand."""
    box = box_or_404(request, pk)
    form = VoidForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            ending.void_box(pk, form.cleaned_data["reason"], actor=request.actor)
            return _back(request, box, _("Lần bỏ phiếu này không có giá trị."))
    says = _("Mã, phiếu và số đã kiểm của lần này bị hủy ngay, không lấy lại được. Bỏ phiếu lại thì chuẩn bị lần mới.")
    given = about(box, _("Lần này không có giá trị"), _("Hủy lần bỏ phiếu"), says=says, grave=True)
    return asking.page("web/form.html", given)


@require_POST
def destroy(request: SignedRequest, pk: int) -> HttpResponse:
    """Codes, wraps, slips and ballots go."""
    box = box_or_404(request, pk)
    ending.destroy_box(pk, actor=request.actor)
    return _back(request, box, _("Đã hủy mã và phiếu. Con số và biên bản vẫn còn."))


def _back(request: SignedRequest, box: Box, said: str) -> HttpResponseRedirect:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("ballots:one", args=[box.pk]))
