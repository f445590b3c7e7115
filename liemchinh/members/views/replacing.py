"""An act's day or place was recorded wrongly: what would stand instead is shown beside what stands, then both are written in one go."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal.queries import Line
from liemchinh.members import dossier
from liemchinh.members.forms import ReplaceForm
from liemchinh.members.life import passages_of
from liemchinh.members.replacing import Preview, preview_replacement, replace_act
from liemchinh.members.timeline import ENTERING
from liemchinh.members.views.recording import about_form, back_to, editable_or_404, near_to
from liemchinh.web.asking import Asking
from regulations.answers import Refused


@require_http_methods(["GET", "POST"])
def replace(request: SignedRequest, uid: UUID, sequence: int) -> HttpResponse:
    """Cancels an act and records it with another day or place; what stood stays visible as of its day."""
    opening = editable_or_404(request, uid)
    line = dossier.act_of(opening.person.pk, sequence)
    if line is None or line.entry.kind == "members.moved":
        raise Http404
    form = _form(request, opening, line)
    asking = Asking(request, form)
    preview: Preview | None = None
    edits = "edit" in request.POST
    if asking.is_valid() and not edits:
        given = form.cleaned_data
        told = (sequence, given["on"], given.get("organisation"))
        with asking:
            preview = preview_replacement(*told, reason=given["reason"])
            if preview.refusals:
                raise Refused(preview.refusals)
            if "do" in request.POST:
                replace_act(*told, reason=given["reason"], actor=request.actor)
                messages.success(request, _("Đã sửa. Việc ghi sai vẫn còn trong sổ, có ghi là đã hủy."))
                return back_to(uid)
    given = about_form(opening, _("Sửa ngày hoặc chi hội của một việc")) | {"line": line}
    given |= {"button": _("Xem trước"), "says": _("Việc cũ bị hủy, việc đúng được ghi lại; cả hai còn trong sổ.")}
    if preview and not asking.refusals:
        given |= {
            "form": form,
            "before": passages_of(preview.before, request.actor),
            "after": passages_of(preview.after, request.actor),
        }
        return render(request, "members/replace.html", given)
    return asking.page("members/form.html", given, fine=edits)


def _form(request: SignedRequest, opening: dossier.Opening, line: Line) -> ReplaceForm:
    entry = line.entry
    initial: dict[str, Any] = {"on": entry.effective_on, "organisation": entry.organisation_id}
    asks = entry.kind.removeprefix("members.") in ENTERING and entry.organisation_id is not None
    return ReplaceForm(
        request.POST or None, actor=request.actor, asks_place=asks, near=near_to(opening.place), initial=initial
    )
