"""A sitting is called, or a make-up of one that was missed; taken back when it was written wrongly."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.directives.queries import offered_to_carry, told_of
from liemchinh.journal import clock
from liemchinh.organisations.queries import names, standing
from liemchinh.study import services
from liemchinh.study.forms import CallForm, ReasonForm
from liemchinh.study.models import Sitting
from liemchinh.study.queries import addressed_again, missed_sitting
from liemchinh.study.views.frame import crumbs, number, sitting_or_404
from liemchinh.study.words import CALL, CANCELLING
from liemchinh.web.asking import Asking


@require_http_methods(["GET", "POST"])
def call(request: SignedRequest, organisation: int) -> HttpResponse:
    """A new sitting; with `makes_up` in the address a make-up of that one, about the same document."""
    if not request.actor.covers(CALL, organisation):
        raise Http404
    first = _made_up(request, organisation)
    form = CallForm(request.POST or None, documents=_documents(request, organisation, first), places=_places(organisation, first),
                    initial={"addressed": [organisation] if first is None else []})  # fmt: skip
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.call(first.pk if first else None)
        with asking:
            made = services.call_sitting(organisation, told, actor=request.actor)
            messages.success(request, _("Đã ghi buổi học tập. Ai phải dự thì lấy theo danh sách của ngày ấy."))
            return redirect("study:one", made.pk)
    name = names([organisation]).get(organisation, "")
    title = _("Tổ chức học bù") if first else _("Tổ chức buổi học tập, nói chuyện")
    given = {
        "title": title, "name": name, "button": _("Ghi buổi này"),
        "cancel": reverse("study:list", args=[organisation]), "lacks": not form.fields["document"].choices,
        "book": reverse("directives:book", args=[organisation]), "crumbs": crumbs(organisation, name, None, title),
    }  # fmt: skip
    return asking.page("study/form.html", given)


@require_http_methods(["GET", "POST"])
def revoke(request: SignedRequest, sitting: int) -> HttpResponse:
    """A sitting written wrongly."""
    row = sitting_or_404(request, sitting)
    if not request.actor.covers(CALL, row.organisation_id):
        raise Http404
    form = ReasonForm(request.POST or None, offered=CANCELLING)
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            services.revoke_sitting(row.pk, reason=reason, actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return redirect("study:list", row.organisation_id)
    name = names([row.organisation_id]).get(row.organisation_id, "")
    given = {
        "title": _("Hủy buổi học tập ghi nhầm"), "name": name, "button": _("Hủy buổi này"),
        "grave": True, "cancel": reverse("study:one", args=[row.pk]), "crumbs": crumbs(row.organisation_id, name, row, _("Hủy")),
    }  # fmt: skip
    return asking.page("study/form.html", given)


def _made_up(request: SignedRequest, organisation: int) -> Sitting | None:
    wanted = number(request.GET.get("makes_up"))
    if wanted is None:
        return None
    first = missed_sitting(organisation, wanted)
    if first is None:
        raise Http404
    return first


def _documents(request: SignedRequest, organisation: int, first: Sitting | None) -> list[tuple[int, str]]:
    if first is not None:
        return [(first.document_id, f"{told_of(first.document)} – {first.document.title}")]
    return offered_to_carry(organisation, request.GET.get("document", ""), clock.today())


def _places(organisation: int, first: Sitting | None) -> list[tuple[int, str]]:
    """The organisation itself and what stands directly under it; for a make-up also the places addressed before, or their heirs."""
    children = standing(clock.today()).filter(parent_id=organisation).exclude(category="unassigned")
    found = {organisation: names([organisation]).get(organisation, "")}
    found |= dict(children.order_by("sort_key", "organisation_id").values_list("organisation_id", "name"))
    if first is not None:
        found |= names(addressed_again(first))
    return list(found.items())
