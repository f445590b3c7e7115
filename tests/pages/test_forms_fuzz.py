"""Claim: whatever is sent to a form or stands behind a "?", nobody gets a server error, and nothing is written by halves.

Fields are read from the pages themselves, so that a new form is tried without a line here. Every input is sent by somebody who may use
that page. What an answer other than success leaves behind must be nothing: all tables but those of sessions, attempts and readings stay
as they were. After a success the tree and the register still follow from the book.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import connection
from django.urls import Resolver404, resolve
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.members import recount as members_recount
from liemchinh.organisations import recount as organisations_recount
from tests.bad_inputs import NASTY, TEXTS, encoded
from tests.forms_on_pages import Form, forms_of
from tests.lanes import SOAK
from tests.pages.standing import Opened, Standing, able, in_turn, taken_back
from tests.permissions import TABLE, Row

pytestmark = pytest.mark.django_db

# What may change though the answer is no: who is signed in, who tried, who read.
FREE = {"django_session", "access_signedin", "access_attempts", "journal_reading", "jobs_tick"}
# Kept sums and profiles are a shadow of the register, made whenever they are first asked for.
FREE |= {"figures_kept", "figures_profile", "figures_tree_change", "figures_own_vector", "figures_node_vector"}
# What is shown once and never again is answered with a page, and a book taken out with a file, not with a way back.
SHOWN_ONCE = {
    "access:card", "access:totp", "access:hand-over", "awards:register", "figures:export", "filling:fill", "transfers:book",
    "national:take", "national:differences", "inspections:workbook", "agenda:feed", "api:make", "tabulations:export",
    "reports:take", "reports:workbook", "reports:blank", "ballots:freeze", "citizens:slips",
}  # fmt: skip
WRITES = re.compile(r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)
PLAIN = {
    "full_name": "Lê Thị Thử", "name": "Chi bộ Thử", "kind": "chi bộ trực thuộc", "level": "4", "decision": "Quyết định 9-QĐ",
    "on": "01/02/2026", "valid_from": "01/02/2026", "from": "01/01/2026", "to": "31/01/2026", "code": "X77", "birth": "1980",
    "username": "nguoi-thu", "display_name": "Người Thử", "new": "bốn từ khác nữa nhé", "again": "bốn từ khác nữa nhé",
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    """One form, as somebody who may use it would send it."""

    name: str
    person: str
    address: str
    form: Form


class Targets:
    """Every form the named people were shown, by the name of the address it goes to, and what may stand in any of them."""

    def __init__(self, standing: Standing) -> None:
        self.clients = standing.clients
        self.to: dict[str, list[Target]] = {name: [] for name in TABLE}
        for name, row in TABLE.items():
            # A page as the one has it whose turn it is, in the soak as the first who may and the last: the rest see one of the two.
            for opened in both_ends(standing, name, row) if SOAK else [standing.opened(name)]:
                if opened:
                    self._collect(opened)
        # Whatever is sent anywhere may name any object of the world, also one out of reach.
        world = standing.world
        numbers = [number for ids in (world.places, world.people, world.uids) for number in ids.values()]
        self.ids = sorted({str(number) for number in numbers})
        self.parameters = sorted({key for each in self.to.values() for one in each for key in one.form.fields})

    def _collect(self, opened: Opened) -> None:
        address, html = opened.address, opened.answer.html if opened.answer else ""
        # The page itself, asked and posted to with nothing known about it, and every form that stands on it.
        for form in [Form(address, "GET"), Form(address, "POST"), *(forms_of(html, address) if html else ())]:
            goes_to = _name_at(form.path)
            if goes_to in TABLE and len(self.to[goes_to]) < 200:
                self.to[goes_to].append(Target(goes_to, opened.person, form.action, form))


def both_ends(standing: Standing, name: str, row: Row) -> Iterator[Opened]:
    """A page as the first of those who may has it, and as the last."""
    ways = (able(row), able(row)[::-1])
    found = [next(filter(None, (standing.opened_by(person, name) for person in way)), None) for way in ways]
    return iter({opened.person: opened for opened in found if opened}.values())


@cache
def _name_at(path: str) -> str:
    try:
        return resolve(path).view_name
    except (Resolver404, ValueError):
        return ""


@pytest.fixture(scope="module")
def targets(standing: Standing) -> Iterator[Targets]:
    """Read out of the pages once for this file."""
    yield Targets(standing)
    print(f"{sent} bad inputs to forms and addresses: no server error, nothing written by halves")


def inputs(targets: Targets, name: str) -> st.SearchStrategy[tuple[Target, list[tuple[str, str]]]]:
    """A form of that address, filled in, and then spoilt in up to four places. What is tried first is another spoiling of another form
    for each address."""
    ways, nasty = in_turn(name, ("spoil", "spoil", "spoil", "drop", "repeat")), in_turn(name, NASTY)

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[Target, list[tuple[str, str]]]:
        target = draw(st.sampled_from(in_turn(name, targets.to[name])))
        values = st.sampled_from(nasty) | TEXTS | st.sampled_from(targets.ids)
        pairs = [(key, _plain(key, offered, draw)) for key, offered in target.form.fields.items()]
        pairs += [(key, "not a file") for key in target.form.files]
        for _ in range(draw(st.sampled_from((1, 2, 3, 4, 0)))):
            keys = in_turn(name, [*(key for key, _value in pairs), "x"]) + targets.parameters
            how, key = draw(st.sampled_from(ways)), draw(st.sampled_from(keys))
            if how != "repeat":
                pairs = [pair for pair in pairs if pair[0] != key]
            if how != "drop":
                pairs.append((key, draw(values)))
        return target, pairs

    return drawn()


def _plain(key: str, offered: Sequence[str], draw: st.DrawFn) -> str:
    given_ones = [value for value in offered if value]
    return draw(st.sampled_from(given_ones)) if given_ones else PLAIN.get(key, "")


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


# With 10,000 files read in by an import, and 78,000 damaged ones that are only read (the imports' own tests): a hundred thousand.
INPUTS = 12_000
TRIED = sorted(name for name, row in TABLE.items() if row.who)
EACH = 1, -(-INPUTS // len(TRIED))
KEPT = sorted(model._meta.db_table for model in apps.get_models() if model._meta.db_table not in FREE)
sent = 0


def fault(targets: Targets, before: Mapping[str, str], target: Target, pairs: Sequence[tuple[str, str]]) -> str:
    """What is wrong with the answer; "" if nothing. Everything it did is taken back."""
    global sent
    sent += 1
    client, written = targets.clients[target.person], Written()
    address, data = target.address, encoded(pairs)
    with taken_back(client), connection.execute_wrapper(written):
        if target.form.method == "POST":
            kind = "application/x-www-form-urlencoded"
            answer = client.generic("POST", address, data.encode(), content_type=kind)
        else:
            answer = client.generic("GET", urlsplit(address).path, QUERY_STRING=data)
        return _wrong(target, answer.status_code, written.tables - FREE, before)


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
def before(targets: Targets) -> dict[str, str]:
    """What stands in every table."""
    return content(KEPT)


@pytest.mark.parametrize("name", TRIED)
def test_nothing_sent_to_an_address_breaks_it_or_is_written_by_halves(
    name: str, targets: Targets, before: dict[str, str], count: Callable[[int, int], int]
) -> None:
    assert targets.to[name], f"{name}: nobody of the world may open it; give tests/permissions.py an object for it"

    sent_before = sent

    @settings(max_examples=count(*EACH))
    @given(inputs(targets, name))
    def tried(made: tuple[Target, list[tuple[str, str]]]) -> None:
        target, pairs = made
        assert not (said := fault(targets, before, target, pairs)), (
            f"{said}: {target.person} {target.form.method} {target.address} {pairs}"
        )

    tried()
    assert sent - sent_before >= count(*EACH)


def test_the_trial_finds_a_page_that_breaks_and_one_that_writes_by_halves(
    targets: Targets, before: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Target("search", "an", "/search/", Form("/search/", "GET", {"q": ["a"]}))
    assert fault(targets, before, target, [("q", "chi")]) == ""
    with monkeypatch.context() as weak:
        weak.setattr("liemchinh.web.views.clean", lambda text: int(text))
        assert fault(targets, before, target, [("q", "chi")]) == "500"
    with monkeypatch.context() as weak:
        weak.setattr("liemchinh.web.views.clean", lambda text: _write() or text)
        assert fault(targets, before, target, [("q", "chi")]) == "200, yet ['access_account'] changed"


def _write() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_account SET display_name = display_name || 'x'")
