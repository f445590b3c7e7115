"""The office that is asked answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.dossier import Opening, act_of, note_reading
from liemchinh.members.queries import facts_of, names, place_of
from liemchinh.members.views.recording import near_to
from liemchinh.organisations.queries import names as organisation_names
from liemchinh.requests.forms import AnswerForm
from liemchinh.requests.items import FIELDS, in_words
from liemchinh.requests.queries import to_answer
from liemchinh.requests.services import answer
from liemchinh.requests.views.asking import shown
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
def answer_one(request: SignedRequest, request_id: int) -> HttpResponse:
    """What is recorded, what should be, where the paper lies; then the answer. That it was read is kept."""
    one = get_object_or_404(to_answer(request.actor).select_related("person"), pk=request_id)
    place = place_of(one.person_id)
    note_reading(request.actor, Opening(one.person, place, own=one.person_id == request.actor.person_id, sees=True))
    form = AnswerForm(request.POST or None, one=one, actor=request.actor, near=near_to(place))
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            answer(one.pk, form.verdict(), actor=request.actor)
            messages.success(request, _("Đã trả lời. Người đề nghị xem được ngay."))
            return redirect("requests:list")
    facts, line = facts_of(one.person_id), act_of(one.person_id, one.act) if one.act else None
    given = shown(one) | {
        "name": names([one.person_id]).get(one.person_id, ""), "line": line,
        "now": in_words(one.item, getattr(facts, one.item)) if facts and one.item in FIELDS else "", "today": clock.today(),
        "place": organisation_names([place] if place else []).get(place or 0, ""),
        "crumbs": [Crumb(_("Đề nghị sửa"), reverse("requests:list")), Crumb(_("Số %(number)s") % {"number": one.recorded_by})],
    }  # fmt: skip
    return asking.page("requests/answer.html", given)
