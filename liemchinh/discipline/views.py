"""Disciplinary cases: the list of those open to me, how one begins, its page, its steps, and the page of the person concerned.

The door of each keeps the reading first.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.ballots.of_steps import fill_from_box
from liemchinh.casework.forms import CancelStepForm
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.reading import case_or_404
from liemchinh.casework.work import cases_called
from liemchinh.discipline import opening, settling, stating, taking, undoing
from liemchinh.discipline.cases import KIND, VERB
from liemchinh.discipline.coming import report_owed
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.forms import FactsForm, GroundForm, SettleForm, StartForm
from liemchinh.discipline.kept import is_decided, sanction_of
from liemchinh.discipline.queries import ballots_shown, offers_of, open_to_me
from liemchinh.discipline.showing import answers_shown, facts_shown, grounds_shown, sanction_shown
from liemchinh.discipline.step_forms import TakeForm
from liemchinh.discipline.suspension_shown import suspension_shown
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page

SAYS = {
    "deferred": gettext_lazy("Trong thời gian này không bước nào được ghi. Đến ngày hỏi lại thì ghi “tiếp tục xem xét”."),
    "decided": gettext_lazy("Hình thức phải là hình thức đã đủ phiếu. Phần mềm không đề xuất và không chọn sẵn hình thức nào."),
    "refused": gettext_lazy("Trước khi lập biên bản, phải nói rõ với người này rằng không nhận quyết định có thể làm mất quyền khiếu nại."),
    "put_above": gettext_lazy("Quyết định đã ghi không có hiệu lực; cấp trên xem xét lại từ đầu. Người đang mở ở đây thôi mở."),
    "taken_over": gettext_lazy("Tổ chức kế thừa nghe trình bày và bỏ phiếu lại nếu chính tổ chức ấy chưa làm."),
    "proposed": gettext_lazy("Hồ sơ chuyển sang cơ quan được đề nghị; ở đó hai cán bộ cho mở việc. Người đang mở ở đây thôi mở."),
}  # fmt: skip


@require_safe
def cases(request: SignedRequest) -> HttpResponse:
    """Those open to me, called by number: who is in one is read on its page."""
    places = _own(request.actor)
    if not places:
        raise Http404
    ended = request.GET.get("state") == "ended"
    found = page(open_to_me(request.actor, ended=ended), order=("pk",), after=request.GET.get("after", ""),
                 before=request.GET.get("before", ""))  # fmt: skip
    called = cases_called((case.pk, case.kind) for case in found.items)
    here = reverse("discipline:cases")
    given = {
        "rows": [called[case.pk] for case in found.items if case.pk in called], "page": found, "places": places,
        "tabs": [Tab(_("Đang mở"), here, not ended), Tab(_("Đã kết thúc"), f"{here}?state=ended", ended)],
        "crumbs": [Crumb(_("Kỷ luật"))],
    }  # fmt: skip
    return render(request, "discipline/cases.html", given)


@require_http_methods(["GET", "POST"])
def start(request: SignedRequest, organisation: int) -> HttpResponse:
    """A case begins, from a document with number and day."""
    place = next((one for one in _own(request.actor) if one.organisation_id == organisation), None)
    if place is None:
        raise Http404
    mine = cases_visible_to(request.actor).exclude(kind=KIND).filter(closed_by=None).order_by("-pk")[:30]
    earlier = [(number, told.title) for number, told in cases_called((one.pk, one.kind) for one in mine).items()]
    form = StartForm(request.POST or None, actor=request.actor, place=place, earlier=earlier)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            made = opening.open_discipline(
                organisation,
                form.about(),
                form.facts(),
                form.said(),
                told["on"],
                arises_from=told.get("arises", ()),
                actor=request.actor,
            )
            return redirect("discipline:case", made.pk)
    title = _("Lập hồ sơ xem xét kỷ luật")
    given = {
        "title": title, "name": place.name, "button": _("Lập hồ sơ"),
        "says": _("Việc này chỉ mở cho người lập; người khác do hai cán bộ cho mở. Mỗi lần mở đều được ghi lại."),
        "cancel": reverse("discipline:cases"), "crumbs": [Crumb(_("Kỷ luật"), reverse("discipline:cases")), Crumb(title)],
    }  # fmt: skip
    return asking.page("discipline/facts.html", given)


@require_safe
def one(request: SignedRequest, case: int) -> HttpResponse:
    """What comes next first; then what the rules answer, the ballots, the sanction, what it is about, and its course."""
    held, today = case_or_404(request.actor, case, KIND), clock.today()
    folder = Folder(held)
    steps = offers_of(folder)
    given = about(held) | facts_shown(folder) | {
        "offers": [one for one in steps if one.waits and not one.optional],
        "others": [one for one in steps if one.waits and one.optional], "rest": [one for one in steps if not one.waits],
        "grounds": grounds_shown(folder, today, request.actor), "answers": answers_shown(folder, today),
        "ballots": ballots_shown(folder), "sanction": sanction_shown(held, today), "last": undoing.last_step(held),
        "suspension": suspension_shown(folder, today),
        "decided": is_decided(folder.sanction, folder.body),
    }  # fmt: skip
    return render(request, "discipline/case.html", given)


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """One step; of those that do not wait, as it was done on paper."""
    held = case_or_404(request.actor, case, KIND)
    folder = Folder(held)
    offer = next((one for one in offers_of(folder) if one.code == code), None)
    if offer is None:
        raise Http404
    form = TakeForm(request.POST or None, case=folder, code=code)
    fill_from_box(form, held, code)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            taking.record_step(held, code, form.given(), actor=request.actor)
            messages.success(request, _("Đã ghi vào sổ."))
            # A proposal hands the case over: whoever proposed has it open no longer.
            mine = cases_visible_to(request.actor, KIND).filter(pk=held.pk).exists()
            return redirect("discipline:case", held.pk) if mine else redirect("discipline:cases")
    says = report_owed(folder, clock.today()).reason if code == "reported" else SAYS.get(code, "")
    return _form(asking, held, offer.title, says=says)


@require_http_methods(["GET", "POST"])
def allegation(request: SignedRequest, case: int) -> HttpResponse:
    """What the rules are asked with, said anew."""
    held = case_or_404(request.actor, case, KIND)
    folder = Folder(held)
    category = folder.register.category_on(folder.body, clock.today())
    form = FactsForm(request.POST or None, category=category, facts=folder.facts)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            stating.state_allegation(held, form.facts(), actor=request.actor)
            return redirect("discipline:case", held.pk)
    title = _("Ghi lại điều đã được kết luận")
    return _form(asking, held, title, template="discipline/facts.html")


@require_http_methods(["GET", "POST"])
def ground(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """What a meeting or a decision stands on where the rules are unknown."""
    held = case_or_404(request.actor, case, KIND)
    if code not in stating.GROUNDED or not any(one.code == code and one.waits for one in offers_of(Folder(held))):
        raise Http404
    form = GroundForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        new = NewGround(code, told["article"], told["document"])
        with asking:
            stating.state_for_step(held, new, actor=request.actor)
            return redirect("discipline:case", held.pk)
    return _form(asking, held, _("Nêu điều, văn bản làm căn cứ"))


@require_POST
def vouch(request: SignedRequest, case: int, code: str) -> HttpResponse:
    """A second officer vouches for it."""
    held = case_or_404(request.actor, case, KIND)
    stating.vouch_for_step(held, code, actor=request.actor)
    messages.success(request, _("Đã xác nhận."))
    return redirect("discipline:case", held.pk)


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
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            mine = cases_visible_to(request.actor, KIND).filter(pk=held.pk).exists()
            return redirect("discipline:case", held.pk) if mine else redirect("discipline:cases")
    told_step = case_kind(KIND).procedure.step(last.code, last.on).title
    return _form(asking, held, _("Hủy bước cuối"), place=told_step, button=_("Hủy bước này"), grave=True)


@require_http_methods(["GET", "POST"])
def settle(request: SignedRequest, case: int) -> HttpResponse:
    """What another body decided about the sanction."""
    held = case_or_404(request.actor, case, KIND)
    if sanction_of(held) is None:
        raise Http404
    form = SettleForm(request.POST or None, case=held)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            settling.settle_sanction(held, form.ruling(), actor=request.actor)
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("discipline:case", held.pk)
    return _form(asking, held, _("Ghi quyết định của cấp có thẩm quyền"))


def about(held: Case, *more: str) -> dict[str, Any]:
    """Names and crumbs of a page of a case."""
    name = _("Việc kỷ luật số %(number)s") % {"number": held.pk}
    here = reverse("discipline:case", args=[held.pk]) if more else ""
    body = Folder(held).body
    return {
        "case": held, "name": name, "body": names([body]).get(body, ""),
        "crumbs": [Crumb(_("Kỷ luật"), reverse("discipline:cases")), Crumb(name, here), *map(Crumb, more)],
    }  # fmt: skip


def _form(asking: Asking, held: Case, title: str, template: str = "web/form.html", **more: Any) -> HttpResponse:
    given = about(held, title) | {
        "title": title, "button": _("Ghi vào sổ"), "cancel": reverse("discipline:case", args=[held.pk]), **more,
    }  # fmt: skip
    return asking.page(template, given)


def _own(actor: Actor) -> list[Version]:
    """The organisations the actor opens cases for, by name."""
    found = standing(clock.today()).filter(organisation_id__in=actor.roots(VERB))
    return list(found.order_by("sort_key", "organisation_id"))
