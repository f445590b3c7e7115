"""Which tests run where: all of them daily on SQLite; on PostgreSQL daily what could come out otherwise there, in the soak the rest.

Nobody keeps a list. On PostgreSQL run the tests of the whole house (`tests/`: services, permissions, many at once) and those of each room
that speaks to the database in words of its own. Pages, forms and commands are the same on both; what they call is tried here too.
"""

import os
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOAK = os.environ.get("LIEMCHINH_SOAK") == "1"
# In the soak, on PostgreSQL: what every day leaves out there.
REST = os.environ.get("LIEMCHINH_REST") == "1"
OWN_WORDS = re.compile(r"\.cursor\(|\.vendor\b|connection\.features|\.raw\(|RawSQL")
# Rooms without a word of their own in which the database decides all the same.
ALSO = {
    "access": "attempts and sessions are counted over processes",
    "imports": "rows come in by the thousand while others write",
}
WINDOWED = {"chromium", "as_"}


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


def is_daily(item: pytest.Item, marks: set[str]) -> bool:
    """Does it run on PostgreSQL every day?"""
    path = item.path.relative_to(ROOT)
    outside = "fuzz" in path.name or path.name == "test_pages.py" or "command" in item.fixturenames  # type: ignore[attr-defined]
    return "postgresql" in marks or (not outside and asks_the_database(path))


def asks_the_database(path: Path) -> bool:
    """Is this file of tests about the whole house, or about a room in which the database itself decides?"""
    if path.parts[0] == "tests":
        return True
    room = path.parts[1]
    return room in ALSO or bool(in_its_own_words(room)) or bool(OWN_WORDS.search((ROOT / path).read_text()))


@cache
def in_its_own_words(room: str) -> tuple[str, ...]:
    """The files of a room that hold SQL, or ask which database it is."""
    found = (ROOT / "liemchinh" / room).rglob("*.py")
    shipped = (path for path in found if not {"tests", "migrations"} & set(path.parts))
    return tuple(sorted(path.name for path in shipped if OWN_WORDS.search(path.read_text())))
