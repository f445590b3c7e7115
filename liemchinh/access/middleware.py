"""Closed by default: every address asks for a signed-in account unless it stands in the list of public ones."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from liemchinh.access.actor import NOBODY, Actor, actor_for

# The whole list. A new public address is a reviewed change here and in the table of permissions.
PUBLIC = frozenset({"sign-in"})


class ActorMiddleware:
    """Sets `request.actor`, and turns everybody else away before a view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _actor(self, request: HttpRequest) -> Actor:
        user = request.user
        return actor_for(user) if user.is_authenticated else NOBODY

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lets the view run, or sends to sign in."""
        match = request.resolver_match
        if match and match.view_name in PUBLIC or request.actor.is_anyone:  # type: ignore[attr-defined]
            return None
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
