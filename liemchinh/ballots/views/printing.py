"""What is printed: tellers' codes and slips, each shown once; the roll to be signed, the paper ballot, the minutes."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots import services
from liemchinh.ballots.codes import grouped
from liemchinh.ballots.faults import tellers_of
from liemchinh.ballots.forms import PrintedForm
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import electors_of
from liemchinh.ballots.showing import minutes_of, shown
from liemchinh.ballots.using import use_of
from liemchinh.ballots.views.frame import about, box_or_404, crumbs
from liemchinh.ballots.views.voter import CODE
from liemchinh.ballots.words import CHANNELS
from liemchinh.members.months import in_order
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking


@require_http_methods(["GET", "POST"])
def freeze(request: SignedRequest, pk: int) -> HttpResponse:
    """The list is frozen; the tellers' codes stand on the page that follows, and nowhere else."""
    box = box_or_404(request, pk)
    asking = Asking(request)
    if request.method == "POST":
        with asking:
            made = services.freeze_box(pk, actor=request.actor)
            return render(request, "ballots/codes.html", _about(box) | {"codes": _seated(box, made)})
    return asking.page(
        "ballots/freeze.html", shown(box) | {"crumbs": crumbs(box, _("Khóa danh sách")), "voters": electors_of(box)}
    )


def _seated(box: Box, codes: list[str]) -> list[tuple[int, str, str]]:
    """Each code with who holds it; the third lies in a sealed envelope where two people count."""
    called = dict(in_order(tellers_of(box)))
    holders = [*(called.get(person, "") for person in tellers_of(box)), _("Phong bì niêm phong, ban chi hội giữ")]
    return [
        (number, holder, grouped(code)) for number, (holder, code) in enumerate(zip(holders, codes, strict=False), 1)
    ]


@require_http_methods(["GET", "POST"])
def slips(request: SignedRequest, pk: int) -> HttpResponse:
    """Slips are drawn; they stand on the page that follows, shuffled, and nowhere else."""
    box = box_or_404(request, pk)
    voters = len(electors_of(box))
    form = PrintedForm(
        request.POST or None, box=box, codes=_("In bao nhiêu phiếu có mã"), paper=_("In bao nhiêu phiếu giấy"),
        initially=(voters, voters),
    )  # fmt: skip
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = services.draw_slips(pk, **form.counts(), actor=request.actor)
            box.refresh_from_db()
            return render(request, "ballots/slips.html", _about(box) | {"slips": _drawn(request, made)})
    says = _("Mỗi người một phiếu, thêm vài phiếu phòng rách. In lại thì mọi phiếu in trước hết tác dụng.")
    return asking.page("web/form.html", about(box, _("In phiếu"), _("In phiếu"), says=says))


def _drawn(request: SignedRequest, codes: list[str]) -> list[tuple[str, str]]:
    there = settings.PUBLIC_ADDRESS.rstrip("/") or request.build_absolute_uri("/").rstrip("/")
    address = f"{there}{reverse('ballots:vote')}?{CODE}="
    return [(grouped(code), segno.make(address + code, error="m").svg_data_uri(scale=4, border=2)) for code in codes]


@require_safe
def roll(request: SignedRequest, pk: int) -> HttpResponse:
    """The roll on which each voter signs for a slip; it stays on paper."""
    box = box_or_404(request, pk)
    return render(
        request, "ballots/roll.html", _about(box, _("Danh sách ký nhận phiếu")) | {"voters": electors_of(box)}
    )


@require_safe
def paper(request: SignedRequest, pk: int) -> HttpResponse:
    """The paper ballot, to be copied as often as was told."""
    box = box_or_404(request, pk)
    return render(
        request, "ballots/paper.html", _about(box, _("Phiếu giấy")) | {"layout_words": use_of(box).words(box)}
    )


@require_safe
def minutes(request: SignedRequest, pk: int) -> HttpResponse:
    """The minutes of the count, one for paper and phone together."""
    box = box_or_404(request, pk)
    return render(
        request,
        "ballots/minutes.html",
        _about(box, _("Biên bản kiểm phiếu")) | minutes_of(box) | {"channels": CHANNELS[box.channels]},
    )


def _about(box: Box, here: str = "") -> dict[str, Any]:
    tellers = dict(in_order(tellers_of(box)))
    return {
        "box": box, "title": use_of(box).words(box).title, "place": names([box.organisation_id]).get(box.organisation_id, ""),
        "tellers": [tellers.get(person, "") for person in tellers_of(box)], "crumbs": crumbs(box, here),
        "done": reverse("ballots:one", args=[box.pk]),
    }  # fmt: skip
