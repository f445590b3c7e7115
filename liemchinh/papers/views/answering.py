"""What every form of this room does alike, and where its pages are."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.queries import names
from liemchinh.papers.queries import KEEP
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


def book_address(at: int, **asked: Any) -> str:
    """The book of an organisation."""
    told = {"at": at} | {key: value for key, value in asked.items() if value not in ("", None)}
    return f"{reverse('papers:book')}?{urlencode(told)}"


def kept_or_404(request: SignedRequest, at: int) -> None:
    """404 unless the actor keeps the book of documents there."""
    if not request.actor.covers(KEEP, at):
        raise Http404


def about(at: int, title: str, back: str) -> dict[str, Any]:
    """What a page with one form shows around it."""
    name = names([at]).get(at, "")
    crumbs = [
        Crumb(name, reverse("organisations:one", args=[at])),
        Crumb(_("Sổ văn bản"), book_address(at)),
        Crumb(title),
    ]
    return {"title": title, "name": name, "cancel": back, "crumbs": crumbs}


def answer(
    request: HttpRequest, form: forms.Form, given: dict[str, Any], write: Callable[[], str], back: str
) -> HttpResponse:
    """Shows the form; sent, lets it be written, says what was done and goes back, or shows every reason against it."""
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            told = write()
            messages.success(request, told)
            return HttpResponseRedirect(back)
    shown = given | {}
    return asking.page("papers/form.html", shown)
