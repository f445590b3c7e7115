"""By what an indicator may be crossed: its own declared list and nothing else. What is about conduct or ethnicity crosses with nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liemchinh.figures.declarations import Indicator, indicator
from liemchinh.members.reasons import Words

# Counted of what people are accused of, voted on or left for: guards 10 let nothing be crossed with it, whatever it is called.
NEVER_OF = frozenset({"cases", "surveys", "declared"})
NEVER_SUBJECTS = frozenset({"leaving", "changes"})


@dataclass(frozen=True, slots=True)
class Crossing:
    """One way to look into an indicator: `parts` are declared indicators of the same things, perhaps not all of them."""

    code: str
    label: Words
    parts: tuple[str, ...]


_crossings: dict[str, dict[str, Crossing]] = {}


def declare_crossing(whole: str, code: str, label: Words, parts: Iterable[str]) -> None:
    """Says that `whole` may be crossed by `code`. ValueError for what guards 10 forbid, for parts of other things, and for a second one."""
    told, crossing = indicator(whole), Crossing(code, label, tuple(parts))
    for one in (told, *(indicator(key) for key in crossing.parts)):
        if is_sensitive(one):
            raise ValueError(f"{one.key} crosses with nothing (guards 10)")
        if (one.kind, one.of, one.unit) != (told.kind, told.of, told.unit):
            raise ValueError(f"{one.key} is no part of {whole}")
    if code in _crossings.setdefault(whole, {}):
        raise ValueError(f"{whole} is crossed by {code} twice")
    _crossings[whole][code] = crossing


def is_sensitive(one: Indicator) -> bool:
    """Sanctions, screening, surveys, leaving, ethnicity: by what it is marked as, by what it counts, or by a condition."""
    marked = bool(one.sensitive) or one.of in NEVER_OF or one.subject in NEVER_SUBJECTS
    return marked or any(test.column in {"ethnicity", "suspended", "sanctioned", "pending"} for test in one.where)


def crossings_of(key: str) -> Mapping[str, Crossing]:
    """What this indicator may be crossed by; nothing for most."""
    return _crossings.get(key, {})
