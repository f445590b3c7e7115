"""What was recorded wrongly in a case: a step, something agreed or done, a day of a talk. A reason from the list is asked each time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.forms import CancelStepForm
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.members.forms import CancelForm
from liemchinh.screening.cases import KIND
from liemchinh.screening.undoing import cancel_agreed, cancel_step, cancel_talk, last_step, may_cancel
from liemchinh.screening.views.helping import of_branch
from liemchinh.screening.views.one import around, case_or_404
from liemchinh.screening.views.stepping import back
from liemchinh.screening.words import help_steps
from liemchinh.web.asking import Asking
from liemchinh.web.dates import show


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, case: int) -> HttpResponse:
    """The last step, as it was shown."""
    held = case_or_404(request, case)
    last = last_step(held)
    if last is None or not may_cancel(held, request.actor):
        raise Http404
    form = CancelStepForm(request.POST or None, initial={"step": last.recorded_by})
    title = case_kind(KIND).procedure.step(last.code, last.on).title

    def write(told: dict[str, Any]) -> int:
        return cancel_step(held, told["reason"], shown=told["step"], actor=request.actor)

    says = _("%(what)s, ngày %(day)s. Căn cứ hai cán bộ đã nêu cho bước này, nếu có, phải nêu và xác nhận lại.")
    return _written(request, held, form, write, says % {"what": title, "day": show(last.on)})


@require_http_methods(["GET", "POST"])
def agreed(request: SignedRequest, case: int, agreed: int) -> HttpResponse:
    """Something agreed: first that it was done, then that it was agreed."""
    held = of_branch(request, case)
    row = get_object_or_404(held.agreed.filter(cancelled_by=None), pk=agreed)
    what = help_steps().get(row.step, row.step)
    done = _("đã làm ngày %(day)s") % {"day": show(row.done_on)} if row.done_on else _("đã thống nhất")

    def write(told: dict[str, Any]) -> int:
        return cancel_agreed(held, agreed, told["reason"], actor=request.actor)

    return _written(request, held, CancelForm(request.POST or None), write, f"{what}: {done}.")


@require_http_methods(["GET", "POST"])
def talk(request: SignedRequest, case: int, talk: int) -> HttpResponse:
    """The day of a talk."""
    held = of_branch(request, case)
    row = get_object_or_404(held.talks.filter(cancelled_by=None), pk=talk)

    def write(told: dict[str, Any]) -> int:
        return cancel_talk(held, talk, told["reason"], actor=request.actor)

    says = _("Gặp, trao đổi ngày %(day)s.") % {"day": show(row.on)}
    return _written(request, held, CancelForm(request.POST or None), write, says)


def _written(
    request: SignedRequest, case: Case, form: CancelForm, write: Callable[[dict[str, Any]], int], says: str
) -> HttpResponse:
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            write(form.cleaned_data)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return back(request, case)
    given = around(case, _("Hủy điều đã ghi nhầm"))
    given |= {"says": says, "button": _("Hủy điều này"), "grave": True}
    return asking.page("web/form.html", given)
