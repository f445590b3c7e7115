"""An organisation's own figures: what it is asked, its numbers beside last time, and what waits for its approval."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.directives.words import KEEP, SEE
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from liemchinh.returns import approving, queries, sending
from liemchinh.returns.forms import NumbersForm
from liemchinh.returns.models import Call, Quantity
from liemchinh.returns.words import PERIODS, RETURNS, name_of
from liemchinh.tasks.forms import ReasonForm
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.dates import show

SHOWN = 20


def place_or_404(request: SignedRequest, organisation: int, verb: str) -> Version:
    """An organisation that stands, over which the actor holds the verb."""
    place = standing(clock.today()).filter(organisation_id=organisation).first()
    if place is None or not request.actor.covers(verb, organisation):
        raise Http404
    return place


def period_of(call: Call) -> str:
    """Its period in words."""
    return _("từ %(first)s đến %(last)s") % {"first": show(call.first), "last": show(call.last)}


def asked_in(call: Call) -> list[Quantity]:
    """Its quantities in their order."""
    return [one.quantity for one in call.items.select_related("quantity__whole").order_by("number")]


def crumbs(place: Version, *more: Crumb) -> list[Crumb]:
    """The way from an organisation to its figures and on."""
    number = place.organisation_id
    return [
        Crumb(place.name, reverse("organisations:one", args=[number])),
        Crumb(_("Số liệu báo cáo"), reverse("returns:list", args=[number]) if more else ""),
        *more,
    ]


@require_safe
def listed(request: SignedRequest, organisation: int) -> HttpResponse:
    """What the organisation has to send, what it asked, and what it can ask for."""
    place, on = place_or_404(request, organisation, SEE), clock.today()
    mine, asked = list(queries.asked_of(organisation)[:SHOWN]), list(queries.asked_by(organisation)[:SHOWN])
    titles = queries.titles_of([*mine, *asked])
    own = [(row, titles.get(row.pk, ""), period_of(row), *_stands(row, organisation)) for row in mine]
    given = {
        "at": organisation, "name": place.name, "today": on, "mine": own, "keeps": request.actor.covers(KEEP, organisation),
        "asked": [(row, titles.get(row.pk, ""), period_of(row)) for row in asked],
        "quantities": [
            (one, queries.title_of(one), str(PERIODS[one.period]), name_of(one.whole.code, one.whole.name) if one.whole else "")
            for one in queries.quantities_for(organisation)
        ],
        "crumbs": crumbs(place),
    }  # fmt: skip
    return render(request, "returns/list.html", given)


def _stands(call: Call, organisation: int) -> tuple[str, str, bool]:
    """How the organisation's own answer stands, the tone of it, and whether it can be written."""
    carried = queries.carried_by(call, organisation, clock.today())
    lines = queries.sent_lines(call, carried, clock.today())
    if all(one.approved for one in lines):
        return _("đã duyệt, khóa"), "good", False
    if any(one.returned for one in lines):
        return _("bị trả lại"), "late", True
    if all(one.sent for one in lines):
        return _("đã gửi, chờ duyệt"), "accent", True
    late = call.due_on < clock.today()
    return (_("quá hạn, chưa gửi"), "late", True) if late else (_("chưa gửi"), "warn", True)


@require_http_methods(["GET", "POST"])
def enter(request: SignedRequest, organisation: int, call: int) -> HttpResponse:
    """The numbers, each beside last time; one far from it is asked once more before it goes."""
    place = place_or_404(request, organisation, KEEP)
    row = queries.asked_of(organisation).filter(pk=call).first()
    if row is None:
        raise Http404
    asked, carried = asked_in(row), queries.carried_by(row, organisation, clock.today())
    before = queries.last_times(row, [organisation], asked)[organisation]
    lines = queries.sent_lines(row, carried, clock.today())
    there = {f"n{key}": value for line in lines for key, value in line.values.items()}
    form = NumbersForm(request.POST or None, asked=asked, before=before, initial=there)
    asking = Asking(request, form)
    if asking.is_valid():
        far = sending.far_from_last(asked, before, form.values())
        asking.form = form = NumbersForm(request.POST, asked=asked, before=before, far=far)
        form.is_valid()
        with asking:
            sending.send_return(call, organisation, form.numbers(), actor=request.actor)
            messages.success(request, _("Đã gửi số liệu."))
            return redirect("returns:list", organisation)
    title = queries.titles_of([row]).get(call, "")
    given = {
        "title": title, "name": place.name, "call": row, "period": period_of(row),
        "back": next((line.returned for line in lines if line.returned), ""),
        "ended": [line.name for line in lines if line.now], "open": bool(sending.open_ones(carried, organisation)),
        "cancel": reverse("returns:list", args=[organisation]), "crumbs": crumbs(place, Crumb(title)),
    }  # fmt: skip
    return asking.page("returns/enter.html", given)


@require_http_methods(["GET", "POST"])
def approve(request: SignedRequest, organisation: int, call: int) -> HttpResponse:
    """What waits for this organisation's approval, and what it approved and can open again."""
    place = place_or_404(request, organisation, KEEP)
    found = queries.to_approve(call, organisation, clock.today())
    if found is None:
        raise Http404
    row, lines = found
    form = ReasonForm(request.POST if "back" in request.POST else None, offered=RETURNS)
    asking = Asking(request, form)
    if request.method == "POST":
        chosen = [
            int(one) for one in request.POST.getlist("return") if one.isascii() and one.isdigit() and len(one) < 19
        ]
        if "back" not in request.POST:
            with asking:
                approving.approve_returns(call, organisation, chosen, actor=request.actor)
                messages.success(request, _("Đã duyệt và khóa."))
                return redirect("returns:approve", organisation, call)
        elif form.is_valid():
            reason = form.cleaned_data["reason"]
            with asking:
                approving.send_back(call, organisation, chosen, reason, actor=request.actor)
                messages.success(request, _("Đã trả lại để sửa."))
                return redirect("returns:approve", organisation, call)
    asked = asked_in(row)
    before = queries.last_times(row, [line.respondent.organisation_id for line in lines], asked)
    title = queries.titles_of([row]).get(call, "")
    given = {
        "title": title, "name": place.name, "call": row, "period": period_of(row),
        "waits": [(line, _told(line, asked, before[line.respondent.organisation_id])) for line in lines if line.waits],
        "done": [(line, _told(line, asked, before[line.respondent.organisation_id])) for line in lines if line.approved],
        "crumbs": crumbs(place, Crumb(title, reverse("returns:progress", args=[call])), Crumb(_("Duyệt"))),
    }  # fmt: skip
    return asking.page("returns/approve.html", given)


def _told(
    line: queries.Sent, asked: Sequence[Quantity], before: Mapping[int, int]
) -> list[tuple[str, int | None, int | None, bool]]:
    """Each number with last time's, and whether it was confirmed."""
    return [
        (queries.title_of(one), line.values.get(one.pk), before.get(one.pk), one.pk in line.confirmed) for one in asked
    ]
