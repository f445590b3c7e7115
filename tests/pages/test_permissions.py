"""Every address × every person × in and out of scope × method, against the table; and that the table is whole."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from liemchinh.access.middleware import PUBLIC
from liemchinh.access.models import Account
from tests.pages.standing import Standing, able, address_of, ask, in_turn
from tests.permissions import GRID, TABLE, Row, hidden_from

METHODS = ("GET", "POST")
ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
every_line = pytest.mark.parametrize(
    ("made", "name"), [(TABLE[name].of, name) for name in TABLE], ids=TABLE, indirect=["made"], scope="module"
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
def counted() -> Iterator[None]:
    """Says at the end how much was asked."""
    yield
    print(f"permission table: {cells} cells asked")


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest, standing: Standing, counted: None) -> None:
    """What a line of the table names is there before the line is tried."""
    for person in GRID:
        standing.objects(request.param, person)


def asked_daily(name: str, row: Row) -> list[str]:
    """One of those who may and one of the others, on PostgreSQL the one or the other: with the lines everybody has their turn. The soak
    asks all."""
    those = able(row)
    others = [person for person in GRID if person not in those]
    both = [in_turn(name, side)[0] for side in (those, others) if side]
    return both if connection.vendor == "sqlite" else in_turn(f"{name} on PostgreSQL", both)[:1]


def one_of_each(name: str, person: str, places: Sequence[str]) -> set[str]:
    """One place in reach and one out of reach, another for each person: all places are visited, only not by everybody."""
    row = TABLE[name]
    if not person:
        return set(places[:1])
    sides = [[place for place in places if row.may(person, place) is may] for may in (True, False)]
    return {in_turn(name + person, side)[0] for side in sides if side}


def faults(
    name: str, standing: Standing, methods: Sequence[str], *, people: Sequence[str] = GRID, everywhere: bool = True
) -> list[str]:
    """Everything in which the program differs from one line of the table."""
    global cells
    row, wrong = TABLE[name], []
    refused = set[str]()  # a method that no one may use is daily tried once
    for person in people:
        hidden, objects = hidden_from(person), standing.objects(row.of, person)
        for place in objects if everywhere else one_of_each(name, person, list(objects)):
            for method in methods:
                expected = row.expected(person, place, method)
                if expected == 405 and method in refused:
                    continue
                if expected == 405 and not everywhere:
                    refused.add(method)
                address, cells = address_of(name, row, objects[place]), cells + 1
                form = row.form(standing.world, place, person) if method == "POST" else None
                known = standing.opened(name) if method == "GET" and not everywhere and expected == row.get else None
                if known and known.answer and (known.person, known.place) == (person, place):
                    answer = known.answer
                else:
                    answer = ask(standing.clients[person], method, address, form)
                here = f"{person or 'nobody'} {method} {address} ({place or '–'})"
                if answer.status != expected and not (
                    method == "HEAD" and answer.status == row.expected(person, place, "GET")
                ):
                    wrong.append(f"{here}: {answer.status}, not {expected}")
                wrong += [f"{here}: reads “{word}” ({what})" for word, what in hidden.items() if word in answer.body]
    return wrong


@pytest.mark.django_db
@every_line
def test_everybody_gets_what_the_table_says_and_reads_no_name_out_of_reach(
    name: str, made: None, standing: Standing
) -> None:
    # What is posted ends in services, and those are asked on both databases.
    methods = METHODS if connection.vendor == "sqlite" else ("GET",)
    assert faults(name, standing, methods, people=asked_daily(name, TABLE[name]), everywhere=False) == []


@pytest.mark.soak
@pytest.mark.django_db
@every_line
def test_everybody_in_every_place_reads_what_the_table_says_and_other_methods_do_no_more(
    name: str, made: None, standing: Standing
) -> None:
    others = [method for method in ALL_METHODS if method != "GET"]
    # All who may, and one of the others: what strangers post is asked of everybody at the services.
    senders = list(dict.fromkeys([*able(TABLE[name]), *asked_daily(name, TABLE[name])]))
    everywhere = faults(name, standing, ["GET"])
    assert everywhere + faults(name, standing, others, people=senders, everywhere=False) == []


@pytest.mark.django_db
def test_the_grid_finds_a_page_that_forgets_scope(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.access.views.accounts.accounts_visible_to", lambda actor: Account.objects.all())
    found = faults("access:account", standing, ["GET"])
    assert any("dung GET" in fault and "200, not 404" in fault for fault in found)
    assert any("reads “Chi bộ ấp Gò Cát”" in fault for fault in found)


@pytest.mark.django_db
def test_the_grid_finds_a_page_that_forgets_the_verb(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.access.views.accounts.keeps_accounts", lambda request: None)
    found = faults("access:accounts", standing, ["GET"])
    those = {"giang", "khoa", "hien", "chi", "binh", "em", "ha", "lan"}
    assert {fault.split()[0] for fault in found if "200, not 404" in fault} == those


@pytest.mark.soak
@pytest.mark.django_db
def test_the_table_has_at_least_five_thousand_cells(standing: Standing) -> None:
    objects = {of: len(standing.objects(of, "an")) for of in {row.of for row in TABLE.values()}}
    assert sum(objects[row.of] for row in TABLE.values()) * len(GRID) * len(ALL_METHODS) >= 5000
