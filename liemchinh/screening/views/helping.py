"""The months of help: what is agreed, what is done, and the days of talks."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.screening.cases import VERB
from liemchinh.screening.forms import AgreeForm, DayForm
from liemchinh.screening.helping import agree, mark_done, note_talk
from liemchinh.screening.matter import branch_of
from liemchinh.screening.views.one import around, case_or_404
from liemchinh.screening.views.stepping import back
from liemchinh.web.asking import Asking


@require_http_methods(["GET", "POST"])
def agreeing(request: SignedRequest, case: int) -> HttpResponse:
    """A duty and a step from two closed lists."""
    held, form = of_branch(request, case), AgreeForm(request.POST or None)

    def write() -> None:
        agree(held, form.cleaned_data["duty"], form.cleaned_data["step"], form.day, actor=request.actor)

    return _written(request, held, form, write, _("Thống nhất một việc"))


@require_http_methods(["GET", "POST"])
def talking(request: SignedRequest, case: int) -> HttpResponse:
    """The day of a talk. What was said is not kept."""
    held, form = of_branch(request, case), DayForm(request.POST or None)
    return _written(
        request, held, form, lambda: note_talk(held, form.day, actor=request.actor), _("Ghi ngày gặp, trao đổi")
    )


@require_POST
def done(request: SignedRequest, case: int, agreed: int) -> HttpResponse:
    """What was agreed has been done today."""
    held = of_branch(request, case)
    mark_done(held, agreed, clock.today(), actor=request.actor)
    messages.success(request, _("Đã ghi là đã làm."))
    return back(request, held)


def of_branch(request: SignedRequest, number: int) -> Case:
    """The case, for whoever keeps it at the branch."""
    case = case_or_404(request, number)
    if not request.actor.covers(VERB, branch_of(case)):
        raise Http404
    return case


def _written(
    request: SignedRequest, case: Case, form: DayForm, write: Callable[[], object], title: str
) -> HttpResponse:
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            write()
            messages.success(request, _("Đã ghi."))
            return back(request, case)
    given = around(case, title) | {"button": _("Ghi")}
    return asking.page("web/form.html", given)
