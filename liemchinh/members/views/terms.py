"""Terms of a committee: recorded, corrected, cancelled."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members import terms
from liemchinh.members.forms import CancelForm
from liemchinh.members.holders import terms_visible_to
from liemchinh.members.models import Term
from liemchinh.members.posting_forms import CorrectTermForm, TermForm, term_told
from liemchinh.members.views.listing import posts_address
from liemchinh.members.views.posting import answer
from liemchinh.organisations.queries import names


@require_http_methods(["GET", "POST"])
def add_term(request: SignedRequest, at: int) -> HttpResponse:
    """A term begins; the one before it ends that day."""
    if not request.actor.covers("members.edit", at):
        raise Http404
    form = TermForm(request.POST or None)

    def write() -> HttpResponse:
        terms.record_term(at, form.facts(), actor=request.actor)
        messages.success(request, _("Đã ghi nhiệm kỳ."))
        return _back(at)

    given = _about(at, _("Ghi nhiệm kỳ")) | {
        "says": _("Nhiệm kỳ trước, nếu chưa ghi ngày kết thúc, kết thúc khi nhiệm kỳ này bắt đầu.")
    }
    return answer(request, form, given, _("Ghi vào sổ"), write)


@require_http_methods(["GET", "POST"])
def correct_term(request: SignedRequest, number: int) -> HttpResponse:
    """A term is written anew, with a reason."""
    term = _term_or_404(request, number)
    form = CorrectTermForm(request.POST or None, initial=term_told(term))

    def write() -> HttpResponse:
        terms.correct_term(term.pk, form.facts(), reason=form.cleaned_data["reason"], actor=request.actor)
        messages.success(request, _("Đã sửa. Điều ghi trước đây vẫn còn trong sổ."))
        return _back(term.organisation_id)

    return answer(request, form, _about(term.organisation_id, _("Sửa nhiệm kỳ đã ghi")), _("Sửa"), write)


@require_http_methods(["GET", "POST"])
def cancel_term(request: SignedRequest, number: int) -> HttpResponse:
    """A term that never was."""
    term = _term_or_404(request, number)
    form = CancelForm(request.POST or None)

    def write() -> HttpResponse:
        terms.cancel_term(term.pk, reason=form.cleaned_data["reason"], actor=request.actor)
        messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
        return _back(term.organisation_id)

    title = _("Hủy nhiệm kỳ thứ %(number)s") % {"number": term.number}
    return answer(request, form, _about(term.organisation_id, title) | {"grave": True}, _("Hủy nhiệm kỳ này"), write)


def _term_or_404(request: SignedRequest, number: int) -> Term:
    found = terms_visible_to(request.actor, number)
    if found is None:
        raise Http404
    return found


def _about(at: int, title: str) -> dict[str, Any]:
    return {"title": title, "place": names([at]).get(at, ""), "cancel": posts_address(at, clock.today())}


def _back(at: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(posts_address(at, clock.today()))
