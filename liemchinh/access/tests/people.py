"""People for the tests of this room, made in one line each."""

from datetime import date

from django.test import Client

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account, RoleGrant, SignedIn
from liemchinh.access.roles import roles
from liemchinh.journal import clock
from liemchinh.journal.services import last_sequence

CONSOLE = Actor.at_console("may-chu")
PASSWORD = "bốn từ không liên quan"


def person(
    username: str, role: str = "", place: int | None = None, *, home: int | None = None, person_id: int | None = None
) -> Account:
    """An account, with a role that stands from today if one is named."""
    account = Account(
        username=username,
        display_name=username.title(),
        search_key=username,
        organisation_id=home or place,
        person_id=person_id,
    )
    account.set_password(PASSWORD)
    account.save()
    if role:
        hold(account, role, place)
    return account


def hold(
    account: Account, role: str, place: int | None, *, since: date | None = None, to: date | None = None
) -> RoleGrant:
    """A grant, written past the services."""
    return RoleGrant.objects.create(
        account=account, role=role, needs_two=roles()[role].needs_two, founded=True, organisation_id=place,
        valid_from=since or clock.today(), valid_to=to, recorded_by=last_sequence(),
    )  # fmt: skip


def acting(account: Account) -> Actor:
    """The account, signed in with a second factor."""
    return actor_for(account, second_factor=True)


def signed_in(account: Account, second_factor: str = "totp") -> Client:
    """A browser in which the account is signed in."""
    client = Client()
    client.force_login(account)
    SignedIn.objects.filter(account=account).update(second_factor=second_factor)
    return client


def codes(refused: object) -> list[str]:
    """The codes of a refusal, in order."""
    return [refusal.code for refusal in refused.refusals]  # type: ignore[attr-defined]
