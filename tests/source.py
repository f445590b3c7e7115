"""The source as data: files, syntax trees, and what tests mention. For the tests about the shape of the house."""

import ast
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
OURS = ("liemchinh", "regulations", "charters")
Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True)
class Source:
    """One Python file. `name` is its path from the root."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree, made once for all who look at it."""
        return ast.parse(self.text)

    @cached_property
    def _by_kind(self) -> dict[type[ast.AST], list[Any]]:
        found = defaultdict(list)
        for node in ast.walk(self.tree):
            found[type(node)].append(node)
        return found

    def all(self, kind: type[Node]) -> list[Node]:
        """Every node of a kind; the tree is walked once for all who look at it."""
        return self._by_kind.get(kind, [])

    @property
    def is_test(self) -> bool:
        """Does it stand in a folder of tests?"""
        return "tests/" in self.name or self.name == "conftest.py"

    @property
    def room(self) -> str:
        """liemchinh/members/… → members."""
        parts = self.name.split("/")
        return parts[1] if parts[0] == "liemchinh" and len(parts) > 2 else ""


@cache
def tracked(*endings: str) -> tuple[str, ...]:
    """Files of the repository (and those about to be) with one of the endings."""
    words = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted(name for name in listed if name.endswith(endings or ("",)) and (ROOT / name).is_file()))


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the repository but migrations."""
    names = [name for name in tracked(".py") if "/migrations/" not in name]
    return tuple(Source(name, (ROOT / name).read_text()) for name in names)


def product() -> Iterator[Source]:
    """What is shipped: our packages without their tests."""
    return (source for source in sources() if source.name.split("/")[0] in OURS and not source.is_test)


def tests() -> Iterator[Source]:
    """Every test."""
    return (source for source in sources() if source.is_test)


@cache
def templates() -> dict[str, str]:
    """Every template by its path from the root."""
    return {
        name: (ROOT / name).read_text()
        for name in tracked(".html")
        if name.startswith("liemchinh/") and "/tests/" not in name
    }


@cache
def mentioned_in_tests() -> frozenset[str]:
    """Every name, attribute and whole text that a test uses: whatever is not here is owned by no test."""
    found: set[str] = set()
    for source in tests():
        found.update(node.id for node in source.all(ast.Name))
        found.update(node.attr for node in source.all(ast.Attribute))
        found.update(node.name.rpartition(".")[2] for node in source.all(ast.alias))
        found.update(node.value for node in source.all(ast.Constant) if isinstance(node.value, str))
    return frozenset(found)


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a chain of attributes; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        below = dotted(node.value)
        return f"{below}.{node.attr}" if below else ""
    return ""
