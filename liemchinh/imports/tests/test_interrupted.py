"""An import that is killed anywhere and called again ends as if nothing had happened; meanwhile others write."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liemchinh.imports.tests.taking import TREE, events_csv, member, members_csv, organisations_csv

Command = Callable[..., Any]
Count = Callable[[int, int], int]
COUNT = 2_200
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


def start(data: Path, *files: Path) -> "subprocess.Popen[bytes]":
    known = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    call = [sys.executable, "-m", "liemchinh", "import", *map(str, files), "--json"]
    return subprocess.Popen(
        call, env=known | {"LIEMCHINH_DATA": str(data)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three files that build on each other."""
    made = [tmp_path / "to-chuc.csv", tmp_path / "dang-vien.csv", tmp_path / "bien-dong.csv"]
    for path, data in zip(made, (organisations_csv(*TREE), people(), events()), strict=True):
        path.write_bytes(data)
    return made


@pytest.mark.sqlite
@pytest.mark.attack
def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(
    tmp_path: Path, files: list[Path], count: Count
) -> None:
    whole = tmp_path / "whole"
    begun = time.monotonic()
    assert start(whole, *files).wait() == 0
    lasted = time.monotonic() - begun
    expected = content(whole)
    assert len(expected["members_person"]) > COUNT * 0.95 and len(expected["imports_waiting_row"]) > 10
    rng, killed, tries = random.Random(count(1, 2)), 0, 0
    while killed < count(2, 100):
        data = tmp_path / f"killed-{tries}"
        tries += 1
        for _ in range(count(2, 10)):
            process = start(data, *files)
            time.sleep(rng.uniform(0.3, max(lasted * 0.9, 0.5)))
            if process.poll() is not None:
                break
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        assert start(data, *files).wait() == 0
        _alike(content(data), expected)
    print(f"killed {killed} times over {tries} imports: nothing lost, nothing doubled")


def _alike(got: dict[str, list[Any]], expected: dict[str, list[Any]]) -> None:
    """Calling again after a file's end finds it unchanged: there may be more runs and verdicts, and nothing else."""
    for table, rows in expected.items():
        if table == "imports_waiting_row" or not table.startswith("imports_"):
            assert got[table] == rows, table


@pytest.mark.sqlite
def test_others_write_while_it_runs(tmp_path: Path, files: list[Path]) -> None:
    data = tmp_path / "shared"
    assert start(data, files[0]).wait() == 0
    process = start(data, *files[1:])
    waits: list[float] = []
    stop = threading.Event()

    def write() -> None:
        connection = sqlite3.connect(data / "liemchinh.sqlite3", timeout=30, isolation_level=None)
        while not stop.is_set():
            begun = time.monotonic()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO jobs_tick (name, last_at) VALUES (?, '2026-01-01')", [f"x{len(waits)}"])
            connection.execute("COMMIT")
            waits.append(time.monotonic() - begun)
            time.sleep(0.02)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    code = process.wait()
    stop.set()
    writer.join()
    assert code == 0
    assert len(waits) > 5 and max(waits) < 10, (len(waits), max(waits))
    print(f"{len(waits)} writes beside an import, the longest waited {max(waits):.2f} s")
