"""Who enters for me, whom I enter for, and the page of somebody who let me see it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access import throttling
from liemchinh.access.requests import SignedRequest
from liemchinh.behalf.forms import ChooseForm, PaperForm
from liemchinh.behalf.models import Mandate
from liemchinh.behalf.queries import mandate_for, mandates_visible_to, on_paper_of, paper_of
from liemchinh.behalf.services import choose, choose_on_paper, confirm, end
from liemchinh.behalf.tasks import words_of
from liemchinh.journal import clock
from liemchinh.members import dossier
from liemchinh.members.models import Person
from liemchinh.members.queries import names, place_of
from liemchinh.members.views.one import about, opening_or_404
from liemchinh.organisations.queries import names as organisation_names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.answers import Refusal


def _may_act(request: SignedRequest) -> None:
    if not request.actor.may("me.act"):
        raise Http404


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """Whom I chose, and who chose me."""
    _may_act(request)
    held = list(mandates_visible_to(request.actor).order_by("pk"))
    given = [each for each in held if each.person_id == request.actor.person_id]
    told = names([each.person_id for each in held])
    taken = [_row(each, told.get(each.person_id, "")) for each in held if each not in given]
    chosen = [_row(each, each.account.display_name if each.confirmed_by else each.account.username) for each in given]
    has_page = dossier.mine(request.actor) is not None
    return render(
        request, "behalf/list.html", {"chosen": chosen, "taken": taken, "has_page": has_page, "crumbs": _crumbs()}
    )


def _row(held: Mandate, name: str) -> dict[str, Any]:
    tasks = held.tasks.split(",")
    return {"held": held, "name": name, "tasks": [words_of(task) for task in tasks], "sees": "see_page" in tasks,
            "asks": "ask_correction" in tasks, "hands": "hand_in_slip" in tasks}  # fmt: skip


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Hồ sơ của tôi"), reverse("members:mine")),
        Crumb(_("Ghi thay"), reverse("behalf:list") if more else ""),
        *more,
    ]


@require_http_methods(["GET", "POST"])
def choose_one(request: SignedRequest) -> HttpResponse:
    """A member chooses somebody, in person."""
    _may_act(request)
    own = dossier.mine(request.actor)
    if own is None:
        raise Http404
    form = ChooseForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            _count_try(request)
            choose(form.choice(own.pk), actor=request.actor)
            messages.success(request, _("Đã chọn. Chỉ có hiệu lực khi người ấy đồng ý."))
            return redirect("behalf:list")
    given = {"crumbs": _crumbs(Crumb(_("Chọn người ghi thay"))), "cancel": reverse("behalf:list")}
    return asking.page("behalf/choose.html", given)


@require_http_methods(["GET", "POST"])
def paper(request: SignedRequest, uid: UUID) -> HttpResponse:
    """What a member without an account chose on paper, entered by whoever keeps the branch."""
    opening = opening_or_404(request, uid)
    if not opening.sees or not request.actor.covers("branch.keep", opening.place):
        raise Http404
    dossier.note_reading(request.actor, opening)
    person = opening.person.pk
    form = PaperForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            _count_try(request)
            choose_on_paper(form.choice(person), form.cleaned_data["paper_on"], actor=request.actor)
            messages.success(request, _("Đã ghi. Chỉ có hiệu lực khi người được chọn đồng ý."))
            return HttpResponseRedirect(reverse("members:one", args=[uid]))
    page = reverse("members:one", args=[uid])
    name = names([person]).get(person, "")
    given = {"name": name, "paper": True, "cancel": page,
             "held": [_row(each, each.account.display_name) for each in on_paper_of(request.actor, person)],
             "crumbs": [Crumb(name, page), Crumb(_("Chọn người ghi thay bằng giấy"))]}  # fmt: skip
    return asking.page("behalf/choose.html", given)


def _count_try(request: SignedRequest) -> None:
    """Names are not to be guessed: so many tries an hour and no more."""
    said, remedy = _("Đã thử nhiều lần; hãy chờ %(minutes)s phút."), _("Hỏi lại người ấy tên đăng nhập.")
    counters = [("chosen", str(request.actor.account_id))]
    throttling.take_or_refuse(counters, Refusal("behalf.too_many", said, remedy=remedy))


@require_POST
def confirm_one(request: SignedRequest, mandate: int) -> HttpResponse:
    """The chosen one agrees."""
    if not mandates_visible_to(request.actor).filter(pk=mandate, account_id=request.actor.account_id).exists():
        raise Http404
    confirm(mandate, actor=request.actor)
    messages.success(request, _("Đã nhận. Mỗi lần ghi thay, người ấy đều thấy."))
    return redirect("behalf:list")


@require_POST
def end_one(request: SignedRequest, mandate: int) -> HttpResponse:
    """Either ends it; of one chosen on paper also whoever keeps the branch."""
    held = mandates_visible_to(request.actor).filter(pk=mandate).first()
    on_paper = None if held else paper_of(request.actor, mandate)
    if held is None and on_paper is None:
        raise Http404
    end(mandate, actor=request.actor)
    messages.success(request, _("Đã thôi việc ghi thay này."))
    return redirect("behalf:list") if held else redirect("members:one", on_paper)


@require_safe
def page(request: SignedRequest, mandate: int) -> HttpResponse:
    """The page of a member who let the reader see it. That it was read is kept, and the member sees it."""
    held = mandates_visible_to(request.actor).filter(pk=mandate, account_id=request.actor.account_id).first()
    if held is None or mandate_for(request.actor, held.person_id, "see_page", clock.today()) != held:
        raise Http404
    dossier.note_reading_by_chosen(request.actor, held.person_id)
    place = place_of(held.person_id)
    person: Person = held.person
    given = about(person, request.actor) | {
        "held": held, "place": organisation_names([place] if place else []).get(place or 0, ""),
        "row": _row(held, ""), "crumbs": _crumbs(Crumb(_("Xem thay"))),
    }  # fmt: skip
    return render(request, "behalf/page.html", given)
