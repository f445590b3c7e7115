"""Claim: whatever is sent to a form or stands behind a "?", nobody gets a server error, and nothing is written by halves.

Fields are read from the pages themselves, so that a new form is tried without a line here. Every input is sent by somebody who may use
that page. What an answer other than success leaves behind must be nothing: all tables but those of sessions, attempts and readings stay
as they were. After a success the tree and the register still follow from the book.
"""

import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote_from_bytes, urlsplit

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.access.devices import remember_device
from liemchinh.access.models import Device, SignedIn
from liemchinh.journal import clock
from liemchinh.members import recount as members_recount
from liemchinh.organisations import recount as organisations_recount
from tests.forms_on_pages import Form, forms_of
from tests.lanes import SOAK
from tests.permissions import GRID, OBJECTS, TABLE, Row
from tests.permissions_rows import differ_by_person
from tests.screens import address_of
from tests.world import World, build

pytestmark = pytest.mark.django_db

# What may change though the answer is no: who is signed in, who tried, who read.
FREE = {"django_session", "access_signedin", "access_attempts", "journal_reading", "jobs_tick"}
# Kept sums and profiles are a shadow of the register, made whenever they are first asked for.
FREE |= {"figures_kept", "figures_profile", "figures_tree_change", "figures_own_vector", "figures_node_vector"}
# What is shown once and never again is answered with a page, and a book taken out with a file, not with a way back.
SHOWN_ONCE = {
    "access:card", "access:totp", "access:hand-over", "awards:register", "figures:export", "filling:fill", "transfers:book",
    "national:take", "national:differences", "inspections:workbook", "agenda:feed", "api:make", "tabulations:export",
    "reports:take", "reports:workbook", "reports:blank",
}  # fmt: skip
WRITES = re.compile(r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)
PLAIN = {
    "full_name": "Lê Thị Thử", "name": "Chi bộ Thử", "kind": "chi bộ trực thuộc", "level": "4", "decision": "Quyết định 9-QĐ",
    "on": "01/02/2026", "valid_from": "01/02/2026", "from": "01/01/2026", "to": "31/01/2026", "code": "X77", "birth": "1980",
    "username": "nguoi-thu", "display_name": "Người Thử", "new": "bốn từ khác nữa nhé", "again": "bốn từ khác nữa nhé",
}  # fmt: skip
NASTY = [
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "�", "\u202e\u200b\ufeff", "😀" * 40, "e\u0301" * 50, "ộ" * 300,
    "x" * 70_000, "'", '"><b>', "';DROP TABLE journal_entry;--", "{{ 7|add:7 }}", "%s%s%n", "%00", "../../etc/passwd", "\r\nX: y",
    "-1", "0", "1e999", "NaN", "Infinity", "٣", "²", "½", "1_000", "0x10", "9" * 18, "9" * 19, "9" * 30, "9" * 5000,
    "-9223372036854775809", "2147483648", "1.5", "1,5", "true", "None", "null", "[]", "{}", "0000-00-00", "00/00/0000",
    "01/01/0001", "31/12/9999", "30/02/2026", "29/02/2025", "01/13/2026", "1/1/1", "99999999", "9999-12-31", "0001-01-01",
    "10000-01-01", "2026-02-30", "01/02/26", "01/02/12345", "00000000-0000-0000-0000-000000000000", "own", "totp",
    "bytes:\xff\xfe", "vi", "large", "organisation", "an", "quan", "1", "2", "3", "7", "8", "999999",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(), max_size=30),
    st.integers(-(10**25), 10**25).map(str),
    st.dates().map(lambda day: day.strftime("%d/%m/%Y")),
    st.binary(max_size=8).map(lambda raw: "bytes:" + raw.decode("latin-1")),
)


@dataclass(frozen=True)
class Target:
    """One form, as somebody who may use it would send it."""

    name: str
    person: str
    address: str
    form: Form


