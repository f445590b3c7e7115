"""Keys made for tests, and questions asked with them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from liemchinh.api.services import NewToken, make_token
from tests.world import World

UNTIL = date(2026, 6, 30)


def key(
    world: World,
    maker: str,
    place: str,
    purpose: str = "report",
    rights: Sequence[str] = ("figures",),
    until: date = UNTIL,
) -> str:
    """The secret of a new key."""
    new = NewToken(purpose, rights, until)
    return make_token(world.places[place], new, actor=world.actor(maker))[1]


def ask(secret: str, name: str, *args: object, **asked: Any) -> HttpResponse:
    """One question, from a program that is nobody signed in."""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return Client().get(reverse(f"api-v1:{name}", args=args), asked, headers=headers)
