"""Every address × every person × in and out of scope × method, against the table; and that the table is whole."""

from collections.abc import Iterator, Sequence
from datetime import date
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from liemchinh.access.devices import remember_device
from liemchinh.access.middleware import PUBLIC
from liemchinh.access.models import Account, Device, SignedIn
from liemchinh.journal import clock
from tests.permissions import GRID, OBJECTS, TABLE, Row, hidden_from
from tests.permissions_rows import Objects, differ_by_person
from tests.world import World, build

METHODS = ("GET", "POST")
ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
THE_DAY = date(2026, 3, 3)
# Addresses that name the same kind of object come one after the other: it is made once for all of them.
LINES = sorted(TABLE, key=lambda name: (TABLE[name].of, name))
every_line = pytest.mark.parametrize(
    ("alike", "name"), [(TABLE[name].of, name) for name in LINES], ids=LINES, indirect=["alike"], scope="module"
)
cells = 0


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the program with its full name."""

    def walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            else:
                yield f"{space}{pattern.name or pattern.pattern}", pattern

    yield from walk(get_resolver(), "")


def test_every_address_stands_in_the_table_and_every_line_has_an_address() -> None:
    named = {name for name, _pattern in addresses()}
    assert sorted(named - TABLE.keys()) == [], "addresses without a line in tests/permissions.py"
    assert sorted(TABLE.keys() - named) == [], "lines without an address"


def test_every_address_has_a_name_of_its_own() -> None:
    names = [name for name, pattern in addresses() if pattern.name]
    assert sorted(names) == sorted(set(names)) and len(names) == len(list(addresses()))


def test_public_addresses_are_those_the_table_calls_public() -> None:
    assert {name for name, row in TABLE.items() if row.public} == PUBLIC


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, Client]]]:
    """The world, built once for this file, with a signed-in browser for each person; gone afterwards."""
    with django_db_blocker.unblock(), clock.at(THE_DAY), transaction.atomic():
        world = build()
        clients = {person: world.client(person) for person in GRID}
        for person in filter(None, GRID):
            signed_in = SignedIn.objects.get(pk=world.sessions[person])
            remember_device(world.accounts[person], "274961", signed_in=signed_in, label="x", actor=world.actor(person))
            world.devices[person] = Device.objects.get(account=world.accounts[person]).pk
        yield world, clients
        transaction.set_rollback(True)
    print(f"permission table: {cells} cells asked")


@pytest.fixture(scope="module")
def alike(request: pytest.FixtureRequest, standing: tuple[World, dict[str, Client]]) -> Iterator[Objects | None]:
    """The objects of one kind, gone before the next kind; None where each person has their own."""
    build = OBJECTS[request.param]
    with transaction.atomic():
        yield None if differ_by_person(build) else build(standing[0], "")
        transaction.set_rollback(True)


def ask(client: Client, method: str, address: str, data: Any) -> tuple[int, str]:
    """One request whose effects are taken back, cookies included."""
    cookies, client.raise_request_exception = client.cookies.output(), False
    try:
        with transaction.atomic():
            answer = (
                client.generic(method, address, QUERY_STRING=urlencode(data))
                if method not in {"GET", "POST"}
                else getattr(client, method.lower())(address, data)
            )
            body = answer.content.decode(errors="replace") if answer.status_code < 500 else ""
            transaction.set_rollback(True)
    finally:
        client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))
    return answer.status_code, body


def asked_daily(name: str, row: Row) -> list[str]:
    """One of those who may and one of the others: with the lines everybody has their turn. The soak asks all."""
    turn = sorted(TABLE).index(name)
    words = {word.rstrip("*!") for word in row.who.split()}
    those = [person for person in GRID if person in words or (person and "everybody" in words)]
    others = [person for person in GRID if person not in those]
    return [side[turn % len(side)] for side in (those, others) if side]


def one_of_each(row: Row, person: str, places: Sequence[str]) -> set[str]:
    """One place in reach and one out of reach, another for each person: all places are visited, only not by everybody."""
    if not person:
        return set(places[:1])
    turn = len(person) + GRID.index(person)
    sides = [[place for place in places if row.may(person, place) is may] for may in (True, False)]
    return {side[turn % len(side)] for side in sides if side}


def faults(
    name: str,
    world: World,
    clients: dict[str, Client],
    methods: Sequence[str],
    *,
    people: Sequence[str] = GRID,
    everywhere: bool = True,
    alike: Objects | None = None,
) -> list[str]:
    """Everything in which the program differs from one line of the table, asked about what is `alike` for all, or each person's own."""
    global cells
    row, wrong = TABLE[name], []
    refused = set[str]()  # a method that no one may use is daily tried once
    for person in people:
        client = clients[person]
        hidden, objects = hidden_from(person), alike or OBJECTS[row.of](world, person)
        for place in objects if everywhere else one_of_each(row, person, list(objects)):
            parts = objects[place]
            address = reverse(name, args=parts[1:] if row.query else parts)
            given = {row.query: parts[0]} if row.query else {}
            for method in methods:
                expected = row.expected(person, place, method)
                if expected == 405 and method in refused:
                    continue
                if expected == 405 and not everywhere:
                    refused.add(method)
                data = dict(row.form(world, place, person)) if method == "POST" else given
                (status, body), cells = ask(client, method, address, data), cells + 1
                here = f"{person or 'nobody'} {method} {address} ({place or '–'})"
                if status != expected and not (method == "HEAD" and status == row.expected(person, place, "GET")):
                    wrong.append(f"{here}: {status}, not {expected}")
                wrong += [f"{here}: reads “{word}” ({what})" for word, what in hidden.items() if word in body]
    return wrong


