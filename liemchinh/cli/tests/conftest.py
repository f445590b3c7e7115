"""An installation in a folder of its own, with a little in its book."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.forked import Forks

WRITE = """
import sys
from liemchinh.cli.prepare import prepare
prepare()
from datetime import date
from liemchinh.access.actor import Actor
from liemchinh.organisations.services import Facts, Founding, found_organisations
for number in range(int(sys.argv[1])):
    facts = Facts(f"Đảng bộ số {number}", "Đảng bộ cấp trên trực tiếp", date(2020, 1, 1))
    found_organisations([Founding(facts)], actor=Actor.at_console("tests"))
"""


def found(forks: Forks, data: Path, count: int, **environment: str) -> None:
    """Founds organisations in a data directory, from another process."""
    code, _out, err = forks.call("-c", WRITE, str(count), LIEMCHINH_DATA=str(data), **environment)
    assert code == 0, err


@pytest.fixture
def write(tmp_path: Path, forks: Forks) -> Callable[[int], None]:
    """`write(3)` founds three organisations in the data directory that `command` uses."""
    return lambda count: found(forks, tmp_path / "data", count)


@pytest.fixture
def entries(tmp_path: Path) -> Callable[[], int]:
    """How many entries stand in the book of the data directory that `command` uses."""

    def counted() -> int:
        with closing(sqlite3.connect(tmp_path / "data" / "liemchinh.sqlite3")) as database:
            return int(database.execute("SELECT count(*) FROM journal_entry").fetchone()[0])

    return counted


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory, forks: Forks) -> Path:
    """A folder with an installation of five entries (`data`), its backup (`first.age`) and a key that opens it (`key`). Made once."""
    folder = tmp_path_factory.mktemp("first")
    found(forks, folder / "data", 5)
    call = ["-m", "liemchinh", "backup", str(folder / "first.age")]
    code, out, err = forks.call(*call, LIEMCHINH_DATA=str(folder / "data"))
    assert code == 0, err
    keys = [word for word in out.split() if word.startswith("AGE-SECRET-KEY-")]
    (folder / "key").write_text(f"# người giữ thứ nhất\n{keys[0]}\n")
    return folder


@pytest.fixture
def backed(first: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The same for one test alone: the backup and the key; the installation is where `command` works."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return tmp_path / "first.age", tmp_path / "key"
