"""What runs where follows from what stands in the rooms: no list that somebody could forget."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import lanes
from tests.source import Source, product, tracked

ASKS = {"cursor", "vendor", "features"}


def asking_itself(source: Source) -> Iterator[str]:
    """Where a file takes a cursor, or asks which database it speaks to."""
    for node in ast.walk(source.tree) if "connection" in source.text else ():
        if isinstance(node, ast.Attribute) and node.attr in ASKS and ast.unparse(node.value).startswith("connection"):
            yield f"{source.name}:{node.lineno}"


def left_out(sources: list[Source], tests: list[str]) -> list[str]:
    """Files with SQL of their own whose room has tests that no day runs on PostgreSQL, or has none."""
    found = []
    for source in sources:
        of_room = [Path(name) for name in tests if name.startswith(f"liemchinh/{source.room}/tests/test_")]
        if any(asking_itself(source)) and not (of_room and all(map(lanes.asks_the_database, of_room))):
            found.append(source.name)
    return found


def test_every_room_with_sql_of_its_own_is_tried_on_postgresql_every_day() -> None:
    ours = [source for source in product() if source.room]
    assert sum(any(asking_itself(source)) for source in ours) > 10
    assert left_out(ours, list(tracked(".py"))) == []


def test_a_room_whose_sql_nobody_saw_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "in_its_own_words", lambda room: ())
    source = Source("liemchinh/dues/queries.py", "with connection.cursor() as cursor: pass")
    assert left_out([source], list(tracked(".py"))) == ["liemchinh/dues/queries.py"]


@pytest.mark.parametrize(
    ("name", "fixtures", "marks", "daily", "rest"),
    [
        ("tests/test_permissions_of_services.py", ["db"], [], True, False),
        ("liemchinh/journal/tests/test_record.py", [], ["django_db"], True, False),
        ("liemchinh/dues/tests/test_dues.py", ["db"], [], False, True),
        ("liemchinh/journal/tests/test_pages.py", ["db"], [], False, True),
        ("liemchinh/cli/tests/test_command.py", ["command", "db"], [], False, True),
        ("liemchinh/cli/tests/test_backup_postgresql.py", ["command"], ["postgresql"], True, False),
        ("liemchinh/journal/tests/test_record.py", ["db"], ["sqlite"], False, False),
        ("liemchinh/web/tests/test_in_browser.py", ["db", "chromium"], [], False, False),
        ("regulations/tests/test_rules.py", [], [], False, False),
    ],
)
def test_on_postgresql_each_test_runs_every_day_or_in_the_soak_or_has_nothing_to_do_there(
    monkeypatch: pytest.MonkeyPatch, name: str, fixtures: list[str], marks: list[str], daily: bool, rest: bool
) -> None:
    item: Any = SimpleNamespace(
        path=lanes.ROOT / name,
        fixturenames=fixtures,
        iter_markers=lambda: [SimpleNamespace(name=mark) for mark in marks],
    )
    monkeypatch.setenv("DATABASE_URL", "postgresql://x@localhost/x")
    monkeypatch.setattr(lanes, "SOAK", False)
    monkeypatch.setattr(lanes, "REST", False)
    assert lanes.is_left_out(item) is not daily
    monkeypatch.setattr(lanes, "REST", True)
    assert lanes.is_left_out(item) is not rest
