"""One change of standing: what comes next stands first, then what it waits for with each day explained, then what was done."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.members.queries import people_visible_to
from liemchinh.organisations.queries import names
from liemchinh.standing.checks import limit_by_law
from liemchinh.standing.grounding import unknown_before
from liemchinh.standing.matter import Subject, subject_of
from liemchinh.standing.queries import case_visible_to, note_reading, offers, rows_of
from liemchinh.standing.readmitting import conditions_of
from liemchinh.standing.rules import RULES
from liemchinh.standing.undoing import may_cancel
from liemchinh.standing.words import ANSWERS, CARD, READMISSION, SUSPENSION, WHAT, words_of_ground
from liemchinh.web.components import Crumb


def case_or_404(request: SignedRequest, number: int) -> Case:
    """The case, for whoever may see it."""
    case = case_visible_to(request.actor, number)
    if case is None:
        raise Http404
    return case


@require_safe
def one(request: SignedRequest, case: int) -> HttpResponse:
    """The page of a matter."""
    held, actor, today = case_or_404(request, case), request.actor, clock.today()
    subject, steps, matter = subject_of(held, today), offers(actor, held), held.matter
    places = names([place for place in (subject.branch, subject.committee, subject.reviewer) if place])
    seen = people_visible_to(actor).filter(pk=subject.person).first()
    given = around(request, held, subject) | {
        "offers": [offer for offer in steps if not offer.optional], "others": [offer for offer in steps if offer.optional],
        "grounds": _grounds(request, held, subject), "may_cancel": may_cancel(held, actor), "member": seen,
        "branch": places.get(subject.branch, ""), "committee": places.get(subject.committee or 0, ""),
        "reviewer": places.get(subject.reviewer or 0, ""), "ground": words_of_ground(matter.ground), "proved": matter.proved,
        "card": CARD.get(matter.card, ""), "outcome": ANSWERS.get(matter.outcome, ""), "stands": rows_of([held])[0].stands,
        "suspension": matter.what == SUSPENSION, "limit": limit_by_law(subject), "conditions": _conditions(held, subject), "today": today,
    }  # fmt: skip
    return render(request, "standing/one.html", given)


def _conditions(case: Case, subject: Subject) -> list[dict[str, Any]]:
    """The conditions of a readmission while it has not been decided."""
    if case.matter.what != READMISSION or case.closed_by is not None or subject.day_of("readmission_decided"):
        return []
    return [
        {"title": one.title, "verdict": one.answer.verdict, "why": one.answer.reason, "citation": str(one.answer.citation or "")}
        for one in conditions_of(subject, clock.today())
    ]  # fmt: skip


def _grounds(request: SignedRequest, case: Case, subject: Subject) -> list[dict[str, Any]]:
    """Steps on which rules or records are unknown, for the officers who would stand behind article and document."""
    told = []
    for step in case.deadlines.filter(cancelled_by=None).order_by("pk").values_list("step", flat=True):
        rule = RULES[step]
        reasons = unknown_before(step, subject)
        if reasons and request.actor.covers(rule.verb, subject.place(rule.at)):
            ground = ground_of(case, step)
            mine = ground is not None and ground.stated_by == request.actor.account_id
            told.append({"step": step, "reasons": reasons, "ground": ground, "mine": mine})
    return told


def around(request: SignedRequest, case: Case, subject: Subject, title: str = "") -> dict[str, Any]:
    """What every page of a matter shows around itself: it names the person, so that it was read is kept first."""
    note_reading(request.actor, subject.person, subject.branch)
    page, what = reverse("standing:one", args=[case.pk]), WHAT[case.matter.what]
    name = people_names([subject.person]).get(subject.person, "")
    shown = _("%(what)s: %(name)s") % {"what": what, "name": name}
    crumbs = [Crumb(_("Tình trạng hội viên"), reverse("standing:list")), Crumb(shown, page if title else "")]
    return {
        "case": case, "name": name, "what": what, "title": title or shown, "cancel": page,
        "crumbs": crumbs + ([Crumb(title)] if title else []),
    }  # fmt: skip
