"""The resolution that switches surveys on, rounds, and what a round came to above its branches."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.surveys import calling, switching
from liemchinh.surveys.forms import CallForm, ReasonForm, ResolutionForm
from liemchinh.surveys.models import Round
from liemchinh.surveys.periods import offered, spoken
from liemchinh.surveys.queries import resolution_of, resolution_visible_to
from liemchinh.surveys.switching import Paper
from liemchinh.surveys.views.frame import address, crumbs, round_or_404, way_to
from liemchinh.surveys.views.sums import sums_shown
from liemchinh.surveys.words import LEAD, item_words
from liemchinh.web.asking import Asking


@require_http_methods(["GET", "POST"])
def resolve(request: SignedRequest, organisation: int) -> HttpResponse:
    """The organisation's own resolution."""
    _led_or_404(request, organisation)
    form = ResolutionForm(request.POST or None, initial={"dated": clock.today(), "lies": "committee"})
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            switching.enter_resolution(organisation, Paper(**form.cleaned_data), actor=request.actor)
            messages.success(request, _("Đã ghi nghị quyết. Từ nay tổ chức được đợt khảo sát."))
            return HttpResponseRedirect(address(organisation))
    title = _("Ghi nghị quyết về khảo sát")
    given = {
        "title": title, "name": names([organisation]).get(organisation, ""),
        "button": _("Ghi nghị quyết"), "cancel": address(organisation), "crumbs": crumbs(organisation, title),
        "says": _("Không có nghị quyết của chính tổ chức này thì không khảo sát."),
    }  # fmt: skip
    return asking.page("surveys/form.html", given)


@require_http_methods(["GET", "POST"])
def end(request: SignedRequest, pk: int) -> HttpResponse:
    """A resolution that does not stand any more."""
    row = resolution_visible_to(request.actor, pk)
    if row is None:
        raise Http404
    form = ReasonForm(request.POST or None, ending=True)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            switching.end_resolution(row.pk, reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã ghi. Không tổ chức được đợt mới."))
            return HttpResponseRedirect(address(row.organisation_id))
    title, place = _("Thôi khảo sát"), row.organisation_id
    given = {
        "title": title, "name": names([place]).get(place, ""), "button": title, "grave": True,
        "cancel": address(place), "crumbs": crumbs(place, title), "says": _("Số liệu các đợt cũ vẫn còn."),
    }  # fmt: skip
    return asking.page("surveys/form.html", given)


@require_http_methods(["GET", "POST"])
def call(request: SignedRequest, organisation: int) -> HttpResponse:
    """A round in every branch below: the half-year and the items."""
    _led_or_404(request, organisation)
    periods = [(code, spoken(code)) for code in offered(clock.today())]
    form = CallForm(request.POST or None, periods=periods)
    asking = Asking(request, form)
    if asking.is_valid():
        told = calling.Calling(form.cleaned_data["period"], form.cleaned_data["items"])
        with asking:
            made = calling.call_round(organisation, told, actor=request.actor)
            messages.success(request, _("Đã tổ chức đợt khảo sát. Từng chi hội chuẩn bị hòm phiếu của mình."))
            return redirect("surveys:round", made.pk)
    title = _("Tổ chức đợt khảo sát")
    given = {
        "title": title, "name": names([organisation]).get(organisation, ""),
        "button": title, "cancel": address(organisation), "crumbs": crumbs(organisation, title),
        "off": resolution_of(organisation) is None, "resolve": reverse("surveys:resolve", args=[organisation]),
    }  # fmt: skip
    return asking.page("surveys/form.html", given)


@require_safe
def one(request: SignedRequest, pk: int) -> HttpResponse:
    """A round: how far its branches are, what stands in the way of closing it; once closed, what may be told of it."""
    return Asking(request).page("surveys/round.html", _given(request, round_or_404(request, pk)))


@require_POST
def close(request: SignedRequest, pk: int) -> HttpResponse:
    """Closes a round; the names of the rounds before go."""
    row, asking = round_or_404(request, pk, LEAD), Asking(request)
    with asking:
        calling.close_round(row.pk, actor=request.actor)
        messages.success(request, _("Đã kết thúc đợt. Tên người của các đợt trước đã được xóa."))
        return redirect("surveys:round", row.pk)
    return asking.page("surveys/round.html", _given(request, row))


def _given(request: SignedRequest, row: Round) -> dict[str, object]:
    place = row.organisation_id
    return {
        "row": row, "title": spoken(row.period), "name": names([place]).get(place, ""),
        "leads": request.actor.covers(LEAD, place), "crumbs": crumbs(place, way=way_to(row)),
        "in_the_way": calling.faults_of_closing(row) if row.closed_by is None else (),
        "items": [item_words(one.item) for one in row.asked.all()], **sums_shown(request, row),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """A round called wrongly."""
    row = round_or_404(request, pk, LEAD)
    form = ReasonForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            calling.withdraw_round(row.pk, reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return HttpResponseRedirect(address(row.organisation_id))
    title = _("Hủy đợt ghi nhầm")
    given = {
        "title": title, "name": capfirst(spoken(row.period)), "button": title, "grave": True,
        "cancel": way_to(row)[1], "crumbs": crumbs(row.organisation_id, title, way=way_to(row)),
    }  # fmt: skip
    return asking.page("surveys/form.html", given)


def _led_or_404(request: SignedRequest, organisation: int) -> None:
    if not request.actor.covers(LEAD, organisation):
        raise Http404
