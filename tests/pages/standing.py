"""The world in which all pages are asked: built once, with signed-in people and everything that addresses name, each made once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django.db import transaction
from django.test import Client
from django.urls import reverse

from liemchinh.access.devices import remember_device
from liemchinh.access.models import Device, SignedIn
from tests.permissions import GRID, OBJECTS, TABLE, Row
from tests.permissions_rows import Objects, differ_by_person
from tests.world import World, build


@dataclass(frozen=True)
class Answer:
    """What the program answered; nothing of it was kept."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def html(self) -> str:
        """The page, if it is one."""
        return self.body if "html" in self.headers.get("Content-Type", "") else ""


@dataclass(frozen=True)
class Opened:
    """A page as one of those who may have it has it; of an address without a page, no answer."""

    name: str
    person: str
    place: str
    address: str
    answer: Answer | None


class Standing:
    """The world of `tests.world.build`, a browser for each of its people, and what the lines of the table name there."""

    def __init__(self) -> None:
        self.world: World = build()
        self.clients = {person: self.world.client(person) for person in GRID}
        for person in filter(None, GRID):
            account, actor = self.world.accounts[person], self.world.actor(person)
            signed_in = SignedIn.objects.get(pk=self.world.sessions[person])
            remember_device(account, "274961", signed_in=signed_in, label="x", actor=actor)
            self.world.devices[person] = Device.objects.get(account=account.pk).pk
        for client in self.clients.values():
            client.raise_request_exception = False
        self._made: dict[tuple[str, str], Objects] = {}
        self._opened: dict[str, Opened | None] = {}

    def objects(self, of: str, person: str) -> Objects:
        """What addresses of this kind name, for this person: made when first asked for, outside of what a test takes back."""
        key = of, person if differ_by_person(OBJECTS[of]) else ""
        if key not in self._made:
            self._made[key] = OBJECTS[of](self.world, key[1])
        return self._made[key]

    def opened(self, name: str) -> Opened | None:
        """The page of a line as the one of those who may, whose turn it is, has it in one place; asked once. None if nobody may."""
        if name not in self._opened:
            those = (self.opened_by(person, name) for person in in_turn(name, able(TABLE[name])))
            self._opened[name] = next(filter(None, those), None)
        return self._opened[name]

    def seen(self, name: str, person: str, place: str) -> Answer | None:
        """What this person was answered there, if it was their turn to open the page."""
        known = self._opened.get(name)
        return known.answer if known and (known.person, known.place) == (person, place) else None

    def opened_by(self, person: str, name: str) -> Opened | None:
        """The page as this person has it, in the place whose turn it is. None where they may not."""
        row = TABLE[name]
        objects = self.objects(row.of, person)
        for place in in_turn(name + person, [place for place in objects if not person or row.may(person, place)])[:1]:
            address = address_of(name, row, objects[place])
            answer = None if row.get == 405 else ask(self.clients[person], "GET", address)
            return Opened(name, person, place, address, answer)
        return None


def able(row: Row) -> list[str]:
    """Those who may, if only somewhere; of a public page nobody in particular."""
    words = {word.rstrip("*!") for word in row.who.split()}
    return [""] if row.public else [person for person in GRID[1:] if person in words or "everybody" in words]


def in_turn(name: str, side: Sequence[Any]) -> list[Any]:
    """The same, beginning with whose turn it is by this name: over many names everybody's comes, and another name changes nothing."""
    at = crc32(name.encode()) % max(1, len(side))
    return [*side[at:], *side[:at]]


def address_of(name: str, row: Row, parts: Sequence[Any]) -> str:
    """The address of a page about an object."""
    if row.query:
        return f"{reverse(name, args=parts[1:])}?{urlencode({row.query: parts[0]})}"
    return reverse(name, args=parts)


@contextmanager
def taken_back(client: Client) -> Iterator[None]:
    """Whatever a browser does inside has no effect afterwards, not even on its cookies."""
    cookies = client.cookies.output()
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))


def ask(client: Client, method: str, address: str, form: Mapping[str, Any] | None = None) -> Answer:
    """One request, taken back. A form is posted to the address without what stands behind the "?"."""
    with taken_back(client):
        path = address.partition("?")[0]
        answer = client.generic(method, address) if form is None else client.post(path, form)
        body = answer.content.decode(errors="replace") if answer.status_code < 500 else ""
    return Answer(answer.status_code, dict(answer.headers), body)
