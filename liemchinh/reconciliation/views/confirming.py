"""The form: the register's numbers stand in it; one press confirms them, other numbers name whom they are about."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from liemchinh.access import throttling
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.members.views.marks import marks_of, marks_sent, seen_by
from liemchinh.organisations.queries import names
from liemchinh.reconciliation.counting import register_on
from liemchinh.reconciliation.forms import CountsForm, MissingForm
from liemchinh.reconciliation.models import EXTRA, WRONG
from liemchinh.reconciliation.quarters import Quarter
from liemchinh.reconciliation.queries import asked_among, confirmation_of, listed, marks_said
from liemchinh.reconciliation.services import Counted, confirm_counts
from liemchinh.reconciliation.views.addresses import list_address, one_address, quarter_asked
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.dates import show
from regulations.answers import Refusal

RIGHT = "right"
MARKS = {RIGHT: gettext_lazy("Đúng"), EXTRA: gettext_lazy("Thừa"), WRONG: gettext_lazy("Ghi nhầm")}


@require_http_methods(["GET", "POST"])
def confirm(request: SignedRequest, organisation: int) -> HttpResponse:
    """Confirms an organisation's counts of a quarter, or confirms them again."""
    if not request.actor.covers("branch.keep", organisation):
        raise Http404
    quarter = quarter_asked(request)
    before, there = confirmation_of(organisation, quarter.last), listed(organisation, quarter.last)
    register = register_on(organisation, quarter.last, quarter.first).whole
    stands = before or register
    starting = {"official": stands.official, "probationary": stands.probationary, "women": stands.women}
    form, missing = CountsForm(request.POST or None, initial=starting), MissingForm(request.POST or None)
    sent = marks_sent(request, [person for person, _name in there])
    asking = Asking(request, form, missing)
    if asking.is_valid():
        people = {person: mark for person, mark in sent.items() if mark != RIGHT}
        said = Counted(form.counts(), people, missing.numbers())
        with asking:
            _confirm(request, organisation, quarter, said)
            messages.success(request, _("Đã xác nhận số hội viên quý %(quarter)s.") % {"quarter": quarter.shown})
            return HttpResponseRedirect(one_address(organisation, quarter))
    known = sent or marks_said(organisation, quarter.last)
    given: dict[str, Any] = _about(organisation, quarter) | {
        "missing": missing, "register": register, "before": before,
        "seen": before.recorded_by if before else 0, "opened": bool(asking.refusals or missing.errors or set(known.values()) - {RIGHT}),
        "marks": marks_of([(person, name, known.get(person, RIGHT), False) for person, name in there], MARKS),
        "ready": quarter.is_over(clock.today()) and bool(asked_among([organisation], quarter.last)),
    }  # fmt: skip
    return asking.page("reconciliation/confirm.html", given)


def _confirm(request: SignedRequest, organisation: int, quarter: Quarter, said: Counted) -> None:
    """Whose number is in the register is not to be found out by trying: so many that are not recorded an hour."""
    tries = [("card", str(request.actor.account_id))] * len(said.missing)
    remedy = _("So lại từng số với thẻ; hoặc xác nhận bằng số đếm, chưa nêu người thiếu.")
    told = _("Đã thử nhiều số thẻ; hãy chờ %(minutes)s phút.")
    throttling.take_or_refuse(tries, Refusal("reconciliation.too-many-tries", told, remedy=remedy))
    confirm_counts(organisation, quarter, said, seen=seen_by(request), actor=request.actor)
    throttling.give_back(tries)


def _about(organisation: int, quarter: Quarter) -> dict[str, Any]:
    name = names([organisation]).get(organisation, "")
    crumbs = [
        Crumb(name, list_address(organisation, quarter)),
        Crumb(_("Xác nhận quý %(quarter)s") % {"quarter": quarter.shown}),
    ]
    return {
        "name": name,
        "quarter": quarter,
        "day": show(quarter.last),
        "back": one_address(organisation, quarter),
        "crumbs": crumbs,
    }
