"""One transfer with its course, and what each side does about it."""

from collections.abc import Callable, Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.casework.models import Case
from liemchinh.casework.steps import parties_of
from liemchinh.journal import clock
from liemchinh.members.dossier import note_reading_in_case
from liemchinh.transfers.cases import KEEP, MEMBER, RECEIVER, SENDER
from liemchinh.transfers.forms import AnswerForm, ReceiveForm
from liemchinh.transfers.queries import lines, listed, steps_of, transfers_visible_to
from liemchinh.transfers.receiving import end_stay, note_letter, receive_members, return_letter, withdraw_letter
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.numbers import show_number

Answer = Callable[[int, date, Actor], None]


def _receive(case: int, on: date, actor: Actor) -> None:
    receive_members([case], on, actor=actor)


# Step → what does it. One service ends a stay, whichever side records it.
ANSWERS: Mapping[str, Answer] = {
    "received": _receive,
    "received_temporarily": _receive,
    "presented": lambda case, on, actor: note_letter(case, on, actor=actor),
    "returned": lambda case, on, actor: return_letter(case, on, actor=actor),
    "withdrawn": lambda case, on, actor: withdraw_letter(case, on, actor=actor),
    "went_back": lambda case, on, actor: end_stay(case, on, actor=actor),
    "came_home": lambda case, on, actor: end_stay(case, on, actor=actor),
}


def _buttons() -> dict[str, str]:
    return {
        "received": _("Đã nhận"),
        "received_temporarily": _("Đã nhận tạm thời"),
        "presented": _("Đã nộp giấy"),
        "went_back": _("Đã trở về nơi chính thức"),
        "came_home": _("Đã trở về"),
        "returned": _("Trả lại"),
        "withdrawn": _("Thu hồi giấy"),
    }


@require_http_methods(["GET", "POST"])
def one(request: SignedRequest, case: int) -> HttpResponse:
    """A transfer for whoever keeps one of its two sides: who, from where to where, by when and why; and the answers open to them."""
    actor = request.actor
    held = transfers_visible_to(actor).select_related("transfer").filter(pk=case).first()
    if held is None:
        raise Http404
    _note_reading(actor, held)
    form = AnswerForm(request.POST or None, initial={"on": clock.today()})
    asking = Asking(request, form)
    if asking.is_valid() and form.cleaned_data["step"] in ANSWERS:
        step = form.cleaned_data["step"]
        with asking:
            ANSWERS[step](case, form.day, actor)
            messages.success(request, _("Đã ghi: %(what)s.") % {"what": _buttons()[step].lower()})
            return HttpResponseRedirect(reverse("transfers:one", args=[case]))
    line = lines(actor, [held])[0]
    open_to = _open_to(actor, held)
    given = {
        "case": held, "line": line, "today": clock.today(), "main": open_to[:1],
        "others": open_to[1:], "name": line.name,
        "crumbs": [Crumb(_("Chuyển sinh hoạt"), reverse("transfers:list")), Crumb(line.name)],
    }  # fmt: skip
    return asking.page("transfers/one.html", given)


def _note_reading(actor: Actor, case: Case) -> None:
    """Whoever opens a transfer reads of the person, who sees by which office: kept before anything of it is shown."""
    parties = parties_of(case.pk)
    sides = [(KEEP, parties[role].organisation) for role in (SENDER, RECEIVER) if role in parties]
    note_reading_in_case(actor, parties[MEMBER].person or 0, sides)


def _open_to(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """The steps this reader can take now, the awaited one first, with the words on their buttons."""
    parties = parties_of(case.pk)
    keeps = {role for role in (SENDER, RECEIVER) if role in parties and actor.covers(KEEP, parties[role].organisation)}
    waiting = steps_of(case, keeps)
    return [(code, title) for code, title in _buttons().items() if code in waiting]


@require_POST
def receive(request: SignedRequest) -> HttpResponse:
    """One or many are taken in on one day, straight from the list."""
    actor = request.actor
    if not actor.may(KEEP):
        raise Http404
    offered = listed(actor, "coming").values_list("pk", flat=True)
    form = ReceiveForm(request.POST, offered=offered)
    asking = Asking(request, form)
    if asking.is_valid():
        cases = form.cleaned_data["cases"]
        with asking:
            receive_members(cases, form.cleaned_data["on"], actor=actor)
            messages.success(request, _told(len(cases)))
            return HttpResponseRedirect(reverse("transfers:list"))
    crumbs = [Crumb(_("Chuyển sinh hoạt"), reverse("transfers:list")), Crumb(_("Chưa nhận được"))]
    return asking.page("transfers/refused.html", {"crumbs": crumbs})


def _told(count: int) -> str:
    return _("Đã nhận %(count)s hội viên.") % {"count": show_number(count)}
