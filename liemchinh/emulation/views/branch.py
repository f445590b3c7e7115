"""A branch's own pages: register, see which conditions hold and why, say whether it may be named, withdraw."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.emulation import services
from liemchinh.emulation.appraisal import appraise, seen_by
from liemchinh.emulation.forms import ReasonForm, RegisterForm
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.emulation.queries import are_branches, decisions_on, live_registrations, registration_visible_to
from liemchinh.emulation.views.frame import address, asked_model, asked_period, crumbs
from liemchinh.emulation.views.overview import said_of
from liemchinh.emulation.words import KEEP, MODELS, VERBS
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reviews.periods import Period, is_named, of_year, read
from liemchinh.reviews.words import LIES
from liemchinh.web.asking import Asking


@require_http_methods(["GET", "POST"])
def register(request: SignedRequest, organisation: int) -> HttpResponse:
    """A branch registers for a model by its resolution."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    period = asked_period(request)
    initial = {"model": asked_model(request), "period": period.code, "dated": clock.today(), "lies": "branch"}
    form = RegisterForm(request.POST or None, initial=initial)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = services.register_models([form.registering(organisation)], actor=request.actor)
            messages.success(request, _("Đã ghi đăng ký."))
            return redirect("emulation:one", live_registrations().get(recorded_by=made[0]).pk)
    title = _("Đăng ký mô hình")
    given = {
        "title": title, "name": names([organisation]).get(organisation, ""),
        "crumbs": crumbs(organisation, period, title), "cancel": address("list", organisation, period.code),
        "button": _("Ghi đăng ký"), "empty": organisation not in are_branches([organisation]),
        "says": _("Đăng ký không ràng buộc ai: cuối kỳ mới xét, theo điều đã ghi trong sổ."),
    }  # fmt: skip
    return asking.page("emulation/form.html", given)


@require_safe
def one(request: SignedRequest, pk: int) -> HttpResponse:
    """One registration: the resolution, how each condition stands and why, what was decided."""
    row, period = _found(request, pk)
    actor, place = request.actor, row.organisation_id
    today = clock.today()
    checked = appraise([place], row.model, period, body=place, on=today)[place] if is_named(period, today) else []
    given = {
        "row": row, "period": period, "title": MODELS.get(row.model, row.model), "name": names([place]).get(place, ""),
        "lies": LIES.get(row.lies, row.lies), "crumbs": crumbs(place, period, str(MODELS.get(row.model, row.model))),
        "conditions": [
            (one, *_state(one.answer.verdict), one.answer.reason if opens else "", one.papers if opens else ())
            for one, opens in seen_by(actor, place, checked)
        ],
        "decisions": [_decision(request, one) for one in decisions_on([row.pk]).get(row.pk, [])],
        "keeps": actor.covers(KEEP, place), "over": period.last < clock.today(),
        "proposer": names([row.proposer_id]).get(row.proposer_id, "") if row.proposer_id else "",
    }  # fmt: skip
    return render(request, "emulation/one.html", given)


def _state(verdict: str) -> tuple[str, str]:
    words = {"yes": _("Đạt"), "no": _("Chưa đạt"), "unknown": _("Chưa rõ, không tính là chưa đạt")}
    tones = {"yes": "good", "no": "warn", "unknown": "unknown"}
    return words[verdict], tones[verdict]


def _decision(request: SignedRequest, one: Recognition) -> dict[str, object]:
    mine = one.revoked_by is None and request.actor.covers(VERBS[one.organ], one.body_id)
    body = names([one.body_id]).get(one.body_id, "")
    return {"row": one, "said": said_of(one), "body": body, "mine": mine}


def _found(request: SignedRequest, pk: int) -> tuple[Registration, Period]:
    row = registration_visible_to(request.actor, pk)
    if row is None:
        raise Http404
    return row, read(row.period) or of_year(row.ends_on.year)


@require_POST
def listed(request: SignedRequest, pk: int) -> HttpResponse:
    """The branch agrees to be named in public, or agrees no longer."""
    row, _period = _found(request, pk)
    if not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    agrees = request.POST.get("listed") == "yes"
    services.list_registration(row.pk, agrees, actor=request.actor)
    said = _("Đã ghi: chi hội đồng ý nêu tên.") if agrees else _("Đã ghi: chi hội không đồng ý nêu tên.")
    messages.success(request, said)
    return redirect("emulation:one", row.pk)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """A registration that does not stand any more."""
    row, period = _found(request, pk)
    if not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    form = ReasonForm(request.POST or None, about="withdraw")
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            services.withdraw_registration(row.pk, reason=reason, actor=request.actor)
            messages.success(request, _("Đã rút đăng ký. Đăng ký cũ vẫn còn trong sổ."))
            return HttpResponseRedirect(address("list", row.organisation_id, period.code))
    title = _("Rút đăng ký")
    given = {
        "title": title, "name": names([row.organisation_id]).get(row.organisation_id, ""),
        "crumbs": crumbs(row.organisation_id, period, title), "cancel": reverse("emulation:one", args=[row.pk]),
        "button": title, "grave": True, "says": MODELS.get(row.model, row.model),
    }  # fmt: skip
    return asking.page("emulation/form.html", given)
