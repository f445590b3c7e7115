"""A draw that anybody repeats: a function of the frozen list and the published number alone.

Of each unit the text "NUMBER/unit", of each line the text "NUMBER-line" goes through SHA-256; the smallest results, as hexadecimal text,
are drawn. Units first, as many as the plan says. In each of them one head or deputy where there is one, then whoever has the smallest
result, until the share of its lines is reached, rounded up. The order in which lines are given changes nothing: a line is its number.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Line:
    """One declarant on the frozen list: the number printed beside them, their unit's number, head or deputy."""

    number: int
    unit: int
    leads: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The units and lines drawn, by number."""

    units: tuple[int, ...]
    lines: tuple[int, ...]


def of_unit(seed: str, unit: int) -> str:
    """The result of a unit: 64 hexadecimal digits."""
    return sha256(f"{seed}/{unit}".encode()).hexdigest()


def of_line(seed: str, number: int) -> str:
    """The result of a line: 64 hexadecimal digits."""
    return sha256(f"{seed}-{number}".encode()).hexdigest()


def least(lines: int, share: int) -> int:
    """How many of so many lines are drawn by a share in percent: rounded up."""
    return -(-lines * share // 100)


def draw(seed: str, lines: Iterable[Line], units: int, share: int) -> Drawn:
    """The units and lines drawn. Refuses (ValueError) a number that stands twice, and more units than there are."""
    grouped = _by_unit(lines)
    if not 0 < units <= len(grouped):
        raise ValueError("the list has fewer units than are to be drawn")
    chosen = sorted(sorted(grouped, key=lambda unit: of_unit(seed, unit))[:units])
    found = [number for unit in chosen for number in _of_one(seed, grouped[unit], share)]
    return Drawn(tuple(chosen), tuple(sorted(found)))


def fingerprint(lines: Iterable[Line]) -> str:
    """SHA-256 of the list itself, a row "number;unit;1 or 0" for each line in order: printed when the draw is announced."""
    rows = sorted((line.number, line.unit, int(line.leads)) for line in lines)
    return sha256("\n".join(f"{number};{unit};{leads}" for number, unit, leads in rows).encode()).hexdigest()


def _by_unit(lines: Iterable[Line]) -> Mapping[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    seen = set()
    for line in lines:
        if line.number in seen:
            raise ValueError("a number stands twice on the list")
        seen.add(line.number)
        found[line.unit].append(line)
    return found


def _of_one(seed: str, lines: list[Line], share: int) -> list[int]:
    order = sorted(lines, key=lambda line: of_line(seed, line.number))
    heads = [line for line in order if line.leads][:1]
    rest = [line for line in order if line not in heads]
    return [line.number for line in (heads + rest)[: least(len(lines), share)]]
