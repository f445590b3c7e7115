"""What a deciding body does: decide on many lists at once, vouch for a basis, grade anew, take back what was recorded wrongly."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.reviews import redeciding
from liemchinh.reviews.forms import DecideForm, RegradeForm, TakeBackForm
from liemchinh.reviews.given import Decision, Given
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import Period, read
from liemchinh.reviews.queries import decidable, list_of, proposed_under
from liemchinh.reviews.services import decide_grades
from liemchinh.reviews.views.frame import address, asked_period, crumbs
from liemchinh.reviews.words import LEVELS, RESULTS
from liemchinh.web.asking import Asking


@require_http_methods(["GET", "POST"])
def decide(request: SignedRequest, organisation: int) -> HttpResponse:
    """The lists that were proposed under a body, each with its counts; all of them in one decision, or some."""
    actor, period = request.actor, asked_period(request)
    if not actor.covers("members.decide", organisation):
        raise Http404
    waiting = proposed_under(actor, organisation, period.code)
    called = names(waiting)
    offered = sorted((called.get(place, ""), str(place), _counts(rows)) for place, rows in waiting.items())
    form = DecideForm(
        request.POST or None,
        offered=[
            (value, _("%(name)s: %(counts)s") % {"name": name, "counts": counts}) for name, value, counts in offered
        ],
    )
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            decide_grades(period, told["lists"], _decision(organisation, told), actor=actor)
            messages.success(request, _("Đã ghi quyết định cho %(count)s danh sách.") % {"count": len(told["lists"])})
            return HttpResponseRedirect(address("list", organisation, period.code))
    says = _("Căn cứ chỉ ghi khi trang báo quy định chưa rõ; khi ấy cần một cán bộ thứ hai xác nhận.")
    given = _about(organisation, period, _("Quyết định xếp loại %(period)s") % {"period": period}) | {
        "button": _("Ghi quyết định"), "empty": not offered, "says": says,
    }  # fmt: skip
    return asking.page("reviews/form.html", given)


def _counts(rows: list[Grade]) -> str:
    results = [row.result for row in rows if row.person_id]
    told = [f"{results.count(level)} {str(word).lower()}" for level, word in LEVELS.items() if level in results]
    collective = next((str(LEVELS[row.result]) for row in rows if row.person_id is None), "")
    return "; ".join(
        [*([_("tập thể %(grade)s") % {"grade": collective.lower()}] if collective else []), ", ".join(told)]
    )


def _decision(body: int, told: dict[str, Any]) -> Decision:
    return Decision(body, told["number"], told["on"], told["exceeded"], told["basis"])


@require_POST
def vouch(request: SignedRequest, organisation: int) -> HttpResponse:
    """A second officer vouches for the basis of a decision."""
    if not request.actor.covers("members.decide", organisation):
        raise Http404
    period = asked_period(request)
    redeciding.vouch_for_grades(organisation, period.code, request.POST.get("number", "")[:60], actor=request.actor)
    messages.success(request, _("Đã xác nhận căn cứ. Quyết định có hiệu lực."))
    return HttpResponseRedirect(address("list", organisation, period.code))


@require_http_methods(["GET", "POST"])
def take_back(request: SignedRequest, organisation: int) -> HttpResponse:
    """A decision was recorded wrongly: the list waits again."""
    actor, period = request.actor, asked_period(request)
    if not actor.covers("members.decide", organisation):
        raise Http404
    form = TakeBackForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            redeciding.take_back(organisation, period, reason=reason, actor=actor)
            messages.success(request, _("Đã hủy. Danh sách chờ quyết định lại; quyết định ghi nhầm vẫn còn trong sổ."))
            return HttpResponseRedirect(address("grades", organisation, period.code))
    given = _about(organisation, period, _("Hủy quyết định ghi nhầm")) | {
        "button": _("Hủy quyết định"), "grave": True,
        "empty": list_of(organisation, period).decided is None, "cancel": address("grades", organisation, period.code),
    }  # fmt: skip
    return asking.page("reviews/form.html", given)


@require_http_methods(["GET", "POST"])
def regrade(request: SignedRequest, pk: int) -> HttpResponse:
    """A later decision about one grade."""
    row = decidable(request.actor, pk)
    period = read(row.period) if row else None
    if row is None or period is None or row.result not in LEVELS:
        raise Http404
    form = RegradeForm(request.POST or None, of_person=row.person_id is not None)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        given = Given(told["result"], told["reminded"], told.get("total"))
        body = row.body_id or row.organisation_id
        with asking:
            redeciding.regrade(pk, given, _decision(body, told), told["cause"], actor=request.actor)
            messages.success(request, _("Đã ghi xếp loại lại. Mức trước vẫn còn trong sổ, của những ngày trước."))
            return HttpResponseRedirect(address("grades", row.organisation_id, period.code))
    name = people_names([row.person_id]).get(row.person_id, "") if row.person_id else _("Tập thể")
    says = _("%(name)s: %(grade)s, quyết định số %(number)s.") % {
        "name": name, "grade": RESULTS[row.result], "number": row.number,
    }  # fmt: skip
    told_page = _about(row.organisation_id, period, _("Xếp loại lại")) | {
        "button": _("Ghi xếp loại lại"), "says": says,
        "cancel": address("grades", row.organisation_id, period.code),
    }  # fmt: skip
    return asking.page("reviews/form.html", told_page)


def _about(organisation: int, period: Period, title: str) -> dict[str, Any]:
    return {
        "title": title, "name": names([organisation]).get(organisation, ""), "crumbs": crumbs(organisation, period, title),
        "cancel": address("list", organisation, period.code),
    }  # fmt: skip
