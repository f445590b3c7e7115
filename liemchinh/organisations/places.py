"""Under whom facts count on any day: pure arithmetic over versions and successions. No database here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

T = TypeVar("T")
BEGINNING, OPEN = date.min, date.max
HIGHEST = 30  # No tree is higher; one that seems to be stands under itself by faulty data.


@dataclass(frozen=True, slots=True)
class Stay:
    """An organisation under a parent (None: at the top) from a day until a day."""

    parent: int | None
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Passage:
    """`source` became `target` (None: nothing) on a day."""

    source: int
    target: int | None
    on: date


Row = tuple[int, int, int, date, date]  # descendant, ancestor, depth, from, to


class Places:
    """Closure rows of organisations, worked out on demand and remembered."""

    def __init__(self, stays: Mapping[int, Sequence[Stay]], passages: Iterable[Passage]) -> None:
        self._stays = stays
        self._after: dict[int, list[Passage]] = defaultdict(list)
        self._before: dict[int, list[Passage]] = defaultdict(list)
        for passage in passages:
            # What became of itself went on; had it ended on the same day by another decision, it would be an heir of its own.
            if passage.source == passage.target:
                continue
            self._after[passage.source].append(passage)
            if passage.target is not None:
                self._before[passage.target].append(passage)
        self._counted: dict[int, list[Stay]] = {}
        self._known: dict[tuple[int, date, date], list[tuple[int, int, date, date]]] = {}

    def rows(self, organisations: Iterable[int]) -> Iterator[Row]:
        """Every closure row of `organisations`: (descendant, ancestor, depth, from, to), without overlaps."""
        for organisation in organisations:
            for ancestor, depth, start, end in _joined(self._ancestors(organisation, BEGINNING, OPEN, 0)):
                yield organisation, ancestor, depth, start, end

    def _ancestors(self, organisation: int, start: date, end: date, height: int) -> list[tuple[int, int, date, date]]:
        # Always within an interval: an ended organisation counts under its successor after the day, and the successor under it before.
        key = (organisation, start, end)
        if key in self._known:
            return self._known[key]
        found = [(organisation, 0, start, end)]
        for stay in self._stays_counted(organisation) if height < HIGHEST else ():
            first, last = max(start, stay.start), min(end, stay.end)
            if stay.parent is not None and first < last:
                above = self._ancestors(stay.parent, first, last, height + 1)
                found += [(ancestor, depth + 1, since, until) for ancestor, depth, since, until in above]
        self._known[key] = found
        return found

    def _stays_counted(self, organisation: int) -> list[Stay]:
        """Where it counts, from the beginning to the end of time: founded later, under its origin; ended, under its successor."""
        if organisation in self._counted:
            return self._counted[organisation]
        stays = sorted(self._stays.get(organisation, ()), key=lambda stay: stay.start)
        counted = []
        if stays and stays[0].start > BEGINNING:
            counted.append(Stay(self._origin(organisation, stays[0]), BEGINNING, stays[0].start))
        for place, stay in enumerate(stays):
            counted.append(stay)
            until = stays[place + 1].start if place + 1 < len(stays) else OPEN
            if stay.end < until:
                counted.append(Stay(self._heir(organisation, stay), stay.end, until))
        self._counted[organisation] = counted
        return counted

    def _origin(self, organisation: int, first: Stay) -> int | None:
        sources = sorted({passage.source for passage in self._before[organisation] if passage.on == first.start})
        if not sources:
            return first.parent
        return sources[0] if len(sources) == 1 else self._common_parent(sources, first.start, before=True)

    def _heir(self, organisation: int, last: Stay) -> int | None:
        targets = sorted({p.target for p in self._after[organisation] if p.on == last.end and p.target is not None})
        if not targets:
            return last.parent
        return targets[0] if len(targets) == 1 else self._common_parent(targets, last.end, before=False)

    def _common_parent(self, organisations: Sequence[int], on: date, *, before: bool) -> int | None:
        return common_parent([self._chain(organisation, on, before) for organisation in organisations])

    def _chain(self, organisation: int, on: date, before: bool) -> list[int]:
        chain, current = [], organisation
        while current not in chain:
            chain.append(current)
            stays = self._stays.get(current, ())
            here = next((s for s in stays if (s.start < on <= s.end if before else s.start <= on < s.end)), None)
            if here is None or here.parent is None:
                break
            current = here.parent
        return chain[1:]


def common_parent(chains: Sequence[Sequence[T]]) -> T | None:
    """The nearest organisation that stands in every chain of ancestors (nearest first); None if there is none."""
    shared = set(chains[0]).intersection(*chains[1:]) if chains else set()
    return next((ancestor for ancestor in chains[0] if ancestor in shared), None) if chains else None


def _joined(rows: list[tuple[int, int, date, date]]) -> list[tuple[int, int, date, date]]:
    joined: list[tuple[int, int, date, date]] = []
    for ancestor, depth, start, end in sorted(rows):
        if joined and joined[-1][:2] == (ancestor, depth) and joined[-1][3] == start:
            joined[-1] = (ancestor, depth, joined[-1][2], end)
        else:
            joined.append((ancestor, depth, start, end))
    return joined