class Standing:
    """The world, the browsers of its people, and every form they were shown, by the name of the address it goes to."""

    def __init__(self, world: World, clients: Mapping[str, Client]) -> None:
        self.world, self.clients = world, clients
        self.made = cache(lambda of, person: OBJECTS[of](world, person))
        self.targets: dict[str, list[Target]] = {name: [] for name in TABLE}
        for name, row in TABLE.items():
            # A page as the first of those who may see it has it, in the soak as the last too: the rest see one of the two. One after the
            # other: what a page is about is made for each who is asked.
            ways = (GRID, GRID[::-1]) if SOAK else (GRID,)
            found = (next((person for person in way if self._reached(row, person)), None) for way in ways)
            for person in dict.fromkeys(person for person in found if person is not None):
                self._collect(name, row, person)
        # Whatever is sent anywhere may name any object of the world, also one out of reach.
        numbers = [number for ids in (world.places, world.people, world.uids) for number in ids.values()]
        self.ids = sorted({str(number) for number in numbers})
        self.parameters = sorted({key for each in self.targets.values() for one in each for key in one.form.fields})

    def _reached(self, row: Row, person: str) -> list[Any]:
        if not person and not row.public:
            return []
        objects = self.made(row.of, person if differ_by_person(OBJECTS[row.of]) else "").items()
        return [parts for place, parts in objects if not person or row.may(person, place)]

    def _collect(self, name: str, row: Row, person: str) -> None:
        for parts in self._reached(row, person)[:1]:
            address = address_of(name, row, parts)
            seen = self.clients[person].get(address) if row.get != 405 else None
            found = list(forms_of(seen.content.decode(), address)) if seen and "html" in seen["Content-Type"] else []
            # The page itself, asked and posted to with nothing known about it, and every form that stands on it.
            for form in [Form(address, "GET"), Form(address, "POST"), *found]:
                goes_to = _name_at(form.path)
                if goes_to in TABLE and len(self.targets[goes_to]) < 200:
                    self.targets[goes_to].append(Target(goes_to, person, form.action, form))


def _name_at(path: str) -> str:
    try:
        return resolve(path).view_name
    except (Resolver404, ValueError):
        return ""


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """Built once for this file; gone afterwards."""
    # A line in the log for each of so many refusals would bury what is printed.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    with django_db_blocker.unblock(), clock.at(clock.today()), transaction.atomic():
        world = build()
        clients = {person: world.client(person) for person in GRID}
        for person in filter(None, GRID):
            signed_in = SignedIn.objects.get(pk=world.sessions[person])
            remember_device(world.accounts[person], "274961", signed_in=signed_in, label="x", actor=world.actor(person))
            world.devices[person] = Device.objects.get(account=world.accounts[person]).pk
        for client in clients.values():
            client.raise_request_exception = False
        yield Standing(world, clients)
        transaction.set_rollback(True)
    print(f"{sent} bad inputs to forms and addresses: no server error, nothing written by halves")
    logging.getLogger("django.request").setLevel(logging.NOTSET)


def inputs(standing: Standing, name: str) -> st.SearchStrategy[tuple[Target, list[tuple[str, str]]]]:
    """A form of that address, filled in, and then spoilt in one to four places."""

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[Target, list[tuple[str, str]]]:
        target = draw(st.sampled_from(standing.targets[name]))
        values = TEXTS | st.sampled_from(standing.ids)
        pairs = [(key, _plain(key, offered, draw)) for key, offered in target.form.fields.items()]
        pairs += [(key, "not a file") for key in target.form.files]
        for _ in range(draw(st.integers(0, 4))):
            keys = st.sampled_from([*(key for key, _value in pairs), *standing.parameters, "x"])
            how, key = draw(st.sampled_from(("spoil", "spoil", "spoil", "drop", "repeat"))), draw(keys)
            if how != "repeat":
                pairs = [pair for pair in pairs if pair[0] != key]
            if how != "drop":
                pairs.append((key, draw(values)))
        return target, pairs

    return drawn()


def _plain(key: str, offered: Sequence[str], draw: st.DrawFn) -> str:
    given_ones = [value for value in offered if value]
    return draw(st.sampled_from(given_ones)) if given_ones else PLAIN.get(key, "")


