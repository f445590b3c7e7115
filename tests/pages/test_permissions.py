"""Every address × every person × in and out of scope × method, against the table; and that the table is whole."""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, product
from typing import Any

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from liemchinh.access.middleware import PUBLIC
from liemchinh.access.models import Account
from tests.pages.standing import Standing, able, address_of, ask, in_turn
from tests.permissions import GRID, TABLE, hidden_from

# Who, in which place, by which method.
Cell = tuple[str, str, str]
METHODS = ("GET", "POST")
ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def _whose(name: str) -> tuple[str, str]:
    """The room of a line, and who may."""
    return name.partition(":")[0], TABLE[name].who


def _one_of_each(names: Iterable[str]) -> Iterator[str]:
    for whose, lines in groupby(sorted(names, key=_whose), _whose):
        pages = in_turn(str(whose), list(lines))
        yield next((name for name in pages if TABLE[name].get != 405), pages[0])


# Who sees what comes from the same queries on both databases: there one line of each room for each who may is enough every day.
ON_BOTH = set(_one_of_each(TABLE))
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


def every_line(cells_of: str) -> Any:
    """Tries each line of the table with the cells that fixture gives."""
    lines = [pytest.param(name, name, marks=[] if name in ON_BOTH else pytest.mark.rest) for name in TABLE]
    return pytest.mark.parametrize((cells_of, "name"), lines, ids=TABLE, indirect=[cells_of], scope="module")


@pytest.fixture(scope="module")
def by_some(request: pytest.FixtureRequest, standing: Standing, counted: None) -> list[Cell]:
    """Those of a line that are asked daily."""
    return with_what_they_name(request.param, standing, daily(request.param, standing))


@pytest.fixture(scope="module")
def by_all(request: pytest.FixtureRequest, standing: Standing, counted: None) -> list[Cell]:
    """All of a line: everybody opens it everywhere; all who may, and one of the others, try each other method in reach and out of it:
    what strangers post is asked of everybody at the services."""
    name = request.param
    people = dict.fromkeys([*able(TABLE[name]), *(person for person, _place, _method in daily(name, standing))])
    asked = chain(everywhere(name, standing, "GET"), in_reach_and_out(name, standing, people))
    return with_what_they_name(name, standing, asked)


def with_what_they_name(name: str, standing: Standing, asked: Iterable[Cell]) -> list[Cell]:
    """These cells, and what they name is there: outside of what a test takes back."""
    found = list(asked)
    for person, place, _method in found:
        standing.objects(TABLE[name].of, person)[place]
    return found


def daily(name: str, standing: Standing) -> Iterator[Cell]:
    """By one who may, each method; and each by one who may not: GET by one of them whose reach ends elsewhere, POST by somebody without
    the right, or the other way round; both where the address has but one method. With the lines everybody has their turn."""
    row = TABLE[name]
    those, answers = able(row), {"GET": row.get, "POST": row.post}
    who_may = (in_and_out(name, person, standing) for person in in_turn(name, those))
    mine = next((found for found in who_may if found and (row.public or row.may(*found[0]))), [])
    others = [person for person in GRID if person not in those]
    theirs = in_and_out(name, in_turn(name, others)[0], standing) if others else []
    refused = in_turn(f"{name} refused", mine[1:] + theirs)
    # What is posted ends in services, and those are asked on both databases.
    for at, method in enumerate(METHODS if connection.vendor == "sqlite" else METHODS[:1]):
        if answers[method] == 405:
            by = (mine or theirs)[:1]
        elif 405 in answers.values():
            by = mine[:1] + refused
        else:
            by = mine[:1] + (refused * 2)[at : at + 1]
        yield from ((person, place, method) for person, place in by)


def in_reach_and_out(name: str, standing: Standing, people: Iterable[str]) -> Iterator[Cell]:
    """Each method but GET by these people, in one place in reach and in one out of it; a method that no one may use once."""
    nobodys = set[str]()
    for person in people:
        for (_, place), method in product(in_and_out(name, person, standing), ALL_METHODS[1:]):
            if method not in nobodys:
                yield person, place, method
            if TABLE[name].expected(person, place, method) == 405:
                nobodys.add(method)


def everywhere(name: str, standing: Standing, method: str) -> Iterator[Cell]:
    """By everybody in every place."""
    for person in GRID:
        yield from ((person, place, method) for place in standing.objects(TABLE[name].of, person))


def in_and_out(name: str, person: str, standing: Standing) -> list[tuple[str, str]]:
    """This person in one place in reach and in one out of reach, others for each: all places are visited, only not by everybody."""
    row, places = TABLE[name], list(standing.objects(TABLE[name].of, person))
    if not person:
        return [(person, place) for place in places[:1]]
    sides = [[place for place in places if row.may(person, place) is may] for may in (True, False)]
    return [(person, in_turn(name + person, side)[0]) for side in sides if side]


def faults(name: str, standing: Standing, asked: Iterable[Cell]) -> list[str]:
    """Everything in which the program differs from one line of the table."""
    global cells
    row, wrong = TABLE[name], []
    for person, place, method in asked:
        expected, cells = row.expected(person, place, method), cells + 1
        address = address_of(name, row, standing.objects(row.of, person)[place])
        answer = standing.seen(name, person, place) if method == "GET" else None
        if answer is None:
            form = row.form(standing.world, place, person) if method == "POST" else None
            answer = ask(standing.clients[person], method, address, form)
        here = f"{person or 'nobody'} {method} {address} ({place or '–'})"
        if answer.status != expected and not (method == "HEAD" and answer.status == row.expected(person, place, "GET")):
            wrong.append(f"{here}: {answer.status}, not {expected}")
        hidden = hidden_from(person).items()
        wrong += [f"{here}: reads “{word}” ({what})" for word, what in hidden if word in answer.body]
    return wrong


@pytest.mark.django_db
@every_line("by_some")
def test_those_who_may_get_what_the_table_says_others_nothing_and_nobody_reads_a_name_out_of_reach(
    name: str, by_some: list[Cell], standing: Standing
) -> None:
    assert faults(name, standing, by_some) == []


@pytest.mark.soak
@pytest.mark.django_db
@every_line("by_all")
def test_everybody_in_every_place_reads_what_the_table_says_and_other_methods_do_no_more(
    name: str, by_all: list[Cell], standing: Standing
) -> None:
    assert faults(name, standing, by_all) == []


@pytest.mark.django_db
def test_the_grid_finds_a_page_that_forgets_scope(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.access.views.accounts.accounts_visible_to", lambda actor: Account.objects.all())
    found = faults("access:account", standing, everywhere("access:account", standing, "GET"))
    assert any("dung GET" in fault and "200, not 404" in fault for fault in found)
    assert any("reads “Chi bộ ấp Gò Cát”" in fault for fault in found)


@pytest.mark.django_db
def test_the_grid_finds_a_page_that_forgets_the_verb(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.access.views.accounts.keeps_accounts", lambda request: None)
    found = faults("access:accounts", standing, everywhere("access:accounts", standing, "GET"))
    those = {"giang", "khoa", "hien", "chi", "binh", "em", "ha", "lan"}
    assert {fault.split()[0] for fault in found if "200, not 404" in fault} == those


@pytest.mark.soak
@pytest.mark.django_db
def test_the_table_has_at_least_five_thousand_cells(standing: Standing) -> None:
    objects = {of: len(standing.objects(of, "an")) for of in {row.of for row in TABLE.values()}}
    assert sum(objects[row.of] for row in TABLE.values()) * len(GRID) * len(ALL_METHODS) >= 5000
