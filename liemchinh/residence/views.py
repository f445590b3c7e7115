"""The branch where people live: who is linked, whose slip was received. And one's own slips."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access import throttling
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.queries import names as member_names
from liemchinh.organisations.queries import names
from liemchinh.residence import services
from liemchinh.residence.forms import EndForm, LetterForm
from liemchinh.residence.halves import Half, half_of
from liemchinh.residence.queries import KEEPS, during, half_asked_of, links_of, links_visible_to, rows_of, whose_slips
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from regulations.answers import Refusal

HALVES_BACK = 3
LONGEST = 500


def _kept_or_404(request: SignedRequest, organisation: int) -> str:
    if not request.actor.covers(KEEPS, organisation):
        raise Http404
    return names([organisation]).get(organisation, "")


def _half(request: SignedRequest, otherwise: Half) -> Half:
    present, text = half_of(clock.today()), request.GET.get("half", "")
    if (
        text.isascii()
        and text.isdigit()
        and len(text) == 4
        and present.number - HALVES_BACK < int(text) <= present.number
    ):
        return Half(int(text))
    return otherwise


@require_safe
def listed(request: SignedRequest, organisation: int) -> HttpResponse:
    """Who lives here and is a member elsewhere: name, own branch, slip of a half-year."""
    name, half = _kept_or_404(request, organisation), _half(request, half_of(clock.today()))
    links = during(links_visible_to(request.actor).filter(organisation_id=organisation), half)
    here = reverse("residence:list", args=[organisation])
    present = half_of(clock.today()).number
    tabs = [
        Tab(str(Half(number)).capitalize(), f"{here}?half={number}", number == half.number)
        for number in range(present, present - HALVES_BACK, -1)
    ]
    rows = rows_of(list(links[:LONGEST]), half)
    given = {"rows": rows, "half": half, "tabs": tabs, "name": name, "organisation": organisation,
             "received": sum(row.received is not None for row in rows), "crumbs": _crumbs(organisation, name)}  # fmt: skip
    return render(request, "residence/list.html", given)


def _crumbs(organisation: int, name: str, *more: Crumb) -> list[Crumb]:
    here = reverse("residence:list", args=[organisation]) if more else ""
    return [
        Crumb(name, reverse("organisations:one", args=[organisation])),
        Crumb(_("Giữ mối liên hệ nơi cư trú"), here),
        *more,
    ]


@require_POST
def mark(request: SignedRequest, organisation: int) -> HttpResponse:
    """The ticked ones' slips were received, or were not after all."""
    _kept_or_404(request, organisation)
    half = _half(request, half_of(clock.today()))
    ticked = {
        int(text) for text in request.POST.getlist("link") if text.isascii() and text.isdigit() and len(text) < 19
    }
    there = f"{reverse('residence:list', args=[organisation])}?half={half.number}"
    if not ticked:
        messages.warning(request, _("Chưa đánh dấu ai."))
        return HttpResponseRedirect(there)
    done = services.mark_slips(organisation, half, ticked, "received" in request.POST, actor=request.actor)
    messages.success(request, _("Đã ghi %(count)s phiếu.") % {"count": len(done)})
    return HttpResponseRedirect(there)


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, organisation: int) -> HttpResponse:
    """Somebody came with an introduction letter."""
    name = _kept_or_404(request, organisation)
    form = LetterForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            _link(request, organisation, form)
            messages.success(request, _("Đã ghi người mới giữ mối liên hệ."))
            return redirect("residence:list", organisation)
    title = _("Nhận giấy giới thiệu")
    given = {"title": title, "button": _("Ghi"), "place": name, "cancel": reverse("residence:list", args=[organisation]),
             "crumbs": _crumbs(organisation, name, Crumb(title))}  # fmt: skip
    return asking.page("web/form.html", given)


def _link(request: SignedRequest, organisation: int, form: LetterForm) -> None:
    """Who is a member is not to be found out by trying: so many wrong letters an hour and no more."""
    tries = [("letter", str(request.actor.account_id))]
    said, remedy = _("Đã thử nhiều lần; hãy chờ %(minutes)s phút."), _("So lại từng chữ với giấy giới thiệu.")
    throttling.take_or_refuse(tries, Refusal("residence.too_many", said, remedy=remedy))
    services.link_by_letter(organisation, form.letter(), actor=request.actor)
    throttling.give_back(tries)


@require_http_methods(["GET", "POST"])
def end(request: SignedRequest, link: int) -> HttpResponse:
    """Somebody is linked no more, from a day."""
    held = get_object_or_404(links_visible_to(request.actor).filter(ends_on=None), pk=link)
    place = names([held.organisation_id]).get(held.organisation_id, "")
    form = EndForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            services.end_link(held.pk, form.cleaned_data["ends_on"], actor=request.actor)
            messages.success(request, _("Đã ghi thôi giữ mối liên hệ."))
            return redirect("residence:list", held.organisation_id)
    title = _("Thôi giữ mối liên hệ")
    given = {"title": title, "button": title, "place": place, "leave": _("Để sau"),
             "name": member_names([held.person_id]).get(held.person_id, ""),
             "cancel": reverse("residence:list", args=[held.organisation_id]),
             "crumbs": _crumbs(held.organisation_id, place, Crumb(title))}  # fmt: skip
    return asking.page("web/form.html", given)


@require_http_methods(["GET", "POST"])
def mine(request: SignedRequest) -> HttpResponse:
    """One's own links and slips, or those of a member who chose the reader for it."""
    mandate = request.GET.get("for", "")
    person = whose_slips(request.actor, mandate)
    if person is None:
        raise Http404
    half = _half(request, half_asked_of(person, clock.today()))
    asking = Asking(request)
    if asking.is_valid():
        with asking:
            services.hand_in(person, half, actor=request.actor)
            messages.success(request, _("Đã ghi nộp phiếu."))
            return HttpResponseRedirect(request.get_full_path())
    links = list(links_of(person)[:LONGEST])
    places = names([link.organisation_id for link in links])
    rows: list[dict[str, Any]] = [
        {"row": row, "place": places.get(row.link.organisation_id, "")} for row in rows_of(links, half)
    ]
    given = {"rows": rows, "half": half, "name": member_names([person]).get(person, "") if mandate else "",
             "crumbs": [Crumb(_("Hồ sơ của tôi"), reverse("members:mine")), Crumb(_("Nơi cư trú"))]}  # fmt: skip
    return asking.page("residence/mine.html", given)
