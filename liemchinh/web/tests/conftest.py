"""Requests as a signed-in reader sends them, without accounts: this room asks the actor only for a name and for verbs."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve


def reader(*verbs: str, name: str = "Nguyễn Thị Ánh", every: bool = False) -> Any:
    """Someone signed in who may do these verbs, or every one, in no organisation."""
    return SimpleNamespace(
        account_id=1, name=name, may=lambda verb: every or verb in verbs, roots=lambda _verb: frozenset()
    )


@pytest.fixture
def ask(settings: Any) -> Callable[..., HttpRequest]:
    """`ask("/search/?q=an", cookies={"text": "large"})`: a GET request with an actor, at the addresses of these tests."""
    settings.ROOT_URLCONF = "liemchinh.web.tests.addresses"

    def make(
        address: str = "/", *, actor: Any = None, cookies: dict[str, str] | None = None, **headers: str
    ) -> HttpRequest:
        request = RequestFactory().get(address, headers=headers)
        request.COOKIES.update(cookies or {})
        request.actor = actor or reader(every=True)  # type: ignore[attr-defined]
        request.resolver_match = resolve(request.path)
        return request

    return make
