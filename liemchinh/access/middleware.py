"""Closed by default: every address asks for a signed-in account unless it stands in the list of public ones."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from liemchinh.access.actor import NOBODY, actor_for
from liemchinh.access.second_factors import factors_of, needs_second_factor
from liemchinh.access.sessions import signed_in_of

# The whole list. A new public address is a reviewed change here and in the table of permissions.
PUBLIC = frozenset(
    {
        "sign-in",
        "access:second-factor",
        "access:pin",
        "access:recover",
        "preferences",
        "agenda:read",
        "emulation:public",
        "ballots:vote",
        "ballots:receipts",
        # Other programs: the schema says nothing of anybody, each question asks for a key of its own (liemchinh/api).
        "api:schema",
        "api-v1:organisations",
        "api-v1:organisation",
        "api-v1:indicators",
        "api-v1:figures",
        "api-v1:changes",
    }
)
# What opens while a one-time password is not yet changed, or a second factor that a role demands is not yet set or shown.
_ALWAYS = frozenset({"sign-out", "access:prove"})
NEW_PASSWORD = _ALWAYS | {"access:password"}
SET_UP = _ALWAYS | {"access:setup", "access:totp", "access:card", "access:passkey"}


class ActorMiddleware:
    """Sets `request.actor` and `request.signed_in`, and turns everybody else away before a view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.signed_in, request.actor = None, NOBODY
        if request.user.is_authenticated:
            request.signed_in = signed_in_of(request)
            if request.signed_in is None:
                logout(request)
            else:
                request.actor = actor_for(request.user, second_factor=bool(request.signed_in.second_factor))
        response = self.get_response(request)
        if request.actor.is_anyone:
            # What one person saw is never shown to the next one by a browser's "back".
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lets the view run, or sends to sign in, to a new password, or to set up a second factor."""
        name = request.resolver_match.view_name
        if name in PUBLIC:
            return None
        if not request.actor.is_anyone:
            asked = {"next": request.get_full_path()} if request.method in {"GET", "HEAD"} else {}
            return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode(asked)}".rstrip("?"))
        if request.user.must_change_password:
            return None if name in NEW_PASSWORD else HttpResponseRedirect(reverse("access:password"))
        if not request.actor.second_factor and name not in SET_UP and needs_second_factor(request.user):
            # A session opened without it, though the account has one by now, shows it once; others set one up.
            there = "access:prove" if factors_of(request.user).any else "access:setup"
            return HttpResponseRedirect(reverse(there))
        return None
