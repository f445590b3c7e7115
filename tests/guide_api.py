"""The screens of keys for other programs in the guide: a key made and used in the example."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.api.models import Token
from liemchinh.api.services import NewToken, make_token
from liemchinh.journal import clock
from tests.guide import PHONE, Picture
from tests.guide_directives import place

OFFICER = "to-chuc-tan-phu"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("api-tokens", OFFICER, _tokens),
        Picture("api-make", OFFICER, _make, (PHONE,)),
        Picture("api-calls", OFFICER, _calls),
    ]


def _token() -> Token:
    found = Token.objects.filter(organisation_id=place(OFFICER)).first()
    if found is None:
        new = NewToken("report", ("organisations", "figures"), clock.today() + timedelta(days=90))
        actor = actor_for(Account.objects.get(username=OFFICER), second_factor=True)
        found, secret = make_token(place(OFFICER), new, actor=actor)
        program, headers = Client(headers={"host": "localhost"}), {"Authorization": f"Bearer {secret}"}
        asked = {"indicator": ["members", "admitted"], "first": "2026-01-01", "last": "2026-06-30", "by": "children"}
        for address, told in (
            (reverse("api-v1:organisations"), {}),
            (reverse("api-v1:figures", args=[place(OFFICER)]), asked),
        ):
            program.get(address, told, headers=headers)
    return found


def _tokens(page: Any) -> None:
    page.goto(reverse("api:tokens", args=[_token().organisation_id]))


def _make(page: Any) -> None:
    page.goto(reverse("api:make", args=[place(OFFICER)]))


def _calls(page: Any) -> None:
    page.goto(reverse("api:calls", args=[_token().pk]))
