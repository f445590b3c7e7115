"""Claims: an open case of a granted kind is nowhere to be seen without its grant; nobody is let into one by one person alone."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.access.services import link_person
from liemchinh.casework import grants
from liemchinh.casework.reading import case_or_404
from liemchinh.members.dossier import note_reading, opening_of
from regulations.answers import Refused
from tests.granted_kind import more_officers, officer, open_one, registered
from tests.world import World

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db]
# Everybody whose role leads to the person, the place, or to cases of this kind; the administrator and the person concerned.
WITHOUT = ("thu", "an", "nam", "giang", "hien", "chi", "binh", "em", "ha", "quan")
OWN = ("home", "members:list", "members:mine", "members:posts", "journal:entries", "transfers:list", "standing:list", "screening:list",
       "admission:list", "awards:list", "figures:report", "figures:published", "national:list", "reconciliation:list",
       "residence:mine", "requests:list", "organisations:tree")  # fmt: skip
NONCE = re.compile(r"csrfmiddlewaretoken\" value=\"[^\"]+|nonce=\"[^\"]+|nonce-[^']+")


def addresses(world: World) -> list[str]:
    """Home, the person and who is beside them in lists, searches, exports, books, and every list of one's own."""
    person, branch = world.uids["binh"], world.places["branch"]
    return [
        *map(reverse, OWN),
        reverse("members:one", args=[person]),
        f"{reverse('members:list')}?at={branch}",
        f"{reverse('members:search')}?q=Binh",
        f"{reverse('search')}?q=Binh",
        reverse("organisations:one", args=[branch]),
        reverse("organisations:one", args=[world.places["district"]]),
        reverse("organisations:entries", args=[branch]),
        reverse("organisations:entries", args=[world.places["district"]]),
        f"{reverse('figures:records', args=['members'])}?at={branch}",
        f"{reverse('transfers:book')}?at={branch}",
        f"{reverse('packets:branches')}?at={world.places['district']}",
        reverse("figures:forms"),
        reverse("imports:start"),
        reverse("imports:waiting"),
    ]


def pages(world: World, names: Iterable[str], every: int = 1) -> dict[tuple[str, str], bytes]:
    """What each of them gets at each address; or at every so many, each of them at others."""
    found = {}
    for turn, name in enumerate(names):
        client = world.client(name)
        for address in addresses(world)[turn % every :: every]:
            answer = client.get(address)
            found[name, address] = f"{answer.status_code} {NONCE.sub('', answer.content.decode())}".encode()
    return found


def everybody_has_read(world: World, names: Iterable[str]) -> None:
    """Whoever reads a person's page is named on that person's own from then on."""
    for actor in map(world.actor, names):
        opening = opening_of(actor, world.uids["binh"])
        if opening is not None and not opening.asks_reason:
            note_reading(actor, opening)


def seen(world: World, names: Iterable[str], every: int = 1) -> set[str]:
    """Who of them gets other bytes anywhere once a case of the district about Bình is open."""
    everybody_has_read(world, names)
    before = pages(world, names, every)
    assert sum("Bình".encode() in page for page in before.values()) > 1
    open_one(world)
    after = pages(world, names, every)
    return {name for (name, address), page in after.items() if page != before[name, address]}


def let_in_by_one(world: World) -> list[str]:
    """Thu and Đức are accounts of one person, who states Sơn with one and vouches with the other; the refusals, none if it went through."""
    world.accounts["son"] = officer(world, "son", "Lý Hồng Sơn", "district")
    for name in ("thu", "duc"):
        link_person(world.accounts[name], person_id=world.people["sibling"], actor=world.actor("an"))
    case = open_one(world, by="thu")
    grants.state_grant(case, world.accounts["son"], actor=world.actor("thu"))
    try:
        grants.vouch_for_grant(case, world.accounts["son"], actor=world.actor("duc"))
    except Refused as refused:
        return [refusal.code for refusal in refused.refusals]
    assert case_or_404(world.actor("son"), case.pk) == case
    return []


def test_where_accounts_are_compared_and_not_people_one_person_lets_somebody_in(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grants, "same_person", lambda actor, account: actor.account_id == account.pk)
    with registered():
        more_officers(world)
        assert let_in_by_one(world) == []


def test_nobody_is_let_in_by_one_person_with_two_accounts(world: Any) -> None:
    with registered():
        more_officers(world)
        assert let_in_by_one(world) == ["grant-by-two"]


def test_with_the_right_alone_as_the_key_a_colleague_sees_that_there_is_a_case(world: Any) -> None:
    with registered(granted=False):
        more_officers(world)
        assert seen(world, ("thu",), every=4) == {"thu"}


def test_by_grant_nobody_else_gets_a_byte_more_or_less(world: Any, count: Callable[[int, int], int]) -> None:
    with registered():
        more_officers(world)
        assert seen(world, WITHOUT, count(12, 1)) == set()
        assert "Vụ thử".encode() in world.client("khoa").get(reverse("home")).content
