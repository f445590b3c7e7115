"""The rules know no application, no database and no clock; one tool alone knows the package of holidays."""

import ast
from pathlib import Path

import pytest

ROOM = Path(__file__).resolve().parent.parent
MODULES = sorted(path for path in ROOM.rglob("*.py") if "tests" not in path.parts)
CLOCKS = {"today", "now", "utcnow", "time", "localtime"}
STANDARD = {
    "argparse", "ast", "bisect", "calendar", "collections", "dataclasses", "datetime", "difflib", "fractions", "functools",
    "importlib", "itertools", "json", "pathlib", "re", "sys", "tomllib", "typing", "unicodedata",
}  # fmt: skip


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_imports_nothing_but_the_room_and_the_standard_library(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    roots = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    roots |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    allowed = STANDARD | {"regulations"} | ({"holidays"} if path.name == "calendar_tool.py" else set())
    assert {root.split(".")[0] for root in roots} - allowed == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_reads_no_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & CLOCKS == set()
