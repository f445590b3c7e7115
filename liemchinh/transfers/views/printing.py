"""The book of transfers of an organisation, as a workbook for a period."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.transfers.book import print_book
from liemchinh.transfers.forms import PeriodForm, year_of
from liemchinh.transfers.views.listing import place_asked
from liemchinh.transfers.workbook import XLSX, book_workbook
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@proved_recently
def book(request: SignedRequest) -> HttpResponse:
    """Asks for the period; posted, gives the workbook and writes in the book that it was taken."""
    at = place_asked(request) or min(request.actor.roots("branch.keep"), default=None)
    if at is None:
        raise Http404
    form = PeriodForm(request.POST or None, initial=year_of(clock.today()))
    name = names([at]).get(at, "")
    asking = Asking(request, form)
    if asking.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        made = book_workbook(print_book(at, first, last, actor=request.actor), name, first, last)
        answer = HttpResponse(made, content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="10-SHD-{at}-{last:%Y%m%d}.xlsx"'
        return answer
    title = _("In sổ chuyển sinh hoạt hiệp hội")
    given = {
        "title": title, "name": name, "at": at,
        "crumbs": [Crumb(_("Chuyển sinh hoạt"), reverse("transfers:list")), Crumb(title)],
    }  # fmt: skip
    return asking.page("transfers/book.html", given)
