"""The bodies that decide in the organisations of a charter, and at which levels each is found.

The ladder of levels and the kinds of body are the product's (`rules/competence.py`); a charter says which of them it has, and their names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from regulations.reading import Problem, Reader, open_file
from regulations.rules.competence import KINDS, RANKS

BODIES = "bodies.toml"


@dataclass(frozen=True, slots=True)
class Named:
    """What a level or a body is called; `levels`: where such a body is found."""

    code: str
    label: str
    gloss: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bodies:
    """The levels and the bodies of a charter by code, in its order."""

    levels: Mapping[str, Named] = field(default_factory=dict)
    kinds: Mapping[str, Named] = field(default_factory=dict)

    def at(self, level: str) -> list[str]:
        """The bodies found at a level, in the charter's order; none at a level it does not have."""
        return [code for code, one in self.kinds.items() if level in one.levels]


def read_bodies(file: Path, problems: list[Problem]) -> Bodies:
    """Levels and bodies. Mistakes are noted: a code the rules do not know, a body where the rules know none."""
    reader = open_file(file, problems)
    if reader is None:
        return Bodies()
    levels = [_named(row, RANKS) for row in reader.tables("level", named="code")]
    kinds = [_body(row, {one.code for one in levels}) for row in reader.tables("body", named="code")]
    reader.text("source")
    reader.day("checked_on")
    reader.close()
    return Bodies({one.code: one for one in levels}, {one.code: one for one in kinds})


def _named(row: Reader, known: Mapping[str, object], levels: tuple[str, ...] = ()) -> Named:
    one = Named(row.text("code", choices=known), row.text("label"), row.text("gloss"), levels)
    row.close()
    return one


def _body(row: Reader, levels: set[str]) -> Named:
    one = _named(row, KINDS, row.texts("levels"))
    for level in sorted(set(one.levels) - levels.intersection(KINDS.get(one.code, ()))):
        row.report(f"“{level}” không phải một cấp có cơ quan này", "levels")
    return one
