"""One page: the grades of a branch for a period, proposed in one go; once decided, as they were decided."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.views.marks import marks_of, marks_sent, seen_by
from liemchinh.organisations.queries import names
from liemchinh.reviews.forms import CollectiveForm
from liemchinh.reviews.given import Given
from liemchinh.reviews.periods import is_named
from liemchinh.reviews.queries import Line, Listed, list_of, may_see_names
from liemchinh.reviews.services import propose_grades
from liemchinh.reviews.views.frame import address, asked_period, crumbs, period_tabs
from liemchinh.reviews.words import EXCESS, EXCLUDED, LEVELS, NOT_COMPLETED, RESULTS
from liemchinh.web.asking import Asking

REMINDED = "reminded"


@require_http_methods(["GET", "POST"])
def grades(request: SignedRequest, organisation: int) -> HttpResponse:
    """Names and grades, for the branch and whoever decides about it; nothing is chosen beforehand."""
    if not may_see_names(request.actor, organisation):
        raise Http404
    period = asked_period(request)
    listed = list_of(organisation, period)
    keeps = request.actor.covers("branch.keep", organisation)
    if request.method == "POST" and not keeps:
        raise Http404
    form = CollectiveForm(request.POST or None, initial=_initial(listed))
    offered = [one for one in listed.lines if not one.left_out]
    people = _sent(request, offered)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        collective = (
            Given(told["collective"], told["collective_reminded"], told["total"]) if told["collective"] else None
        )
        with asking:
            propose_grades(organisation, period, people, collective, seen=seen_by(request), actor=request.actor)
            messages.success(request, _("Đã ghi đề nghị xếp loại %(period)s.") % {"period": period})
            return HttpResponseRedirect(address("grades", organisation, period.code))
    title = _("Xếp loại %(period)s") % {"period": period}
    given = {
        "title": title, "name": names([organisation]).get(organisation, ""),
        "listed": listed, "decision": listed.decided, "seen": listed.entry, "keeps": keeps,
        "tabs": period_tabs("grades", organisation, period), "crumbs": crumbs(organisation, period, title),
        "clear": marks_of([_row(one, people) for one in offered if not one.unclear], LEVELS),
        "unclear": marks_of([_row(one, people) for one in offered if one.unclear], {**LEVELS, "": _("Không xếp loại")}),
        "reminded": _reminded(request, offered), "left_out": [(one, EXCLUDED[one.left_out]) for one in listed.lines if one.left_out],
        "may_decide": request.actor.covers("members.decide", organisation),
        "take_back": address("take-back", organisation, period.code), **_decided(listed, named=is_named(period, clock.today())),
    }  # fmt: skip
    return asking.page("reviews/grades.html", given)


def _initial(listed: Listed) -> dict[str, Any]:
    row = listed.collective
    return {"collective": row.result, "total": row.total, "collective_reminded": row.reminded} if row else {}


def _sent(request: SignedRequest, offered: list[Line]) -> dict[int, Given]:
    reminded = set(request.POST.getlist(REMINDED))
    marks = marks_sent(request, [one.person for one in offered])
    return {person: Given(mark, str(person) in reminded) for person, mark in marks.items()}


def _row(one: Line, sent: dict[int, Given]) -> tuple[int, str, str, bool]:
    result = one.result if one.result in LEVELS else ""
    return one.person, one.name, sent[one.person].result if one.person in sent else result, False


def _reminded(request: SignedRequest, offered: list[Line]) -> list[tuple[int, str, bool]]:
    sent = set(request.POST.getlist(REMINDED))
    ticked = (lambda one: str(one.person) in sent) if request.method == "POST" else (lambda one: one.reminded)
    return [(one.person, one.name, ticked(one)) for one in offered]


def _decided(listed: Listed, *, named: bool) -> dict[str, Any]:
    """The rows of a list that was decided, in words; of an old one how many there are of each."""
    if listed.decided is None:
        return {}
    if not named:
        counted = Counter(row.result for row in listed.rows if row.person_id)
        return {"counted": [(words, counted[code]) for code, words in RESULTS.items() if counted[code]]}
    by_person = {row.person_id: row for row in listed.rows}
    collective = [(_("Tập thể"), by_person[None])] if None in by_person else []
    people = [(one.name, by_person[one.person]) for one in listed.lines if one.person in by_person]
    rows = [
        {"name": name, "row": row, "words": RESULTS.get(row.result, row.result), "lowest": row.result == NOT_COMPLETED,
         "excess": EXCESS.get(row.exceeded, ""), "waits": bool(row.basis) and row.vouched_by is None, "open": row.result in LEVELS}
        for name, row in [*collective, *people]
    ]  # fmt: skip
    return {"rows": rows, "waits": any(one["waits"] for one in rows)}
