"""Before a sensitive act: show once more that it is you. Holds ten minutes."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from liemchinh.access import throttling
from liemchinh.access.models import Account, SignedIn
from liemchinh.access.second_factors import check_code, factors_of
from liemchinh.access.signing_in import password_is_right
from liemchinh.journal import clock

HOLDS = timedelta(minutes=10)

View = Callable[..., HttpResponse]


def is_proved(signed_in: SignedIn) -> bool:
    """Was it shown within the last ten minutes?"""
    return signed_in.proved_at + HOLDS > clock.now()


def check_proof(signed_in: SignedIn, *, password: str, code: str) -> str | None:
    """Checks the password and, where the account has a second factor, a code of it: gives the factor ("" for none), None when wrong.

    Raises TooMany. A session is strengthened by the view (`sessions.strengthen`).
    """
    account: Account = signed_in.account
    counter = ("proof", str(account.pk))
    throttling.take([counter])
    if not password_is_right(account, password):
        return None
    factor = check_code(account, code) if factors_of(account).any else ""
    if not factor and factors_of(account).any:
        return None
    throttling.forget(counter)
    return factor


def proved_recently(view: View) -> View:
    """For views of sensitive acts (granting, export, second factor): asks for the password and a code first, then comes back."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_proved(request.signed_in):  # type: ignore[attr-defined]  # the middleware puts it there
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('access:prove')}?{urlencode({'next': request.get_full_path()})}")

    return asking
