"""A process that dies by SIGKILL while a branch's workbook is taken in leaves nothing of it; the same file again is taken whole."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liemchinh.imports.tests.test_interrupted import content

pytestmark = [pytest.mark.sqlite, pytest.mark.attack]
KILLED = -9


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Callable[[Path, int | None], int]]:
    """`child(data, dies_at)`: the exit code of a process of its own."""
    (tmp_path / "settings").mkdir()
    environment = os.environ | {"LIEMCHINH_DATA": str(tmp_path / "settings")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with subprocess.Popen(
        [sys.executable, "-m", "liemchinh.reports.tests.killed"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout

        def call(data: Path, dies_at: int | None) -> int:
            process.stdin.write(json.dumps({"data": str(data), "dies_at": dies_at}) + "\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield call
        process.stdin.close()


def test_killed_at_any_statement_nothing_is_taken_and_again_the_whole_is(
    tmp_path: Path, prepared: Path, child: Callable[[Path, int | None], int], count: Callable[[int, int], int]
) -> None:
    before, whole = tmp_path / "before", tmp_path / "whole"
    shutil.copytree(prepared, before)
    assert child(before, 0) == 0
    shutil.copytree(before, whole)
    assert child(whole, None) == 0
    nothing, everything = content(before), content(whole)
    gained = {table for table, rows in everything.items() if len(rows) > len(nothing[table])}
    assert {"reports_report", "reports_prose", "reports_handing", "returns_amount", "journal_entry"} <= gained
    statements = int((whole / "statements").read_text())
    places = range(1, statements + 1, count(statements // 3, 1))
    for place in places:
        data = tmp_path / "killed"
        shutil.copytree(before, data)
        assert child(data, place) == KILLED
        assert content(data) == nothing, place
        assert child(data, None) == 0
        assert content(data) == everything, place
        shutil.rmtree(data)
    print(f"killed at {len(places)} of {statements} statements: nothing left of the file, then the whole")
