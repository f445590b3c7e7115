"""What the pages of this room share: a form with its refusals, answered with 422 when it was not done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

Done = Callable[[Any], HttpResponse]


def crumbs(*rest: str) -> list[Crumb]:
    """From the list of what is sealed for oneself to this page."""
    return [
        Crumb(_("Tin báo của người dân"), reverse("citizens:reports") if rest else ""),
        *(Crumb(one) for one in rest),
    ]


def asked(request: HttpRequest, form: Any, call: Callable[[], Any], done: Done, given: dict[str, Any]) -> HttpResponse:
    """Shows the form; once it is valid, does what it asks: `done` answers with what was made, or the page says why not."""
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            return done(call())
    return asking.page("citizens/form.html", given)


def leading_to(request: HttpRequest, said: str, *where: Any) -> Done:
    """Says that it was done and goes on."""

    def done(_made: Any) -> HttpResponse:
        messages.success(request, said)
        return redirect(*where)

    return done
