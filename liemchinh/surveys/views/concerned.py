"""The talk with a member concerned, and the help agreed with them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.surveys import helping, talking
from liemchinh.surveys.forms import HelpForm, TalkForm
from liemchinh.surveys.models import Part
from liemchinh.surveys.queries import Concerned, concerned_in, help_agreed
from liemchinh.surveys.views.branch import given_of
from liemchinh.surveys.views.frame import crumbs, part_or_404, way_to
from liemchinh.web.asking import Asking


@require_http_methods(["GET", "POST"])
def talk(request: SignedRequest, pk: int, person: int) -> HttpResponse:
    """A talk: the day, heard or not, the conclusion."""
    row = part_or_404(request, pk)
    who = _concerned_or_404(row, person)
    initial = {"on": clock.today(), "heard": "heard"}
    form = TalkForm(request.POST or None, again=who.talk is not None, initial=initial)
    asking = Asking(request, form)
    if asking.is_valid():
        given = form.cleaned_data
        told = talking.Talked(given["on"], given["heard"], given["conclusion"])
        with asking:
            talking.record_talk(row.pk, person, told, reason=given.get("reason", ""), actor=request.actor)
            messages.success(request, _("Đã ghi. Người này đọc được kết luận và có thể không đồng ý."))
            return redirect("surveys:part", row.pk)
    says = _("Chỉ ghi ngày, đã nghe hay chưa và kết luận. Điều hai bên trao đổi không ghi.")
    return asking.page("surveys/form.html", _around(row, who, _("Ghi lần gặp")) | {"says": says})


@require_http_methods(["GET", "POST"])
def agree(request: SignedRequest, pk: int, person: int) -> HttpResponse:
    """A step of help about an item, from two closed lists."""
    row = part_or_404(request, pk)
    who = _concerned_or_404(row, person)
    items = [(one.item, one.words) for one in who.signs]
    form = HelpForm(request.POST or None, items=items, initial={"on": clock.today()})
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            helping.agree_help(row.pk, person, told["item"], told["step"], told["on"], actor=request.actor)
            messages.success(request, _("Đã ghi việc giúp đỡ."))
            return redirect("surveys:part", row.pk)
    return asking.page("surveys/form.html", _around(row, who, _("Thống nhất việc giúp đỡ")))


@require_POST
def done(request: SignedRequest, pk: int) -> HttpResponse:
    """What was agreed has been done today."""
    found = help_agreed(pk)
    if found is None:
        raise Http404
    row, asking = part_or_404(request, found.part_id), Asking(request)
    with asking:
        helping.mark_help_done(pk, clock.today(), actor=request.actor)
        messages.success(request, _("Đã ghi là đã làm."))
        return redirect("surveys:part", row.pk)
    return asking.page("surveys/part.html", given_of(row))


def _concerned_or_404(row: Part, person: int) -> Concerned:
    who = next((one for one in concerned_in(row) if one.person == person), None)
    if who is None:
        raise Http404
    return who


def _around(row: Part, who: Concerned, title: str) -> dict[str, object]:
    return {
        "title": title, "name": who.name, "cancel": way_to(row)[1], "button": title, "signs": who.signs,
        "crumbs": crumbs(row.organisation_id, title, way=way_to(row)),
    }  # fmt: skip
