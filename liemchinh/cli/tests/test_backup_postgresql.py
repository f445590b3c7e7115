"""The same on PostgreSQL, with its own tools: whole, checked, the present database kept under another name."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liemchinh.cli.tests.conftest import found
from tests.forked import Forks
from tests.postgresql import own_database

SERVED = os.environ.get("DATABASE_URL") and shutil.which("pg_dump")
pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(not SERVED, reason="needs a PostgreSQL server and its tools"),
]


def test_what_was_backed_up_comes_back_whole(command: Callable[..., Any], tmp_path: Path, forks: Forks) -> None:
    address = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{own_database('command')}"
    found(forks, tmp_path / "data", 3, DATABASE_URL=address)
    sealed, key = tmp_path / "first.age", tmp_path / "key"
    done = command("backup", str(sealed), "--json")
    assert done.code == 0, done.err
    key.write_text(done.json[0]["new_keys"][1])
    found(forks, tmp_path / "data", 2, DATABASE_URL=address)
    assert command("restore", str(sealed), "--identity", str(key)).code == 1
    assert command("journal", "verify", "--json").json[0]["entries"] == 5
    done = command("restore", str(sealed), "--identity", str(key), "--yes", "--json")
    assert (done.code, done.json[0]["replaced"]) == (0, True), done.err
    told = command("journal", "verify", "--json", "--state").json[0]
    assert (told["entries"], told["ok"]) == (3, True)
    assert "triggers" in [
        finding["check"] for finding in command("doctor", "--json").json[0]["findings"] if finding["state"] == "good"
    ]
