"""The wording of documents: whose words each has, a change from a day on, an example to look at before."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.papers import queries
from liemchinh.papers import wordings as services
from liemchinh.papers.forms import WordingForm
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.issuing import DOCX, PDF, example_of
from liemchinh.papers.views.answering import about, book_address, kept_or_404
from liemchinh.papers.views.files import file_answer
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.answers import Refused
from regulations.fields import EXAMPLES, FIELDS


@require_safe
def wordings(request: SignedRequest, at: int) -> HttpResponse:
    """The documents by group, and whose words each has here."""
    kept_or_404(request, at)
    name = names([at]).get(at, "")
    given = {
        "at": at, "name": name, "groups": queries.wordings_of(at, clock.today()),
        "crumbs": [Crumb(name, reverse("organisations:one", args=[at])), Crumb(_("Sổ văn bản"), book_address(at)), Crumb(_("Mẫu văn bản"))],
    }  # fmt: skip
    return render(request, "papers/wordings.html", given)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, at: int, code: str) -> HttpResponse:
    """The words of one document: changed from a day on, or only looked at as an example."""
    _known_or_404(request, at, code)
    today = clock.today()
    stands, own = services.wording_on(at, code, today), services.own_wording(at, code, today)
    form = WordingForm(request.POST or None, initial={**stands.blocks(), "on": today})
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            answer = _changed(request, form, at, code)
            return answer
    given = about(at, stands.title, _list_address(at)) | {
        "at": at, "code": code, "own": own, "is_own": own is not None and own.organisation_id == at,
        "whose": names([own.organisation_id]).get(own.organisation_id, "") if own else "",
        "fields": [(f"{{{{{name}}}}}", field.title) for name, field in FIELDS.items()], "needs": stands.needs,
    }  # fmt: skip
    given["crumbs"].insert(2, Crumb(_("Mẫu văn bản"), _list_address(at)))
    return asking.page("papers/wording.html", given)


def _changed(request: SignedRequest, form: WordingForm, at: int, code: str) -> HttpResponse:
    if "example" in request.POST:
        faults = services.faults_of_blocks(code, form.blocks())
        if faults:
            raise Refused(faults)
        return _file(at, code, PDF, form.blocks())
    services.set_wording(at, code, form.blocks(), form.cleaned_data["on"], actor=request.actor)
    messages.success(request, _("Đã đổi lời văn. Văn bản đề ngày trước đó giữ lời văn cũ."))
    return HttpResponseRedirect(_list_address(at))


@require_safe
def example(request: SignedRequest, at: int, code: str) -> HttpResponse:
    """The document with made-up facts, in the words that stand: PDF, or DOCX when asked."""
    _known_or_404(request, at, code)
    return _file(at, code, DOCX if request.GET.get("form") == DOCX else PDF, None)


@require_POST
def withdraw(request: SignedRequest, at: int, code: str) -> HttpResponse:
    """The office has no words of its own any more."""
    _known_or_404(request, at, code)
    services.withdraw_wording(at, code, clock.today(), actor=request.actor)
    messages.success(request, _("Đã bỏ lời văn riêng."))
    return HttpResponseRedirect(_list_address(at))


def _file(at: int, code: str, form: str, blocks: dict[str, str] | None) -> HttpResponse:
    organ = "inspection" if Issuer(at, "inspection") in queries.issuers_of(at, clock.today()) else "committee"
    return file_answer(example_of(Issuer(at, organ), code, clock.today(), EXAMPLES, blocks), f"mau-{code}", form)


def _known_or_404(request: SignedRequest, at: int, code: str) -> None:
    kept_or_404(request, at)
    if code not in services.shipped():
        raise Http404


def _list_address(at: int) -> Any:
    return reverse("papers:wordings", args=[at])
