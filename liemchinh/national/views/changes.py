"""What waits to be entered in the national database, person by person: ticked here, taken as a workbook; and what is entered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.journal.services import last_sequence
from liemchinh.members.views.marks import seen_by
from liemchinh.national import services
from liemchinh.national.columns import columns_of
from liemchinh.national.queries import (
    VERB,
    changes_of,
    entered_visible_to,
    entries_told,
    keepers_below,
    keepers_visible_to,
    last_taking,
    layout_of,
    moments,
    shown_people,
)  # fmt: skip
from liemchinh.national.reading_people import note_people_read
from liemchinh.national.showing import days_and_places, lines_of, whats
from liemchinh.national.views.frame import around, kept_or_404
from liemchinh.national.workbook import XLSX, changes_workbook
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.numbers import show_number
from liemchinh.web.paging import Page, page

PEOPLE = 30
ENTERED = 50


@require_safe
def keepers(request: SignedRequest) -> HttpResponse:
    """The offices that enter, with how much waits; where there is none yet, how to begin."""
    roots = request.actor.roots(VERB)
    if not roots:
        raise Http404
    kept = keepers_visible_to(request.actor)
    if len(kept) == 1 and roots == frozenset(kept):
        return redirect("national:changes", kept[0])
    called = names([*kept, *roots])
    rows = [(number, called.get(number, ""), _count(number)) for number in kept]
    begin = [(number, called.get(number, "")) for number in sorted(roots - frozenset(kept))]
    return render(request, "national/list.html", {"rows": rows, "begin": begin})


def _count(organisation: int) -> int:
    layout = layout_of(organisation)
    return len(changes_of(layout).waiting) if layout else 0


@require_http_methods(["GET", "POST"])
def waiting(request: SignedRequest, organisation: int) -> HttpResponse:
    """The acts that wait, by person; posted, the ticked ones are entered there."""
    layout = kept_or_404(request, organisation)
    asking = Asking(request)
    if asking.is_valid():
        chosen = {
            int(text) for text in request.POST.getlist("act") if text.isascii() and text.isdigit() and len(text) < 19
        }
        with asking:
            count = services.enter_acts(organisation, chosen, actor=request.actor)
            messages.success(request, _("Đã đánh dấu %(count)s việc là đã nhập.") % {"count": show_number(count)})
            return redirect(request.get_full_path())
    changes, taking = changes_of(layout), last_taking(organisation)
    people = list(changes.by_person().items())
    shown, beside = _page(people, request.GET.get("after", ""), request.GET.get("before", ""))
    acts = [act for _person, theirs in shown for act in theirs]
    what, where, known = (
        whats(acts, changes.corrected),
        days_and_places(acts),
        shown_people(request.actor, [one for one, _acts in shown]),
    )
    rows = [
        (*known.get(person, ("", None)), [
            (act, what[act.sequence], *where[act.sequence], taking is not None and act.sequence <= taking.up_to) for act in theirs
        ])
        for person, theirs in shown
    ]  # fmt: skip
    below = keepers_below(organisation)
    called = names(below)
    given: dict[str, Any] = around(organisation, "changes", counts={"changes": len(changes.waiting)}) | {
        "rows": rows, "page": beside, "total": len(changes.waiting), "people": len(people), "last": last_sequence(),
        "taking": taking, "taken_at": moments([taking.recorded_by]).get(taking.recorded_by) if taking else None,
        "since": moments([layout.since]).get(layout.since), "below": [(number, called.get(number, "")) for number in below],
        "again": sum(act.sequence <= taking.up_to for act in changes.waiting) if taking else 0,
    }  # fmt: skip
    return asking.page("national/changes.html", given)


def _page(people: list[Any], after: str, before: str) -> tuple[list[Any], Page[Any]]:
    """Some people of the list; the edge in the address is a person's number. An edge that is no longer there: the beginning."""
    order = {str(person): place for place, (person, _acts) in enumerate(people)}
    start = order[after] + 1 if after in order else max(order.get(before, 0) - PEOPLE, 0)
    shown = people[start : start + PEOPLE]
    first, last = (str(shown[0][0]), str(shown[-1][0])) if shown else ("", "")
    return shown, Page([], first if start else "", last if start + PEOPLE < len(people) else "")


@require_POST
def enter_everything(request: SignedRequest, organisation: int) -> HttpResponse:
    """All that waited when the page was made is entered there."""
    kept_or_404(request, organisation)
    count = services.enter_all(organisation, seen_by(request), actor=request.actor)
    messages.success(request, _("Đã đánh dấu %(count)s việc là đã nhập.") % {"count": show_number(count)})
    return redirect("national:changes", organisation)


@require_POST
def take(request: SignedRequest, organisation: int) -> HttpResponse:
    """The workbook of what waits. That it was taken stands in the book, and everybody in it sees that they were read."""
    kept_or_404(request, organisation)
    layout, changes, before = services.take_changes(organisation, actor=request.actor)
    rows, places, people = lines_of(changes, before, clock.today())
    note_people_read(request.actor, [one.person for one in people], organisation)
    made = changes_workbook(columns_of(layout.columns), rows, places, _("Việc chờ nhập vào cơ sở dữ liệu quốc gia"))
    response = HttpResponse(made, content_type=XLSX)
    name = f"cho-nhap-{organisation}-{clock.today():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def entered(request: SignedRequest, organisation: int) -> HttpResponse:
    """What is entered there, as it was ticked, with who said so and when."""
    kept_or_404(request, organisation)
    beside = {name: request.GET.get(name, "") for name in ("after", "before")}
    ticks = entered_visible_to(request.actor, organisation)
    shown = page(ticks, order=("pk",), size=ENTERED, **beside)
    told = entries_told(tick.act for tick in shown.items) | entries_told(tick.recorded_by for tick in shown.items)
    known = shown_people(request.actor, {told[tick.act].entry.member_id for tick in shown.items} - {None})
    rows = [
        (tick, told[tick.act], *known.get(told[tick.act].entry.member_id, ("", None)), told[tick.recorded_by])
        for tick in shown.items
    ]
    given = around(organisation, "entered", counts={"entered": ticks.count()}) | {"rows": rows, "page": shown}
    return render(request, "national/entered.html", given)


@require_POST
def not_entered(request: SignedRequest, organisation: int, act: int) -> HttpResponse:
    """The act waits again."""
    kept_or_404(request, organisation)
    services.cancel_entered(organisation, act, actor=request.actor)
    messages.success(request, _("Đã bỏ dấu. Việc này lại chờ nhập."))
    return redirect("national:entered", organisation)
