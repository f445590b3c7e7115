"""For the person a case is about, on a phone and on paper: what is alleged, what they answer, what they sent, who read it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.names import role_name
from liemchinh.access.requests import SignedRequest
from liemchinh.casework.concern import Concern, concern_of
from liemchinh.casework.concerned import case_about_me, course_shown, waits_for_me
from liemchinh.casework.drafts import Written, discard_draft, draft_of, keep_draft
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Statement
from liemchinh.casework.opening import acting_in
from liemchinh.casework.own_papers import papers_to_me
from liemchinh.casework.queries import told
from liemchinh.casework.reading import readings_of
from liemchinh.casework.statement_forms import WriteForm
from liemchinh.casework.statement_queries import read_statement, readers_of, sent_in
from liemchinh.casework.statement_words import EVIDENCE, LIES, SENT, TITLES
from liemchinh.casework.statements import send_statement
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.discovery import providers

READERS_SHOWN = 20


def _mine_or_404(request: SignedRequest, number: int) -> tuple[Case, Concern, int]:
    held = case_about_me(request.actor, number)
    concern = concern_of(held.kind) if held else None
    if held is None or concern is None or request.actor.person_id is None:
        raise Http404
    return held, concern, request.actor.person_id


def _offered_or_404(request: SignedRequest, number: int, what: str) -> tuple[Case, int]:
    held, concern, person = _mine_or_404(request, number)
    if what not in concern.offers:
        raise Http404
    return held, person


def _about(request: SignedRequest, held: Case, *more: str) -> dict[str, Any]:
    places = [place for _role, place in acting_in(held)]
    title, known = case_kind(held.kind).procedure.title, names(places)
    own = reverse("members:mine") if request.actor.may("me.see") else reverse("home")
    here = reverse("casework:mine", args=[held.pk]) if more else ""
    return {
        "case": held, "kind": title, "body": ", ".join(known[place] for place in dict.fromkeys(places) if place in known),
        "crumbs": [Crumb(_("Việc về tôi"), own), Crumb(title, here), *map(Crumb, more)],
    }  # fmt: skip


@require_safe
def mine(request: SignedRequest, case: int) -> HttpResponse:
    """Everything its procedure shows the person: what is alleged, the papers given to them, the draft, the result, who opened it."""
    held, concern, person = _mine_or_404(request, case)
    given = _about(request, held) | {
        "cards": concern.cards(held, person), "waits": [told(row, held.kind) for row in waits_for_me(held, request.actor)],
        "offers": [(code, SENT[code], draft_of(held, code, request.actor) is not None) for code in concern.offers],
        "links": [link for links in providers("own_links", "own_links") for link in links(request.actor, held)],
        "sent": sent_in(held, person), "papers": papers_to_me(held, concern, request.actor), "team": concern.team(held),
        "course": course_shown(held), "today": clock.today(), "open": held.closed_by is None,
        "readers": [(one, role_name(one.role)) for one in readings_of(held)[:READERS_SHOWN]],
    }  # fmt: skip
    return render(request, "casework/mine.html", given)


@require_http_methods(["GET", "POST"])
def write(request: SignedRequest, case: int, what: str) -> HttpResponse:
    """What one answers: kept as a draft of one's own, or sent."""
    held, _person = _offered_or_404(request, case, what)
    draft = draft_of(held, what, request.actor)
    form = WriteForm(request.POST or None, what=what, written=draft or Written())
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            if form.keeps:
                keep_draft(held, what, form.written(), actor=request.actor)
                messages.success(request, _("Đã lưu bản nháp. Chỉ mình bạn mở được."))
                return redirect("casework:write", held.pk, what)
            sent = send_statement(held, what, form.written(), actor=request.actor)
            return redirect("casework:sent", held.pk, sent.pk)
    title = str(SENT[what])
    given = _about(request, held, title) | {
        "title": title, "what": what, "draft": draft is not None
    }  # fmt: skip
    return asking.page("casework/write.html", given)


@require_POST
def discard(request: SignedRequest, case: int, what: str) -> HttpResponse:
    """One's own draft is thrown away."""
    held, _person = _offered_or_404(request, case, what)
    discard_draft(held, what, actor=request.actor)
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("casework:mine", held.pk)


@require_safe
def sent(request: SignedRequest, case: int, statement: int) -> HttpResponse:
    """The receipt: number, day, code, what was sent, and who read it. Prints."""
    held, _concern, person = _mine_or_404(request, case)
    row = Statement.objects.filter(pk=statement, case=held, person_id=person, cancelled_by=None).first()
    if row is None:
        raise Http404
    told_of = read_statement(row)
    given = _about(request, held, told_of.line.title) | {
        "sent": told_of, "readers": [(one, role_name(one.role)) for one in readers_of(row)], "own": True,
    }  # fmt: skip
    return render(request, "casework/statement.html", given)


@require_safe
def blank(request: SignedRequest, case: int, what: str) -> HttpResponse:
    """An A4 form to be filled in with a pen and handed in."""
    held, person = _offered_or_404(request, case, what)
    given = _about(request, held, str(SENT[what]), _("In mẫu giấy")) | {
        "title": TITLES[what], "name": people_names([person]).get(person, ""), "evidence": list(EVIDENCE.values()),
        "lies": list(LIES.values()), "lines": range(18),
    }  # fmt: skip
    return render(request, "casework/blank.html", given)


@require_POST
def challenge(request: SignedRequest, case: int, person: int) -> HttpResponse:
    """Somebody of the team is challenged; no reason is asked here."""
    held, concern, _me = _mine_or_404(request, case)
    if person not in {one.person for one in concern.team(held)}:
        raise Http404
    concern.challenge(held, person, request.actor)
    messages.success(request, _("Đã gửi đề nghị thay đổi; cơ quan tiến hành trả lời."))
    return redirect("casework:mine", held.pk)
