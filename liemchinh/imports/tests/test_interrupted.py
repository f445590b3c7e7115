"""An import that is killed anywhere and called again ends as if nothing had happened; meanwhile others write."""

import random
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from liemchinh.imports.tests.taking import TREE, events_csv, member, members_csv, organisations_csv
from tests.forked import Forked, Forks
from tests.lanes import SOAK

Count = Callable[[int, int], int]
pytestmark = pytest.mark.sqlite
# Rows of the list and rows of a piece: in the soak those of the product.
COUNT, PIECE = (2_200, 1_000) if SOAK else (550, 250)
# In the soak the list is read by a process beside, as a long one is.
BESIDE = COUNT if SOAK else 10 * COUNT
# The real command, killed by the system once its processor has worked for so many seconds; 0 is never. Says how long it worked.
IMPORT = """
import signal, sys, time
from liemchinh.cli import main
from liemchinh.imports import coming, services
services.PIECE, coming.WORTH_IT = map(int, sys.argv[1].split())
begun = time.process_time()
signal.setitimer(signal.ITIMER_PROF, float(sys.argv[2]))
code = main(["import", *sys.argv[3:], "--json"])
print(time.process_time() - begun)
sys.exit(code)
"""
# What differs between any two installations: random ids and salts, moments, and what is computed from them.
VOLATILE = {
    "journal_entry": ("recorded_at", "payload", "hash"), "journal_personal": ("salt",), "members_person": ("uid",),
    "imports_waiting_row": ("id", "verdict_id"),
    "imports_run": ("started_at", "moved_at", "ended_at"), "imports_remembered_mapping": ("used_at",),
}  # fmt: skip
NOT_COMPARED = ("django_", "jobs_", "auth_", "sqlite_", "access_")


def people() -> bytes:
    """A list longer than two pieces; some wait, some are rejected, some tell of leaving."""
    rng = random.Random(7)
    rows = []
    for n in range(COUNT):
        row = member(f"M{n:05}", f"Nguyễn Văn {'ABCDEGHIKLMNOPQRSTUVXY'[n % 22]}{'abcdeghiklmnopqrstuvxy'[n // 22 % 22]}",
                     birth=f"{1940 + n % 50}-{1 + n % 12:02}-{1 + n % 28:02}", organisation_id="ABC"[n % 3], card_no=f"84{n:06}",
                     admitted_on=f"{1990 + n % 20}-05-19", official_on=f"{1991 + n % 20}-05-19")  # fmt: skip
        if rng.random() < 0.02:
            row |= {"left_on": "2015-01-01", "left_kind": "died"}
        if rng.random() < 0.01:
            row |= {"organisation_id": "Z"}
        if rng.random() < 0.01 and rows:
            row |= {"id": "", "card_no": rows[-1]["card_no"]}
        rows.append(row)
    return members_csv(*rows)


def events() -> bytes:
    """What happened to some of them."""
    return events_csv(*[(f"M{n:05}", "ABC"[n % 3], "exempt", "2020-02-02") for n in range(0, COUNT, 3)])


def content(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without what must differ."""
    found = {}
    with sqlite3.connect(data / "liemchinh.sqlite3") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table.startswith(NOT_COMPARED):
                continue
            columns = [
                row[1]
                for row in database.execute(f'PRAGMA table_info("{table}")')
                if row[1] not in VOLATILE.get(table, ())
            ]
            chosen = ", ".join(f'"{name}"' for name in columns)
            found[table] = sorted(database.execute(f'SELECT {chosen} FROM "{table}"').fetchall(), key=repr)
    return found


def start(forks: Forks, data: Path, *files: Path, dies_after: float = 0) -> Forked:
    words = [f"{PIECE} {BESIDE}", str(dies_after), *map(str, files)]
    return forks.start("-c", IMPORT, *words, LIEMCHINH_DATA=str(data))


@dataclass(frozen=True)
class Whole:
    """Three files that build on each other, and what stands after their import, beside which somebody else wrote all the time."""

    files: list[Path]
    content: dict[str, list[tuple[Any, ...]]]
    worked: float
    waits: list[float]
    written: int


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, prepared: Path, forks: Forks) -> Whole:
    folder = tmp_path_factory.mktemp("imports")
    files = [folder / "to-chuc.csv", folder / "dang-vien.csv", folder / "bien-dong.csv"]
    for path, told in zip(files, (organisations_csv(*TREE), people(), events()), strict=True):
        path.write_bytes(told)
    data = folder / "whole"
    shutil.copytree(prepared, data)
    process, waits, stop = start(forks, data, *files), list[float](), threading.Event()
    writer = threading.Thread(target=_write, args=(data, waits, stop))
    writer.start()
    code = process.wait()
    stop.set()
    writer.join()
    assert code == 0, process.err.read_text()
    with closing(sqlite3.connect(data / "liemchinh.sqlite3")) as database:
        (written,) = database.execute("SELECT count(*) FROM jobs_tick WHERE name LIKE 'x%'").fetchone()
    return Whole(files, content(data), float(process.out.read_text().splitlines()[-1]), waits, written)


def _write(data: Path, waits: list[float], stop: threading.Event) -> None:
    """Again and again one row of a table that the import leaves alone, and how long each had to wait."""
    with closing(sqlite3.connect(data / "liemchinh.sqlite3", timeout=600, isolation_level=None)) as connection:
        while not stop.is_set():
            begun = time.monotonic()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO jobs_tick (name, last_at) VALUES (?, '2026-01-01')", [f"x{len(waits)}"])
            connection.execute("COMMIT")
            waits.append(time.monotonic() - begun)
            stop.wait(0.02)


def test_others_write_while_it_runs_and_nothing_of_theirs_is_lost(whole: Whole) -> None:
    # That they come in between any two pieces, whatever the clock says, is shown in test_running.py.
    assert len(whole.waits) == whole.written > 0
    print(f"{whole.written} writes beside an import, the longest waited {max(whole.waits):.2f} s")


@pytest.mark.attack
def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(
    tmp_path: Path, prepared: Path, forks: Forks, whole: Whole, count: Count
) -> None:
    expected = whole.content
    assert len(expected["members_person"]) > COUNT * 0.95 and len(expected["imports_waiting_row"]) > COUNT / 220
    rng, killed, tries = random.Random(count(1, 2)), 0, 0
    while killed < count(2, 100):
        data = tmp_path / f"killed-{tries}"
        shutil.copytree(prepared, data)
        tries += 1
        for _ in range(count(2, 10)):
            code = start(forks, data, *whole.files, dies_after=rng.uniform(0.05, 0.9) * whole.worked).wait()
            if code == 0:
                break
            assert code == -signal.SIGPROF
            killed += 1
        assert start(forks, data, *whole.files).wait() == 0
        _alike(content(data), expected)
    print(f"killed {killed} times over {tries} imports: nothing lost, nothing doubled")


def _alike(got: dict[str, list[Any]], expected: dict[str, list[Any]]) -> None:
    """Calling again after a file's end finds it unchanged: there may be more runs and verdicts, and nothing else."""
    for table, rows in expected.items():
        if table == "imports_waiting_row" or not table.startswith("imports_"):
            assert got[table] == rows, table
