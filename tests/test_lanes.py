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
    """Files with SQL of their own in a room of which no file of tests runs on PostgreSQL every day."""
    tried = {Path(name).parts[1] for name in tests if "/tests/test_" in name and lanes.asks_the_database(Path(name))}
    return [source.name for source in sources if source.room not in tried and any(asking_itself(source))]


def test_every_room_with_sql_of_its_own_is_tried_on_postgresql_every_day() -> None:
    ours = [source for source in product() if source.room]
    assert sum(any(asking_itself(source)) for source in ours) > 10
    assert left_out(ours, list(tracked(".py"))) == []


def test_a_room_whose_sql_nobody_saw_is_found() -> None:
    source = Source("liemchinh/dues/queries.py", "with connection.cursor() as cursor: pass")
    assert left_out([source], list(tracked(".py"))) == ["liemchinh/dues/queries.py"]


def test_what_stands_apart_from_the_rule_is_there() -> None:
    assert [name for name in lanes.ALSO if not (lanes.ROOT / name).is_file()] == []


def test_files_that_share_a_world_go_to_one_process_and_no_others() -> None:
    found = {lanes.group_of(name) for name in tracked(".py") if "/test_" in name}
    assert all([name for name in found if name.startswith(folder)] == [folder] for folder in lanes.TOGETHER)
    assert lanes.group_of("tests/test_lanes.py") == "tests/test_lanes.py"


@pytest.mark.parametrize(
    ("name", "fixtures", "marks", "daily", "rest"),
    [
        ("tests/test_permissions_of_services.py", ["db"], [], True, False),
        ("tests/pages/test_permissions.py", ["db"], ["rest"], False, True),
        ("liemchinh/journal/tests/test_record.py", [], ["django_db"], True, False),
        ("liemchinh/figures/tests/test_published.py", ["db"], [], False, True),
        ("tests/test_all_rooms.py", ["db"], [], False, True),
        ("liemchinh/dues/tests/test_dues.py", ["db"], [], False, True),
        ("liemchinh/journal/tests/test_pages.py", ["db"], [], False, True),
        ("liemchinh/cli/tests/test_command.py", ["command", "db"], [], False, True),
        ("liemchinh/cli/tests/test_backup_postgresql.py", ["command"], ["postgresql"], True, False),
        ("liemchinh/journal/tests/test_record.py", ["db"], ["sqlite"], False, False),
        ("liemchinh/web/tests/test_in_browser.py", ["db", "chromium"], [], False, False),
        ("regulations/tests/test_rules.py", [], [], False, False),
    ],
)
def test_on_postgresql_each_test_runs_every_day_or_with_the_rest_or_has_nothing_to_do_there(
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
    assert not (daily and lanes.is_passed_over(item.path))
    monkeypatch.setattr(lanes, "REST", True)
    assert lanes.is_left_out(item) is not rest
