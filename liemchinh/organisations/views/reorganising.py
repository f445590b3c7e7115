"""Reorganisations on the screen: started from files or by form, previewed as a picture, applied, taken back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.decisions import done_visible_to
from liemchinh.organisations.drafts import drafts_of, save_draft
from liemchinh.organisations.forms import DECISION_PRIVACY
from liemchinh.organisations.lists import read_lists
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import children_visible_to, kinds_in_use, versions_visible_to
from liemchinh.organisations.reorganisation import Decision
from liemchinh.organisations.simple_decisions import FORMS, VERB, FilesForm
from liemchinh.organisations.views.one import crumbs_to, history_or_404
from liemchinh.organisations.views.tree import number_in
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.answers import Refused

# How → (title, what it does, sign).
WAYS = {
    "merge": (
        gettext_lazy("Sáp nhập"),
        gettext_lazy("Từ hai tổ chức trực thuộc trở lên thành một"),
        "arrows-pointing-in",
    ),
    "split": (
        gettext_lazy("Chia, tách"),
        gettext_lazy("Tổ chức này thành nhiều, hoặc tách bớt ra"),
        "arrows-pointing-out",
    ),
    "move": (
        gettext_lazy("Chuyển cấp trên"),
        gettext_lazy("Tổ chức trực thuộc chuyển sang nơi khác"),
        "arrow-right-start-on-rectangle",
    ),
    "rename": (
        gettext_lazy("Đổi tên, loại hình"),
        gettext_lazy("Vẫn là tổ chức này, tên hoặc loại hình mới"),
        "pencil-square",
    ),
    "dissolve": (gettext_lazy("Giải thể, chấm dứt"), gettext_lazy("Tổ chức này kết thúc"), "x-circle"),
}


def only_reorganisers(request: SignedRequest) -> None:
    """404 for whoever may reorganise nowhere."""
    if not request.actor.may(VERB):
        raise Http404


@require_safe
def start(request: SignedRequest) -> HttpResponse:
    """Where a reorganisation begins: two files, or one organisation and what is to become of it; drafts; what was done."""
    only_reorganisers(request)
    actor, at = request.actor, number_in(request.GET.get("at"))
    here = None
    if at is not None:
        here = history_or_404(request, at)[-1]
        if not actor.covers(VERB, at):
            raise Http404
    given = {
        "here": here, "ways": [(how, *told) for how, told in WAYS.items()], "drafts": drafts_of(actor)[:20],
        "done": done_visible_to(actor, limit=20),
        "crumbs": crumbs_of(),
    }  # fmt: skip
    return render(request, "organisations/reorganise/start.html", given)


@require_http_methods(["GET", "POST"])
def files(request: SignedRequest) -> HttpResponse:
    """The two lists as files; read, kept as a draft, shown."""
    only_reorganisers(request)
    form = FilesForm(request.POST or None, request.FILES or None)
    asking = Asking(request, form)
    if asking.is_valid():
        given = form.cleaned_data
        uploads = [given[name] for name in ("after", "successions") if given[name]]
        with asking:
            told = read_lists([(upload.name, upload.read()) for upload in uploads], given["on"])
            if told.faults:
                raise Refused(told.faults)
            decision = Decision(given["decision"], given["on"], told.after, told.steps, given["source"])
            return _to_draft(save_draft(decision, actor=request.actor).pk)
    title = _("Từ hai danh sách")
    shown = {"title": title, "privacy": DECISION_PRIVACY, "crumbs": crumbs_of(Crumb(title))}
    return asking.page("organisations/reorganise/files.html", shown)


@require_http_methods(["GET", "POST"])
def simple(request: SignedRequest, pk: int, how: str) -> HttpResponse:
    """One of the simple cases by form; becomes a draft like the files do."""
    if how not in FORMS:
        raise Http404
    at, children = _here(request, pk)
    form = FORMS[how](request.POST or None, at=at, children=children, actor=request.actor, day=clock.today())
    asking = Asking(request, form)
    if asking.is_valid():
        given = form.cleaned_data
        form.day = given["on"]
        after, steps = form.lists()
        return _to_draft(save_draft(Decision(given["decision"], given["on"], after, steps), actor=request.actor).pk)
    title = str(WAYS[how][0])
    given = {
        "title": title, "version": at, "privacy": DECISION_PRIVACY, "kinds": kinds_in_use(request.actor),
        "button": _("Xem trước"), "crumbs": crumbs_to(request, pk, clock.today(), Crumb(title)),
        "cancel": f"{reverse('organisations:reorganise')}?at={pk}",
    }  # fmt: skip
    return asking.page("organisations/facts_form.html", given)


@require_POST
def throw_away(request: SignedRequest, draft_id: int) -> HttpResponse:
    """A draft is thrown away."""
    only_reorganisers(request)
    get_object_or_404(drafts_of(request.actor), pk=draft_id).delete()
    messages.success(request, _("Đã bỏ bản nháp."))
    return HttpResponseRedirect(reverse("organisations:reorganise"))


def _here(request: SignedRequest, pk: int) -> tuple[Version, Sequence[Version]]:
    """The organisation as it stands today and those directly below it; 404 without the right."""
    history_or_404(request, pk)
    if not request.actor.covers(VERB, pk):
        raise Http404
    at = versions_visible_to(request.actor).filter(organisation_id=pk).first()
    if at is None:
        raise Http404
    return at, list(children_visible_to(request.actor, pk, clock.today())[:300])


def _to_draft(draft_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("organisations:preview", args=[draft_id]))


def crumbs_of(*rest: Crumb) -> list[Crumb]:
    """The way to a page about reorganisations."""
    title = _("Sắp xếp tổ chức")
    tree = Crumb(_("Tổ chức"), reverse("organisations:tree"))
    return [tree, Crumb(title, reverse("organisations:reorganise")), *rest] if rest else [tree, Crumb(title)]
