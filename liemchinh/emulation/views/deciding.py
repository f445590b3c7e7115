"""A committee's pages: who registered, each with how its conditions stand; propose or decide for many at once; vouch, revoke, take back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.emulation import deciding
from liemchinh.emulation.forms import BranchesForm, DecideForm, ReasonForm, RevokeForm
from liemchinh.emulation.given import Decision, Revocation
from liemchinh.emulation.models import Recognition
from liemchinh.emulation.queries import decision_visible_to, organs_of, undecided_under, unproposed_under
from liemchinh.emulation.services import propose_models
from liemchinh.emulation.views.frame import address, asked_model, asked_period, crumbs
from liemchinh.emulation.views.offered import offered
from liemchinh.emulation.views.overview import said_of
from liemchinh.emulation.words import MODELS, ORGANS, VERBS
from liemchinh.organisations.queries import names
from liemchinh.reviews.periods import Period, of_year, read
from liemchinh.web.asking import Asking
from liemchinh.web.components import Tab


@require_http_methods(["GET", "POST"])
def propose(request: SignedRequest, organisation: int) -> HttpResponse:
    """The registered branches below that nobody proposed yet; all of them, or some, are proposed upward."""
    actor, period, model = request.actor, asked_period(request), asked_model(request)
    if not actor.covers("members.decide", organisation):
        raise Http404
    rows = unproposed_under(organisation, model, period.code)
    there = offered(organisation, rows, model, period)
    form = BranchesForm(request.POST or None, offered=there.choices, chosen=there.clear)
    asking = Asking(request, form)
    if asking.is_valid():
        chosen = form.cleaned_data["branches"]
        with asking:
            propose_models(organisation, model, period, chosen, actor=actor)
            messages.success(request, _("Đã ghi đề nghị cho %(count)s chi hội.") % {"count": len(chosen)})
            return HttpResponseRedirect(address("list", organisation, period.code))
    given = _about(organisation, period, _("Đề nghị công nhận %(period)s") % {"period": period}) | {
        "button": _("Ghi đề nghị"), "empty": not rows, "alike": there.alike,
        "tabs": _model_tabs("propose", organisation, period, model),
        "says": _("Những chi hội không có điều kiện nào chưa đạt được chọn sẵn. Điều chưa rõ không tính là chưa đạt."),
    }  # fmt: skip
    return asking.page("emulation/form.html", given)


@require_http_methods(["GET", "POST"])
def decide(request: SignedRequest, organisation: int) -> HttpResponse:
    """The registered branches under a body about which this organ decided nothing yet; all of them in one decision, or some."""
    actor, period, model = request.actor, asked_period(request), asked_model(request)
    organs = organs_of(actor, organisation)
    if not organs:
        raise Http404
    organ = request.GET.get("organ", "")
    organ = organ if organ in organs else organs[0]
    rows = undecided_under(organisation, organ, model, period.code)
    there = offered(organisation, rows, model, period)
    proposed = [str(row.organisation_id) for row in rows if row.proposed_by]
    form = DecideForm(request.POST or None, offered=there.choices, chosen=proposed)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        decision = Decision(
            organisation, organ, told["form"], told["number"], told["on"], told["exceeded"], told["basis"]
        )
        with asking:
            deciding.decide_models(model, period, told["branches"], decision, actor=actor)
            messages.success(request, _("Đã ghi quyết định cho %(count)s chi hội.") % {"count": len(told["branches"])})
            return HttpResponseRedirect(address("list", organisation, period.code))
    title = _("%(organ)s quyết định %(period)s") % {"organ": ORGANS[organ], "period": period}
    given = _about(organisation, period, title) | {
        "button": _("Ghi quyết định"), "empty": not rows, "alike": there.alike,
        "tabs": _model_tabs("decide", organisation, period, model, organ=organ),
        "organs": [Tab(str(ORGANS[one]), address("decide", organisation, period.code, model=model, organ=one), one == organ)
                   for one in organs] if len(organs) > 1 else [],
        "says": _("Chi hội cấp dưới đã đề nghị được chọn sẵn. Điều chưa rõ không tính là chưa đạt; việc chưa kết luận không xét."),
    }  # fmt: skip
    return asking.page("emulation/form.html", given)


def _model_tabs(page: str, organisation: int, period: Period, asked: str, **more: str) -> list[Tab]:
    return [
        Tab(str(words), address(page, organisation, period.code, model=model, **more), model == asked)
        for model, words in MODELS.items()
    ]


@require_POST
def vouch(request: SignedRequest, organisation: int) -> HttpResponse:
    """A second officer vouches for the basis of a decision, of which the page named a row."""
    if not organs_of(request.actor, organisation):
        raise Http404
    period = asked_period(request)
    asked = request.POST.get("decided", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 19
    deciding.vouch_for_models(int(asked) if known else 0, actor=request.actor)
    messages.success(request, _("Đã xác nhận căn cứ. Quyết định có hiệu lực."))
    return HttpResponseRedirect(address("list", organisation, period.code))


@require_http_methods(["GET", "POST"])
def revoke(request: SignedRequest, pk: int) -> HttpResponse:
    """A later decision revokes one."""
    row, period = _found(request, pk)
    form = RevokeForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        told = Revocation(form.cleaned_data["number"], form.cleaned_data["on"], form.cleaned_data["cause"])
        with asking:
            deciding.revoke_model(row.pk, told, actor=request.actor)
            messages.success(request, _("Đã ghi thu hồi. Tên chi hội không còn trong danh sách công khai."))
            return redirect("emulation:one", row.registration_id)
    given = _of_one(row, period, _("Thu hồi")) | {"button": _("Ghi thu hồi")}
    return asking.page("emulation/form.html", given)


@require_http_methods(["GET", "POST"])
def take_back(request: SignedRequest, pk: int) -> HttpResponse:
    """A decision recorded wrongly: the registration waits again."""
    row, period = _found(request, pk)
    form = ReasonForm(request.POST or None, about="take-back")
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            deciding.take_back_model(row.pk, reason=reason, actor=request.actor)
            messages.success(request, _("Đã hủy. Đăng ký chờ quyết định lại; quyết định ghi nhầm vẫn còn trong sổ."))
            return redirect("emulation:one", row.registration_id)
    given = _of_one(row, period, _("Hủy quyết định ghi nhầm")) | {
        "button": _("Hủy quyết định"),
    }  # fmt: skip
    return asking.page("emulation/form.html", given)


def _found(request: SignedRequest, pk: int) -> tuple[Recognition, Period]:
    row = decision_visible_to(request.actor, pk)
    if row is None or not request.actor.covers(VERBS[row.organ], row.registration.organisation_id):
        raise Http404
    return row, read(row.registration.period) or of_year(row.decided_on.year)


def _of_one(row: Recognition, period: Period, title: str) -> dict[str, Any]:
    place = row.registration.organisation_id
    return _about(place, period, title) | {
        "grave": True, "says": said_of(row), "cancel": reverse("emulation:one", args=[row.registration_id])
    }  # fmt: skip


def _about(organisation: int, period: Period, title: str) -> dict[str, Any]:
    return {
        "title": title, "name": names([organisation]).get(organisation, ""), "crumbs": crumbs(organisation, period, title),
        "cancel": address("list", organisation, period.code),
    }  # fmt: skip