@pytest.mark.django_db
@every_line
def test_everybody_gets_what_the_table_says_and_reads_no_name_out_of_reach(
    name: str, alike: Objects | None, standing: tuple[World, dict[str, Client]]
) -> None:
    # What is posted ends in services, and those are asked on both databases.
    methods = METHODS if connection.vendor == "sqlite" else ("GET",)
    assert faults(name, *standing, methods, people=asked_daily(name, TABLE[name]), everywhere=False, alike=alike) == []


@pytest.mark.soak
@pytest.mark.django_db
@every_line
def test_everybody_in_every_place_reads_what_the_table_says_and_other_methods_do_no_more(
    name: str, alike: Objects | None, standing: tuple[World, dict[str, Client]]
) -> None:
    others = [method for method in ALL_METHODS if method != "GET"]
    everywhere = faults(name, *standing, ["GET"], alike=alike)
    assert everywhere + faults(name, *standing, others, everywhere=False, alike=alike) == []


@pytest.mark.django_db
def test_the_grid_finds_a_page_that_forgets_scope(
    standing: tuple[World, dict[str, Client]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liemchinh.access.views.accounts.accounts_visible_to", lambda actor: Account.objects.all())
    found = faults("access:account", *standing, ["GET"])
    assert any("dung GET" in fault and "200, not 404" in fault for fault in found)
    assert any("reads “Chi bộ ấp Gò Cát”" in fault for fault in found)


@pytest.mark.django_db
def test_the_grid_finds_a_page_that_forgets_the_verb(
    standing: tuple[World, dict[str, Client]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liemchinh.access.views.accounts.keeps_accounts", lambda request: None)
    found = faults("access:accounts", *standing, ["GET"])
    assert {fault.split()[0] for fault in found if "200, not 404" in fault} == {
        "giang",
        "khoa",
        "hien",
        "chi",
        "binh",
        "em",
        "ha",
        "lan",
    }


@pytest.mark.soak
def test_the_table_has_at_least_five_thousand_cells(standing: tuple[World, dict[str, Client]]) -> None:
    world, _clients = standing
    objects = {of: number_of_objects(world, of) for of in {row.of for row in TABLE.values()}}
    assert sum(objects[row.of] for row in TABLE.values()) * len(GRID) * len(ALL_METHODS) >= 5000


def number_of_objects(world: World, of: str) -> int:
    """How many there are of one kind, made alone as for a line of the table."""
    with transaction.atomic():
        found = len(OBJECTS[of](world, "an"))
        transaction.set_rollback(True)
    return found
