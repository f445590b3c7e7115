"""Naming a member, the steps of a case, and the ground where rules or records leave a point unknown."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.ballots.of_steps import fill_from_box
from liemchinh.casework.counting import whole_of
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case
from liemchinh.casework.places import committees_above
from liemchinh.journal import clock
from liemchinh.members.queries import active
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import standing
from liemchinh.screening import deciding, services
from liemchinh.screening.cases import VERB
from liemchinh.screening.forms import BallotForm, DayForm, DecideForm, GroundForm, NameForm, PaperForm, TellForm
from liemchinh.screening.grounding import ROLES, state
from liemchinh.screening.grounding import vouch as vouch_for
from liemchinh.screening.matter import branch_of, committee_of
from liemchinh.screening.queries import case_visible_to, offers
from liemchinh.screening.views.one import around, case_or_404
from liemchinh.screening.words import SAYS
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

VOTES = {"review_vote": "screening.vote", "progress_vote": "screening.progress_vote"}
Take = Callable[[Case, Any, Actor], Any]
STEPS: dict[str, tuple[type[forms.Form], Take]] = {
    "told": (TellForm, lambda case, form, actor: services.tell_member(case, form.document(), actor=actor)),
    "review_vote": (
        BallotForm,
        lambda case, form, actor: services.vote_on_review(case, form.document(), form.count(), actor=actor),
    ),
    "help": (DayForm, lambda case, form, actor: services.begin_help(case, form.day, actor=actor)),
    "progress_vote": (
        BallotForm,
        lambda case, form, actor: deciding.vote_on_progress(case, form.document(), form.count(), actor=actor),
    ),
    "proposed": (PaperForm, lambda case, form, actor: deciding.propose(case, form.document(), actor=actor)),
    "decided": (
        DecideForm,
        lambda case, form, actor: deciding.decide(case, form.document(), form.cleaned_data["result"], actor=actor),
    ),
    "stopped": (DayForm, lambda case, form, actor: services.stop(case, form.day, actor=actor)),
}


@require_http_methods(["GET", "POST"])
def name(request: SignedRequest, organisation: int) -> HttpResponse:
    """A member of one's own branch and a ground; what the records say against it is told at once."""
    today = clock.today()
    branch = standing(today).filter(organisation_id=organisation, category__in=BRANCHES).first()
    if branch is None or not request.actor.covers(VERB, organisation):
        raise Http404
    form = NameForm(request.POST or None, people=_people(organisation), committees=committees_above(organisation))
    asking = Asking(request, form)
    if asking.is_valid():
        given = form.cleaned_data
        with asking:
            case = services.name_member(
                organisation, given["person"], given["ground"], given["committee"], form.day, actor=request.actor
            )
            messages.success(request, _("Đã ghi. Việc tiếp theo: báo căn cứ cho hội viên bằng văn bản."))
            return back(request, case)
    title, above = _("Nêu tên, nêu căn cứ"), reverse("screening:list")
    given = {
        "title": title, "name": branch.name, "cancel": above, "button": _("Ghi"),
        "crumbs": [Crumb(_("Rà soát, giúp đỡ"), above), Crumb(title)],
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _people(branch: int) -> list[tuple[int, str]]:
    """The members of a branch by given name: everybody, so that nobody is pointed out."""
    rows = active(clock.today()).filter(organisation_id=branch, person__details__cancelled_by=None)
    named = rows.annotate(name=F("person__details__full_name"), key=F("person__details__sort_key"))
    return list(named.exclude(name=None).order_by("key", "person_id").values_list("person_id", "name"))


def back(request: SignedRequest, case: Case) -> HttpResponseRedirect:
    """To the case, or to the list once the case is gone from the screens."""
    there = case_visible_to(request.actor, case.pk) is not None
    return HttpResponseRedirect(reverse("screening:one", args=[case.pk]) if there else reverse("screening:list"))


@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """Records a step that is awaited, by whoever may take it; refused with every reason."""
    held = case_or_404(request, case)
    offer = next((offer for offer in offers(request.actor, held) if offer.code == step), None)
    if offer is None:
        raise Http404
    form_class, take = STEPS[step]
    form = form_class(request.POST or None)
    fill_from_box(form, held, step)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            take(held, form, request.actor)
            messages.success(request, _("Đã ghi: %(step)s.") % {"step": offer.title})
            return back(request, held)
    given = around(held, offer.title) | {
        "says": _says(held, step),
        "button": _("Ghi vào sổ"),
        "grave": step in ("decided", "stopped"),
    }
    return asking.page("web/form.html", given)


def _says(case: Case, step: str) -> str:
    """What to know before a step: whose votes count, and what can no longer be opened."""
    if step not in VOTES:
        return str(SAYS.get(step, ""))
    whole = whole_of(VOTES[step], branch_of(case), clock.today())
    return f"{SAYS[step]} {_('Theo danh sách hôm nay: %(whole)s') % {'whole': whole.reason}}"


@require_http_methods(["GET", "POST"])
def ground(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """An officer states article and document."""
    held = _standing_behind(request, case, step)
    form = GroundForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            state(
                held, NewGround(step, form.cleaned_data["article"], form.cleaned_data["document"]), actor=request.actor
            )
            messages.success(request, _("Đã ghi căn cứ. Một cán bộ khác cần xác nhận."))
            return back(request, held)
    says = _(
        "Điều này chưa xác minh được: phần mềm không cho phép, cũng không từ chối. Hai cán bộ nêu và xác nhận căn cứ."
    )
    given = around(held, _("Nêu điều, văn bản")) | {"button": _("Ghi căn cứ"), "says": says}
    return asking.page("web/form.html", given)


@require_POST
def vouch(request: SignedRequest, case: int, step: str) -> HttpResponse:
    """A second officer confirms what the first stated."""
    held = _standing_behind(request, case, step)
    vouch_for(held, step, actor=request.actor)
    messages.success(request, _("Đã xác nhận căn cứ."))
    return back(request, held)


def _standing_behind(request: SignedRequest, number: int, step: str) -> Case:
    found = case_visible_to(request.actor, number)
    if found is None or step not in ROLES:
        raise Http404
    place = branch_of(found) if ROLES[step] == "branch" else committee_of(found)
    if not request.actor.covers(VERB, place):
        raise Http404
    return case_or_404(request, number)
