"""A member asks for a correction, sees the answer, and may turn to the level above."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.dossier import act_of, entries_of, note_reading_by_chosen
from liemchinh.members.queries import facts_of, names
from liemchinh.organisations.queries import names as organisation_names
from liemchinh.requests import services
from liemchinh.requests.deadlines import above_from
from liemchinh.requests.forms import AskForm
from liemchinh.requests.items import FIELDS, OUTCOMES, PAPERS, REASONS, in_words, label_of
from liemchinh.requests.models import Reply, Request
from liemchinh.requests.queries import (
    ANSWERS,
    asked_for,
    goes_to,
    on_the_desk,
    own_requests,
    reads_record,
    replies_of,
    requests_visible_to,
)
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

LONGEST = 100


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """One's own requests, and for officers those that wait for their answer."""
    actor = request.actor
    if not actor.may("me.act"):
        raise Http404
    own = list(own_requests(actor)[:LONGEST])
    desk = on_the_desk(actor) if actor.may(ANSWERS) else []
    told = names([one.person_id for one in desk])
    given = {
        "own": [shown(one) for one in own], "desk": [shown(one) | {"name": told.get(one.person_id, "")} for one in desk],
        "has_page": asked_for(actor, "") is not None, "answers": actor.may(ANSWERS), "crumbs": _crumbs(), "today": clock.today(),
    }  # fmt: skip
    return render(request, "requests/list.html", given)


def shown(one: Request) -> dict[str, Any]:
    """A request as pages tell it."""
    replies = replies_of(one)
    return {
        "one": one, "number": one.recorded_by, "item": label_of(one.item), "value": in_words(one.item, one.value),
        "paper": PAPERS[one.paper], "replies": [_told(reply) for reply in replies],
        "state": _("Đang chờ trả lời") if one.waits_at_id else OUTCOMES[replies[-1].outcome],
    }  # fmt: skip


def _told(reply: Reply) -> dict[str, Any]:
    office = organisation_names([reply.office_id]).get(reply.office_id, "")
    return {
        "reply": reply,
        "outcome": OUTCOMES[reply.outcome],
        "reason": REASONS.get(reply.reason, ""),
        "office": office,
    }


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Hồ sơ của tôi"), reverse("members:mine")),
        Crumb(_("Đề nghị sửa"), reverse("requests:list") if more else ""),
        *more,
    ]


def _whom(request: SignedRequest) -> tuple[int, str, bool]:
    """For whom, by which mandate, and whether what is recorded of them is shown; that somebody else reads it is kept first."""
    mandate = request.GET.get("for", "")
    person = asked_for(request.actor, mandate)
    if person is None:
        raise Http404
    reads = reads_record(request.actor, person)
    if mandate and reads:
        note_reading_by_chosen(request.actor, person)
    return person, mandate, reads


@require_safe
def choose(request: SignedRequest) -> HttpResponse:
    """What is wrong: everything recorded, each with the way to ask. Who may ask and not read picks an item without its value."""
    person, mandate, reads = _whom(request)
    facts = facts_of(person)
    if facts is None:
        raise Http404
    more = f"?{urlencode({'for': mandate})}" if mandate else ""
    given = {
        "fields": [(item, label_of(item), in_words(item, getattr(facts, item)) if reads else "") for item in FIELDS], "more": more,
        "acts": [told.line for told in entries_of(person) if told.stands] if reads else [], "reads": reads,
        "name": names([person]).get(person, "") if mandate else "",
        "crumbs": _crumbs(Crumb(_("Chọn điều sai"))),
    }  # fmt: skip
    return render(request, "requests/choose.html", given)


@require_http_methods(["GET", "POST"])
def ask(request: SignedRequest, item: str) -> HttpResponse:
    """What it should be, and where the paper lies."""
    person, mandate, reads = _whom(request)
    entry = request.GET.get("entry", "")
    facts, act = facts_of(person), int(entry) if entry.isascii() and entry.isdigit() and len(entry) < 19 else None
    line = act_of(person, act) if act is not None and reads else None
    if facts is None or (item not in FIELDS and not (item == "act" and line)):
        raise Http404
    form = AskForm(request.POST or None, item=item)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            sent = services.send(person, form.wish(act if item == "act" else None), actor=request.actor)
            messages.success(request, _("Đã gửi. Số biên nhận: %(number)s.") % {"number": sent.recorded_by})
            return redirect("requests:one", sent.pk)
    given = {
        "line": line, "title": line.sentence if line else label_of(item),
        "now": line.day if line else in_words(item, getattr(facts, item)) if reads else "", "reads": reads,
        "name": names([person]).get(person, "") if mandate else "",
        "crumbs": _crumbs(Crumb(_("Chọn điều sai"), reverse("requests:choose")), Crumb(_("Điều đúng"))),
    }  # fmt: skip
    return asking.page("requests/ask.html", given)


@require_safe
def one(request: SignedRequest, request_id: int) -> HttpResponse:
    """The receipt, the answer, and to whom above to turn."""
    found = get_object_or_404(requests_visible_to(request.actor), pk=request_id)
    above = goes_to(found, clock.today()) if found.person_id == request.actor.person_id else None
    told = organisation_names([number for number in (above, found.office_id, found.waits_at_id) if number])
    given = shown(found) | {
        "office": told.get(found.waits_at_id or found.office_id, ""), "above": told.get(above or 0, ""),
        "above_from": above_from(found.sent_on) if found.waits_at_id and found.turned_on is None else None,
        "crumbs": _crumbs(Crumb(_("Số %(number)s") % {"number": found.recorded_by})),
    }  # fmt: skip
    return render(request, "requests/one.html", given)


@require_POST
def turn(request: SignedRequest, request_id: int) -> HttpResponse:
    """To the level above."""
    found = get_object_or_404(own_requests(request.actor), pk=request_id)
    services.turn_above(found.pk, actor=request.actor)
    messages.success(request, _("Đã đưa lên cấp trên."))
    return redirect("requests:one", found.pk)
