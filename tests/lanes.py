"""Which tests run where: all of them daily on SQLite; on PostgreSQL daily what could come out otherwise, the rest by `make rest`.

Nobody keeps a list of rooms. On PostgreSQL run who may do what, many at once, and each file of tests whose subject is SQL: it speaks to
the database in words of its own, or calls what does in its room. Everything else is made of the same questions as these.
"""

import ast
import os
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOAK = os.environ.get("LIEMCHINH_SOAK") == "1"
# On PostgreSQL: what every day leaves out there (`make rest`).
REST = os.environ.get("LIEMCHINH_REST") == "1"
# Where a phone is wide enough a desk is too, but for a few: the soak opens all on both.
SIZES = {"phone": (360, 800)} | ({"desk": (1366, 768)} if SOAK else {})
# Folders whose files share one standing world, or one example, and so one process.
TOGETHER = ("tests/pages/", "liemchinh/demo/tests/")
OWN_WORDS = re.compile(r"\.cursor\(|connection\.vendor\b|connection\.features|objects\.raw\(|RawSQL")
# Files without such a word in which the database decides all the same.
ALSO = {
    "tests/pages/test_permissions.py": "who may open what",
    "tests/test_permissions_of_services.py": "who may do what",
    "tests/test_concurrency.py": "many at once: what waits for what (`locking.py`)",
    "liemchinh/access/tests/test_throttling.py": "attempts are counted over processes",
    "liemchinh/imports/tests/test_running.py": "rows come in by the thousand while others write",
}
WINDOWED = {"chromium", "as_"}


def group_of(path: str) -> str:
    """What one process runs together: a file of tests, or files that share a world."""
    return next((folder for folder in TOGETHER if path.startswith(folder)), path)


def is_left_out(item: pytest.Item) -> bool:
    """In the soak all but full counts; daily these; on PostgreSQL what does not touch the database as well, and what is the same there."""
    marks, names = {mark.name for mark in item.iter_markers()}, set(getattr(item, "fixturenames", ()))
    if SOAK:
        has_full_count = {"count", "page", "as_"} & names or hasattr(getattr(item, "obj", None), "hypothesis")
        return not (has_full_count or marks & {"soak", "attack"})
    if "soak" in marks:
        return True
    if not os.environ.get("DATABASE_URL"):
        return False
    touches = {"db", "transactional_db"} & names or marks & {"django_db", "postgresql"}
    return not touches or bool(WINDOWED & names or marks & {"sqlite", "attack"}) or is_daily(item, marks) is REST


def is_passed_over(path: Path) -> bool:
    """On PostgreSQL, every day: a file of which no test is run there need not even be read."""
    if SOAK or REST or not os.environ.get("DATABASE_URL") or not path.match("test_*.py"):
        return False
    return not asks_the_database(path.relative_to(ROOT)) and "mark.postgresql" not in path.read_text()


def is_daily(item: pytest.Item, marks: set[str]) -> bool:
    """Does it run on PostgreSQL every day? What is marked `rest` is like another that does."""
    path = item.path.relative_to(ROOT)
    outside = path.name == "test_pages.py" or "command" in item.fixturenames  # type: ignore[attr-defined]  # of functions, and all ours are
    return "postgresql" in marks or (not (outside or "rest" in marks) and asks_the_database(path))


@cache
def asks_the_database(path: Path) -> bool:
    """Is the subject of this file of tests what the database itself decides?"""
    if str(path) in ALSO:
        return True
    if path.parts[0] != "liemchinh":
        return False
    text, speaking = (ROOT / path).read_text(), in_its_own_words(path.parts[1])
    return bool(OWN_WORDS.search(text) or (speaking and speaking & imported(text)))


@cache
def in_its_own_words(room: str) -> frozenset[str]:
    """The modules of a room that hold SQL, or ask which database it is."""
    found = (path.relative_to(ROOT) for path in (ROOT / "liemchinh" / room).rglob("*.py"))
    shipped = (path for path in found if not {"tests", "migrations"} & set(path.parts))
    speaking = (path for path in shipped if OWN_WORDS.search((ROOT / path).read_text()))
    return frozenset(".".join(path.with_suffix("").parts) for path in speaking)


def imported(text: str) -> set[str]:
    """The modules a file takes something from, and whatever it takes."""
    taken = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    named = {f"{node.module}.{alias.name}" for node in taken for alias in node.names}
    return named | {str(node.module) for node in taken}
