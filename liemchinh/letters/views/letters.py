"""One letter: its line in the book, what becomes of it, and what was written wrongly."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.work import cases_called
from liemchinh.journal import clock
from liemchinh.letters import queries, services
from liemchinh.letters.asking import of_anonymous
from liemchinh.letters.case_queries import from_letter
from liemchinh.letters.forms import PassOnForm, SortForm, WrongForm
from liemchinh.letters.models import Letter
from liemchinh.letters.views.book import book_address
from liemchinh.letters.words import COMPETENT, DENUNCIATION, INFORMATION, MIXED, NOT_HANDLED, OUTCOMES, PASSED_ON
from liemchinh.papers.organs import organ_name
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

SAYS = {
    COMPETENT: gettext_lazy(
        "Ban điều hành, ban kiểm soát giải quyết tố cáo người thuộc cấp mình quản lý; chi hội giải quyết với hội viên của mình."
    ),
    PASSED_ON: gettext_lazy("Nơi nhận trong cây tổ chức sẽ thấy đơn này đang đến, và ghi nhận vào sổ của mình."),
    INFORMATION: gettext_lazy("Chỉ dùng cho đơn không rõ người viết mà nêu rõ nơi nhận, người bị nêu và nội dung."),
    NOT_HANDLED: gettext_lazy(
        "Đơn không rõ người viết và không nêu rõ nội dung, hoặc đơn mà quy định nói không giải quyết. Lý do ghi trên giấy."
    ),
}


def letter_or_404(request: SignedRequest, number: int) -> Letter:
    """A line of a book the actor keeps."""
    row = queries.letters_visible_to(request.actor).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def about(letter: Letter, *more: str) -> dict[str, Any]:
    """Names and crumbs of a page of a letter."""
    place = queries.place_of(letter.organisation_id)
    name = _("Đơn số %(number)s") % {"number": f"{letter.number}/{letter.year}"}
    back = book_address(letter.organisation_id, organ=letter.organ, year=letter.year)
    here = reverse("letters:letter", args=[letter.pk])
    return {
        "letter": letter, "title": name, "organ": organ_name(letter.organ, place.category, place.name) if place else "",
        "name": name, "cancel": here,
        "crumbs": [Crumb(_("Sổ đơn thư"), back), Crumb(name, here if more else ""), *map(Crumb, more)],
    }  # fmt: skip


@require_safe
def one(request: SignedRequest, letter: int) -> HttpResponse:
    """What is known of a letter, and what can become of it. Prints."""
    row = letter_or_404(request, letter)
    shown = queries.shown([row])[0]
    on = clock.today()
    anonymous = of_anonymous(row.organisation_id, on) if row.is_anonymous else None
    came = queries.sent_as(row)
    offers = (
        [(code, words) for code, words in OUTCOMES.items() if row.is_anonymous or code not in (INFORMATION,)]
        if row.cancelled_by is None and shown.sorting is None
        else []
    )
    given = about(row) | {
        "shown": shown, "offers": offers, "anonymous": anonymous, "due_on": came.due_on if came else None, "today": on,
        "may_unsort": shown.sorting is not None and shown.arrived_on is None,
        "may_start": shown.sorting is not None and shown.sorting.outcome == COMPETENT and row.kind in (DENUNCIATION, MIXED),
        "cases": list(cases_called((case.pk, case.kind) for case in from_letter(request.actor, row)).values()),
    }  # fmt: skip
    return render(request, "letters/letter.html", given)


@require_http_methods(["GET", "POST"])
def sort(request: SignedRequest, letter: int, outcome: str) -> HttpResponse:
    """What becomes of a letter."""
    row = letter_or_404(request, letter)
    if outcome not in OUTCOMES or row.cancelled_by is not None or queries.sorting_of(row) is not None:
        raise Http404
    form: Any = (
        PassOnForm(request.POST or None, own=row.organisation_id, label=_("Tổ chức hiệp hội nhận đơn"))
        if outcome == PASSED_ON
        else SortForm(request.POST or None)
    )
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            services.sort_letter(row.pk, form.sorted_as(outcome), actor=request.actor)
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("letters:letter", row.pk)
    title = str(OUTCOMES[outcome])
    given = about(row, title) | {
        "title": title, "says": SAYS[outcome], "button": _("Ghi vào sổ")
    }  # fmt: skip
    return asking.page("letters/form.html", given)


@require_http_methods(["GET", "POST"])
def unsort(request: SignedRequest, letter: int) -> HttpResponse:
    """What became of a letter was written wrongly."""
    row = letter_or_404(request, letter)
    if queries.sorting_of(row) is None:
        raise Http404
    return _wrong(request, row, _("Hủy lần phân loại"), services.unsort_letter)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, letter: int) -> HttpResponse:
    """The line was written wrongly."""
    row = letter_or_404(request, letter)
    if row.cancelled_by is not None:
        raise Http404
    return _wrong(request, row, _("Hủy dòng ghi nhầm"), services.cancel_letter)


def _wrong(request: SignedRequest, row: Letter, title: str, service: Any) -> HttpResponse:
    form = WrongForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            service(row.pk, reason=reason, actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return redirect("letters:letter", row.pk)
    given = about(row, title) | {
        "title": title, "button": title, "grave": True,
        "says": _("Số của dòng này không dùng lại."),
    }  # fmt: skip
    return asking.page("letters/form.html", given)