def encoded(pairs: Sequence[tuple[str, str]]) -> str:
    """As a bad robot would send it: halves of characters and bytes that are no text included."""

    def one(text: str) -> str:
        raw = (
            text[6:].encode("latin-1", "replace")
            if text.startswith("bytes:")
            else text.encode("utf-8", "surrogatepass")
        )
        return quote_from_bytes(raw)

    return "&".join(f"{one(key)}={one(value)}" for key, value in pairs)


class Written:
    """Which tables were written to, seen at the statements themselves."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found:
            self.tables.add(found[1])
        return execute(sql, params, many, context)


def content(tables: Sequence[str]) -> dict[str, str]:
    """A hash of every row of each table."""
    made = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(repr(row) for row in cursor.fetchall())
            made[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return made


# With 10,000 files read in by an import, and 65,000 damaged ones that are only read (the imports' own tests): a hundred thousand.
INPUTS = 25_000
TRIED = sorted(name for name, row in TABLE.items() if row.who)
EACH = 2, -(-INPUTS // len(TRIED))
KEPT = sorted(model._meta.db_table for model in apps.get_models() if model._meta.db_table not in FREE)
sent = 0


def fault(standing: Standing, before: Mapping[str, str], target: Target, pairs: Sequence[tuple[str, str]]) -> str:
    """What is wrong with the answer; "" if nothing. Everything it did is taken back."""
    global sent
    sent += 1
    client, written = standing.clients[target.person], Written()
    cookies, address, data = client.cookies.copy(), target.address, encoded(pairs)
    with transaction.atomic(), connection.execute_wrapper(written):
        if target.form.method == "POST":
            kind = "application/x-www-form-urlencoded"
            answer = client.generic("POST", address, data.encode(), content_type=kind)
        else:
            answer = client.generic("GET", urlsplit(address).path, QUERY_STRING=data)
        wrong = _wrong(target, answer.status_code, written.tables - FREE, before)
        transaction.set_rollback(True)
    client.cookies = cookies
    return wrong


def _wrong(target: Target, status: int, tables: set[str], before: Mapping[str, str]) -> str:
    if status >= 500 and status != 503:
        return f"{status}"
    success = target.form.method == "POST" and (status == 302 or (status == 200 and target.name in SHOWN_ONCE))
    if not success and tables:
        now = content(KEPT)
        changed = [table for table in KEPT if now[table] != before[table]]
        return f"{status}, yet {changed} changed" if changed else ""
    if success and any(table.startswith(("organisations_", "members_")) for table in tables):
        return "; ".join([*organisations_recount.differences(), *members_recount.differences()])
    return ""


@pytest.fixture(scope="module")
def before(standing: Standing) -> dict[str, str]:
    """What stands in every table."""
    return content(KEPT)


@pytest.mark.parametrize("name", TRIED)
def test_nothing_sent_to_an_address_breaks_it_or_is_written_by_halves(
    name: str, standing: Standing, before: dict[str, str], count: Callable[[int, int], int]
) -> None:
    assert standing.targets[name], (
        f"{name}: nobody of the world may open it; give tests/permissions.py an object for it"
    )

    sent_before = sent

    @settings(max_examples=count(*EACH))
    @given(inputs(standing, name))
    def tried(made: tuple[Target, list[tuple[str, str]]]) -> None:
        target, pairs = made
        assert not (said := fault(standing, before, target, pairs)), (
            f"{said}: {target.person} {target.form.method} {target.address} {pairs}"
        )

    tried()
    assert sent - sent_before >= count(*EACH)


def test_the_trial_finds_a_page_that_breaks_and_one_that_writes_by_halves(
    standing: Standing, before: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Target("search", "an", "/search/", Form("/search/", "GET", {"q": ["a"]}))
    assert fault(standing, before, target, [("q", "chi")]) == ""
    with monkeypatch.context() as weak:
        weak.setattr("liemchinh.web.views.clean", lambda text: int(text))
        assert fault(standing, before, target, [("q", "chi")]) == "500"
    with monkeypatch.context() as weak:
        weak.setattr("liemchinh.web.views.clean", lambda text: _write(standing) or text)
        assert fault(standing, before, target, [("q", "chi")]) == "200, yet ['access_account'] changed"


def _write(standing: Standing) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_account SET display_name = display_name || 'x'")
