"""How the organs of an organisation are written on documents: what stands, what the charter suggests, a change from a day on."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.papers import issuers, queries
from liemchinh.papers.forms import LetterheadForm
from liemchinh.papers.views.answering import about, answer, book_address, kept_or_404
from liemchinh.web.components import Crumb


@require_safe
def letterheads(request: SignedRequest, at: int) -> HttpResponse:
    """The organs of an organisation and how each is written now."""
    kept_or_404(request, at)
    today, name = clock.today(), names([at]).get(at, "")
    given = {
        "at": at, "name": name, "organs": queries.organs_of(at, today),
        "crumbs": [Crumb(name, reverse("organisations:one", args=[at])), Crumb(_("Sổ văn bản"), book_address(at)),
                   Crumb(_("Phần đầu văn bản"))],
    }  # fmt: skip
    return render(request, "papers/letterheads.html", given)


@require_POST
def take(request: SignedRequest, at: int) -> HttpResponse:
    """Everything the charter suggests, here and below, where nothing is written yet."""
    kept_or_404(request, at)
    count = issuers.take_suggestions(at, clock.today(), actor=request.actor)
    messages.success(request, _("Đã ghi phần đầu văn bản của %(count)s cơ quan theo gợi ý.") % {"count": count})
    return HttpResponseRedirect(_list_address(at))


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, at: int, organ: str) -> HttpResponse:
    """How an organ is written from a day on."""
    kept_or_404(request, at)
    if organ not in issuers.issuing().organs:
        raise Http404
    today, issuer = clock.today(), issuers.Issuer(at, organ)
    stands = issuers.letterhead_on(issuer, today)
    filled = stands or issuers.suggestions([at], today).get(issuer)
    initial = {key: getattr(filled, key, "") for key in issuers.LONGEST} | {"on": today}
    form = LetterheadForm(request.POST or None, initial=initial)

    def write() -> str:
        issuers.set_letterhead(issuer, form.heading(), form.cleaned_data["on"], actor=request.actor)
        return _("Đã ghi phần đầu văn bản.")

    back = _list_address(at)
    given = about(at, _("Phần đầu văn bản: %(organ)s") % {"organ": issuers.organ_title(organ)}, back)
    given |= {"button": _("Ghi vào sổ"), "history": queries.headings_of(issuer)}
    if stands is None:
        given["says"] = _("Các ô đã điền sẵn theo cách viết thường gặp. Hãy xem lại rồi mới ghi.")
    return answer(request, form, given, write, back)


def _list_address(at: int) -> str:
    return reverse("papers:letterheads", args=[at])
