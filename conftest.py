"""What every test may ask for: a clock that stands still, a browser, the command, small or full counts."""

import gc
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partialmethod
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from liemchinh.journal import clock, heads
from liemchinh.journal.triggers import drop_triggers
from tests.forked import PUBLIC, Forks
from tests.lanes import SIZES, SOAK, group_of, is_left_out, is_passed_over
from tests.postgresql import own_database

THE_DAY = date(2026, 3, 3)
COMMAND, PREPARED = own_database("command"), own_database("prepared")

hypothesis_settings.register_profile(
    "small",
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
hypothesis_settings.register_profile(
    "soak", hypothesis_settings.get_profile("small"), max_examples=300, derandomize=False
)
# What the rules of the product are is tried on SQLite; here only that PostgreSQL keeps them too.
hypothesis_settings.register_profile("postgresql", hypothesis_settings.get_profile("small"), max_examples=2)
hypothesis_settings.load_profile("soak" if SOAK else "postgresql" if os.environ.get("DATABASE_URL") else "small")

_empty_tables = TransactionTestCase._fixture_teardown


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of tests; what a test committed is emptied after it."""
    with django_db_blocker.unblock(), closing(sqlite3.connect(":memory:")) as empty:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            connection.connection.backup(empty)
        TransactionTestCase._fixture_teardown = partialmethod(_emptied, empty)  # type: ignore[method-assign]  # for all of them
        yield


def _emptied(self: TransactionTestCase, empty: sqlite3.Connection) -> None:
    # Emptying table by table is refused by the book, and its triggers are made again with every flush: on SQLite the empty
    # database is put back whole. The next book begins without heads.
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        empty.backup(connection.connection)
    else:
        drop_triggers()
        _empty_tables(self)
    heads.path().unlink(missing_ok=True)


def pytest_configure(config: pytest.Config) -> None:
    """Browser tests drive Django from a thread that also runs an event loop."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    # What is imported while tests are collected stays; nothing of it is garbage.
    gc.disable()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Files of which nothing runs in this lane (`tests/lanes.py`)."""
    return is_passed_over(collection_path) or None


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported stays for good: going through it again and again, looking for garbage, took a tenth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of all tests those of one lane (`tests/lanes.py`), of those one part."""
    for item in items:
        if "as_" in item.fixturenames and (SOAK or item.get_closest_marker("in_chromium")):  # type: ignore[attr-defined]
            item.fixturenames += ["live_server", "chromium"]  # type: ignore[attr-defined]
            item.add_marker(pytest.mark.django_db(transaction=True))
    left_out = [item for item in items if is_left_out(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
    # A file of tests in parts: "0/2" is every second test, from the first on.
    part, _, parts = os.environ.get("LIEMCHINH_PART", "0/1").partition("/")
    items[:] = items[int(part) :: int(parts)]
    if os.environ.get("PYTEST_XDIST_WORKER"):
        items.sort(key=_place_in_queue)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A process takes a file of tests at a time, or files that share a world."""
    from xdist.scheduler import LoadFileScheduling

    class InGroups(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(super()._split_scope(nodeid))

    return InGroups(config, log)


def _place_in_queue(item: pytest.Item) -> int:
    """What lasts long begins first: the walks through the browser, then what is tried over and over."""
    marks = {mark.name for mark in item.iter_markers()}
    if "chromium" in item.fixturenames:  # type: ignore[attr-defined]
        return 0
    return 1 if "fuzz" in item.path.name or "permissions" in item.path.name or "attack" in marks else 2


@pytest.fixture
def count() -> Callable[[int, int], int]:
    """`count(small, full)`: how often to try; the full number with LIEMCHINH_SOAK=1."""
    return lambda small, full: full if SOAK else small


@pytest.fixture
def today(request: pytest.FixtureRequest) -> Iterator[date]:
    """The clock stands at noon of 3 March 2026, or of the day in `@pytest.mark.on("2025-07-01")`."""
    marker = request.node.get_closest_marker("on")
    day = date.fromisoformat(str(marker.args[0])) if marker else THE_DAY
    with clock.at(day):
        yield day


@pytest.fixture
def world(db: None) -> Iterator[Any]:
    """The named people and the two trees they live in (`tests/world.py`), on 3 March 2026."""
    from tests.kept_world import standing_world

    with clock.at(THE_DAY):
        yield standing_world()


@dataclass(frozen=True)
class Ran:
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[Any]:
        """Every line of standard output as JSON."""
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """The program, read once; what tests start is a fork of it."""
    made = Forks()
    yield made
    made.close()


@pytest.fixture(scope="session")
def public_forks() -> Iterator[Forks]:
    """The program of the public pages, likewise."""
    made = Forks(PUBLIC)
    yield made
    made.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, forks: Forks) -> Path:
    """An installation that holds nothing yet, made once; on PostgreSQL its database is called PREPARED."""
    folder = tmp_path_factory.mktemp("prepared")
    _called(forks, folder, _database(PREPARED, "template0"), "journal", "verify")
    return folder


@pytest.fixture
def command(tmp_path: Path, forks: Forks, request: pytest.FixtureRequest) -> Iterator[Callable[..., Ran]]:
    """`command("tree", "--on", "2025-07-01")`: the real command, in a process, a data directory and a database of its own.

    The installation is ready; with the mark `from_nothing` the first call has to make it.
    """
    template = "template0"
    if not request.node.get_closest_marker("from_nothing"):
        shutil.copytree(request.getfixturevalue("prepared"), tmp_path / "data")
        template = PREPARED
    address = _database(COMMAND, template)
    yield lambda *words, **environment: _called(forks, tmp_path / "data", address, *words, **environment)
    if address:
        _on_server(
            os.environ["DATABASE_URL"],
            f"DROP DATABASE IF EXISTS {COMMAND}",
            f"DROP DATABASE IF EXISTS {COMMAND}_before",
        )


def _database(name: str, template: str) -> str:
    """On PostgreSQL the address of a new database of that name; on SQLite nothing is needed."""
    server = os.environ.get("DATABASE_URL", "")
    if server:
        _on_server(server, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{server.rpartition('/')[0]}/{name}" if server else ""


def _called(forks: Forks, data: Path, address: str, *words: str, **environment: str) -> Ran:
    known = {"LIEMCHINH_DATA": str(data)} | ({"DATABASE_URL": address} if address else {}) | environment
    return Ran(*forks.call("-m", "liemchinh", *words, **known))


def _on_server(address: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Any]]:
    """`launch("--flag")`: a running Chromium; the test is skipped, with the reason, where there is none."""
    # Without windows it takes a third of the time.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on the path (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    always = ["--no-sandbox", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(executable_path=path, args=[*always, *flags])


@pytest.fixture(scope="session")
def chromium(launch: Callable[..., Any]) -> Iterator[Any]:
    """The Chromium of all tests that press something."""
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(params=SIZES.values(), ids=SIZES.keys())
def page(request: pytest.FixtureRequest, chromium: Any, live_server: Any) -> Iterator[Any]:
    """A fresh page at a phone's size, in the soak at a desk's too; fails the test on any error in its console."""
    width, height = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": height}, base_url=live_server.url, locale="vi-VN", reduced_motion="reduce"
    )
    # A slow machine is no fault of a page.
    context.set_default_timeout(180_000)
    errors: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.errors = errors
    yield opened
    context.close()
    assert not errors, f"errors in the browser's console: {errors}"
