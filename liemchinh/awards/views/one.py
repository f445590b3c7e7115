"""One award: how the years were counted, how far it is, and its next step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.awards import queries, services
from liemchinh.awards.forms import HandOverForm
from liemchinh.awards.models import Award
from liemchinh.awards.reckoning import NOTHING, calculation, histories
from liemchinh.awards.showing import Row, rows_of, steps
from liemchinh.awards.views.listing import awards_address
from liemchinh.members import dossier
from liemchinh.members.forms import CancelForm
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_safe
def one(request: SignedRequest, pk: int) -> HttpResponse:
    """How the years were counted and what was done. That it was read is kept."""
    actor, row = request.actor, _row_or_404(request, pk, "members.see")
    award = row.award
    dossier.note_reading(
        actor, dossier.Opening(award.person, award.organisation_id, own=award.person_id == actor.person_id, sees=True)
    )
    answer, lines = calculation(histories([award.person_id]).get(award.person_id, NOTHING), award.years, award.occasion)
    undo = "members.decide" if award.decided_on and not award.handed_on else "members.edit"
    given = {
        "row": row, "award": award, "lines": lines, "unknown": answer.verdict == "unknown", "short": answer.verdict == "no",
        "steps": steps(award), "crumbs": _crumbs(row),
        "may_hand": actor.covers("members.edit", award.organisation_id) and award.decided_on and not award.handed_on,
        "may_cancel": actor.covers(undo, award.organisation_id),
    }  # fmt: skip
    return render(request, "awards/one.html", given)


@require_http_methods(["GET", "POST"])
def hand_over(request: SignedRequest, pk: int) -> HttpResponse:
    """The badge is handed over."""
    row = _row_or_404(request, pk, "members.edit")
    form = HandOverForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            told = form.cleaned_data
            services.hand_over(pk, told["on"], told["badge_no"], actor=request.actor)
            messages.success(request, _("Đã ghi trao kỷ niệm chương."))
            return HttpResponseRedirect(awards_address(row.award.organisation_id, row.award.occasion))
    given = _about(row, _("Ghi trao kỷ niệm chương")) | {"button": _("Ghi vào sổ")}
    given["says"] = _("Người nhận ký trên sổ giấy; phần mềm không giữ chữ ký.")
    return asking.page("awards/form.html", given)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, pk: int) -> HttpResponse:
    """The last step was recorded wrongly."""
    row = _row_or_404(request, pk, "members.edit")
    form = CancelForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            services.cancel_step(pk, reason=form.cleaned_data["reason"], actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return HttpResponseRedirect(awards_address(row.award.organisation_id, row.award.occasion))
    given = _about(row, _("Hủy bước cuối")) | {"grave": True}
    given |= {
        "button": _("Hủy bước này"),
        "says": steps(row.award)[0 if row.award.handed_on else 1 if row.award.decided_on else -1].title,
    }
    return asking.page("awards/form.html", given)


def _row_or_404(request: SignedRequest, pk: int, verb: str) -> Row:
    found: Award | None = queries.awards_visible_to(request.actor, verb).select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return rows_of([found])[0]


def _crumbs(row: Row, *rest: Crumb) -> list[Crumb]:
    back = Crumb(_("Kỷ niệm chương Hiệp hội"), awards_address(row.award.organisation_id, row.award.occasion))
    name = _("%(name)s, %(years)s năm") % {"name": row.name, "years": row.award.years}
    return [back, Crumb(name, reverse("awards:one", args=[row.award.pk]) if rest else ""), *rest]


def _about(row: Row, title: str) -> dict[str, Any]:
    detail = _("%(name)s · Kỷ niệm chương %(years)s năm · %(place)s") % {
        "name": row.name,
        "years": row.award.years,
        "place": row.place,
    }
    page = reverse("awards:one", args=[row.award.pk])
    return {"title": title, "name": detail, "cancel": page, "crumbs": _crumbs(row, Crumb(title))}
