"""Appeals: the person files; officers find those open to them, receive one on paper, record steps and what was restored."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.appeals import filing, redress, stating, taking, undoing
from liemchinh.appeals.admissibility import appeal_of, decision_of, filed_until, grounds_of
from liemchinh.appeals.cases import BODY, KIND, VERB
from liemchinh.appeals.forms import FileForm, GroundForm, PaperForm, RestoredForm, TakeForm
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.queries import bodies_of, offers_of, open_to_me, outcome_of, receipt_of
from liemchinh.appeals.to_appellant import meanwhile
from liemchinh.appeals.votes import vote_shown
from liemchinh.ballots.of_steps import fill_from_box
from liemchinh.casework import settling
from liemchinh.casework.concerned import case_about_me
from liemchinh.casework.drafts import Written, draft_of, keep_draft
from liemchinh.casework.forms import CancelStepForm
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.reading import case_or_404
from liemchinh.casework.settling import OUTCOMES
from liemchinh.casework.statement_words import APPEAL
from liemchinh.casework.steps import parties_of
from liemchinh.casework.work import cases_called
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page


def _about(held: Case, *more: str) -> dict[str, Any]:
    name, body = _("Khiếu nại số %(number)s") % {"number": held.pk}, parties_of(held.pk)[BODY].organisation or 0
    here = reverse("appeals:case", args=[held.pk]) if more else ""
    return {
        "case": held, "name": name, "body": names([body]).get(body, ""),
        "crumbs": [Crumb(_("Khiếu nại kỷ luật"), reverse("appeals:cases")), Crumb(name, here), *map(Crumb, more)],
    }  # fmt: skip


def _form(asking: Asking, held: Case, title: str, **more: Any) -> HttpResponse:
    given = _about(held, title) | {
        "title": title, "button": _("Ghi vào sổ"), "cancel": reverse("appeals:case", args=[held.pk]), **more,
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _to_case(request: SignedRequest, held: Case) -> HttpResponse:
    """The case, where it is still open to the reader; else the list."""
    messages.success(request, _("Đã ghi vào sổ."))
    mine = cases_visible_to(request.actor, KIND).filter(pk=held.pk).exists()
    return redirect("appeals:case", held.pk) if mine else redirect("appeals:cases")


@require_safe
def cases(request: SignedRequest) -> HttpResponse:
    """Those open to me, called by number: who appeals is read on its page."""
    if not request.actor.may(VERB):
        raise Http404
    ended = request.GET.get("state") == "ended"
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    found = page(open_to_me(request.actor, ended=ended), order=("pk",), after=after, before=before)
    called, here = cases_called((case.pk, case.kind) for case in found.items), reverse("appeals:cases")
    given = {
        "rows": [called[case.pk] for case in found.items if case.pk in called], "page": found,
        "tabs": [Tab(_("Đang giải quyết"), here, not ended), Tab(_("Đã kết thúc"), f"{here}?state=ended", ended)],
        "bodies": bodies_of(request.actor, clock.today()), "crumbs": [Crumb(_("Khiếu nại kỷ luật"))],
    }  # fmt: skip
    return render(request, "appeals/cases.html", given)


@require_http_methods(["GET", "POST"])
def received(request: SignedRequest, organisation: int) -> HttpResponse:
    """An appeal on paper was received."""
    body = next((one for one in bodies_of(request.actor, clock.today()) if one.organisation_id == organisation), None)
    if body is None:
        raise Http404
    form = PaperForm(request.POST or None, actor=request.actor, body=organisation)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = filing.receive_appeal(organisation, form.paper(), actor=request.actor)
            return redirect("appeals:case", made.pk)
    title = _("Nhận đơn khiếu nại bằng giấy")
    given = {
        "title": title, "name": body.name, "button": _("Ghi đã nhận"),
        "says": _("Đơn nào cũng nhận, kể cả gửi muộn hoặc chưa rõ hạn. Nội dung đơn không ghi vào máy."),
        "cancel": reverse("appeals:cases"), "crumbs": [Crumb(_("Khiếu nại kỷ luật"), reverse("appeals:cases")), Crumb(title)],
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_safe
def one(request: SignedRequest, case: int) -> HttpResponse:
    """What comes next; against what it is, whether it is to be resolved, the ruling, what is restored, its course."""
    held, today = case_or_404(request.actor, case, KIND), clock.today()
    facts, decided, offers = appeal_of(held), decision_of(held), offers_of(held, today)
    ruled = outcome_of(held)
    given = _about(held) | {
        "facts": facts, "decided": decided, "decider": names([decided.body]).get(decided.body, ""),
        "meanwhile": meanwhile(facts.sent_on), "grounds": grounds_of(held, {}) if taking.awaits(held, taking.REFUSE) else [],
        "ground": ground_of(held, taking.REFUSE), "me": request.actor.account_id, "ruled": ruled,
        "outcome": str(OUTCOMES[ruled.outcome]) if ruled else "", "restoring": redress.to_restore(held),
        "next": next_instance(facts.source, decided, today) if ruled else None,
        "offers": [offer for offer in offers if not offer.optional], "others": [offer for offer in offers if offer.optional],
        "last": undoing.last_step(held), "vote": vote_shown(held),
    }  # fmt: skip
    return render(request, "appeals/case.html", given)


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """One step that may be taken now."""
    held = case_or_404(request.actor, case, KIND)
    offer = next((one for one in offers_of(held, clock.today()) if one.code == code), None)
    if offer is None:
        raise Http404
    form = TakeForm(request.POST or None, case=held, code=code)
    fill_from_box(form, held, code)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            taking.record_step(held, code, form.given(), actor=request.actor)
            return _to_case(request, held)
    says = (
        _("Từ ngày công bố, kết quả này ghi vào quyết định kỷ luật và danh sách hội viên.")
        if code == taking.ANNOUNCE
        else ""
    )
    return _form(asking, held, offer.title, says=says)


@require_http_methods(["GET", "POST"])
def ground(request: SignedRequest, case: int) -> HttpResponse:
    """What a refusal to resolve stands on, where the rules do not say."""
    held = case_or_404(request.actor, case, KIND)
    if not taking.awaits(held, taking.REFUSE):
        raise Http404
    form = GroundForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            stating.state_refusal(held, told["article"], told["document"], actor=request.actor)
            return _to_case(request, held)
    return _form(asking, held, _("Nêu điều, văn bản để không giải quyết"))


@require_POST
def vouch(request: SignedRequest, case: int) -> HttpResponse:
    """A second officer vouches for it."""
    held = case_or_404(request.actor, case, KIND)
    stating.vouch_for_refusal(held, actor=request.actor)
    return _to_case(request, held)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, case: int) -> HttpResponse:
    """The last step was recorded wrongly."""
    held = case_or_404(request.actor, case, KIND)
    last = undoing.last_step(held)
    if last is None:
        raise Http404
    form = CancelStepForm(request.POST or None, initial={"step": last.recorded_by})
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            undoing.cancel_step(held, told["reason"], shown=told["step"], actor=request.actor)
            return _to_case(request, held)
    place = case_kind(KIND).procedure.step(last.code, last.on).title
    more = {"place": place, "button": _("Hủy bước này"), "grave": True}
    return _form(asking, held, _("Hủy bước cuối"), **more)


@require_http_methods(["GET", "POST"])
def restored(request: SignedRequest, case: int, what: str) -> HttpResponse:
    """Something was restored on a day."""
    held = case_or_404(request.actor, case, KIND)
    line = next((one for one in redress.to_restore(held) if one.code == what and one.done_on is None), None)
    if line is None:
        raise Http404
    form = RestoredForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            redress.restore(held, what, form.cleaned_data["on"], actor=request.actor)
            return _to_case(request, held)
    return _form(asking, held, _("Ghi việc đã phục hồi"), place=line.words)


@require_http_methods(["GET", "POST"])
def file(request: SignedRequest, source: int) -> HttpResponse:
    """The person files against a decision about them, in their own words; the draft is theirs alone."""
    held = case_about_me(request.actor, source)
    decided, today = (settling.decision_of(held) if held else None), clock.today()
    if (
        held is None
        or decided is None
        or not filing.can_be_appealed(decided)
        or decided.person != request.actor.person_id
    ):
        raise Http404
    found, draft = next_instance(held, decided, today), draft_of(held, APPEAL, request.actor)
    form = FileForm(request.POST or None, what=APPEAL, written=draft or Written(), places=found.places)
    asking = Asking(request, form)
    if asking.is_valid():
        if form.keeps:
            keep_draft(held, APPEAL, form.written(), actor=request.actor)
            messages.success(request, _("Đã lưu bản nháp. Chỉ mình bạn mở được."))
            return redirect("appeals:file", held.pk)
        with asking:
            made = filing.file_appeal(held, form.cleaned_data["to"], form.written(), actor=request.actor)
            return redirect("casework:sent", made.pk, receipt_of(made))
    title, back = _("Khiếu nại quyết định kỷ luật"), reverse("casework:mine", args=[held.pk])
    given = {
        "title": title, "case": held, "decided": decided, "next": found, "draft": draft,
        "decider": names([decided.body]).get(decided.body, ""), "until": filed_until(decided, today)[1],
        "meanwhile": meanwhile(today), "back": back,
        "crumbs": [Crumb(case_kind(held.kind).procedure.title, back), Crumb(title)],
    }  # fmt: skip
    return asking.page("appeals/file.html", given)
