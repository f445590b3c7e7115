"""What surveys say of oneself: what reached the threshold, what was concluded, who read it; and that one does not agree."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.access.roles import roles
from liemchinh.organisations.queries import names
from liemchinh.surveys.periods import spoken
from liemchinh.surveys.queries import own_helps, own_signs, own_talk, readings_of
from liemchinh.surveys.talking import contest_talk
from liemchinh.surveys.words import CONCLUSIONS, HEARD, WITH_SIGNS, help_steps, item_words
from liemchinh.web.asking import Asking
from liemchinh.web.dates import show

MOST = 10


@require_safe
def own(request: SignedRequest) -> HttpResponse:
    """One's own page; whoever is linked to nobody in the register has none."""
    if request.actor.person_id is None or not request.actor.may("me.see"):
        raise Http404
    return Asking(request).page("surveys/own.html", _given(request))


@require_POST
def contest(request: SignedRequest, pk: int) -> HttpResponse:
    """The member does not agree with the conclusion."""
    talk, asking = own_talk(request.actor, pk), Asking(request)
    if talk is None:
        raise Http404
    with asking:
        contest_talk(talk.pk, actor=request.actor)
        messages.success(request, _("Đã ghi: không đồng ý với kết luận. Chi hội phải xem lại."))
        return redirect("surveys:own")
    return asking.page("surveys/own.html", _given(request))


def _given(request: SignedRequest) -> dict[str, object]:
    steps, found = help_steps(), []
    for part, count, signs, talk in own_signs(request.actor):
        found.append({
            "title": capfirst(spoken(part.round.period)), "branch": names([part.organisation_id]).get(part.organisation_id, ""),
            "valid": count.valid, "signs": signs, "talk": talk, "heard": HEARD.get(talk.heard, "") if talk else "",
            "conclusion": CONCLUSIONS.get(talk.conclusion, "") if talk else "", "readers": _readers(part.pk),
            "may_contest": talk is not None and talk.conclusion in WITH_SIGNS and talk.contested_on is None,
            "helps": [
                (help, item_words(help.item), steps.get(help.step, help.step))
                for help in own_helps(request.actor, part)
            ],
        })  # fmt: skip
    return {"found": found, "title": _("Khảo sát bằng phiếu kín")}


def _readers(part: int) -> list[tuple[str, str]]:
    found = readings_of([part])[:MOST]
    places, known = names(row.organisation_id for row in found if row.organisation_id), roles()
    return [
        (
            show(row.hour.date()),
            ", ".join(
                filter(None, (known[row.role].name if row.role in known else "", places.get(row.organisation_id or 0)))
            ),
        )
        for row in found
    ]
