"""A report frozen: content byte for byte, for every figure the list of what it counted, the tree, all with digests.

Lists hold the book's own ids: people where anybody may ever open them, else organisations; of cases and sensitive figures only how many and
a digest under the installation's key, from which nobody who has the database guesses whom.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from liemchinh.access.codes import keyed_hash
from liemchinh.figures.declarations import Indicator, indicator
from liemchinh.figures.listed import Row, rows_behind, tree_behind
from liemchinh.reports.content import Cell, as_bytes, from_bytes
from liemchinh.reports.models import FrozenList, Snapshot
from liemchinh.reports.sources import Filled, Source, sources_from
from liemchinh.web.numbers import show_number

TREE = "tree"


def sha256(data: bytes | memoryview) -> str:
    """In hex."""
    return hashlib.sha256(bytes(data)).hexdigest()


def packed(rows: Sequence[tuple[int, int, int, int]]) -> bytes:
    """Rows as bytes, in order, column after column; the same rows give the same bytes. Pure."""
    table = np.array(sorted(rows), dtype="<i8").reshape(-1, len(Row._fields))
    return zlib.compress(table.T.tobytes(), 6)


def unpacked(data: bytes | memoryview) -> list[Row]:
    """The rows again."""
    columns = np.frombuffer(zlib.decompress(bytes(data)), dtype="<i8").reshape(len(Row._fields), -1)
    return [Row(*numbers) for numbers in columns.T.tolist()]


def keeps_ids(one: Indicator) -> bool:
    """May a list of ids of it be kept? Not of cases, nor of anything about conduct, ethnicity, surveys or what is still open."""
    return not one.sensitive and one.of not in ("cases", "surveys", "declared")


@dataclass(frozen=True, slots=True)
class Listed:
    """What one figure counted, ready to be kept; `count` is what it prints."""

    figure: str
    indicator: str
    count: int
    ids: bytes
    digest: str


def listed(figure: str, source: Source, *, at: int | None = None) -> Listed:
    """What a figure counts now, or as known at an entry."""
    rows = rows_behind(source.question, source.indicator, at=at)
    data, count = packed(rows), sum(row.weight for row in rows)
    if keeps_ids(indicator(source.indicator)):
        return Listed(figure, source.indicator, count, data, sha256(data))
    return Listed(figure, source.indicator, count, b"", keyed_hash("reports.lists", sha256(data)))


def first_of_each(sources: Mapping[str, Source]) -> dict[str, str]:
    """Each figure that has rows → the first that counts the very same: its list is kept once."""
    firsts: dict[tuple[object, ...], str] = {}
    found = {}
    for figure, source in sorted(sources.items()):
        if source.is_counted:
            found[figure] = firsts.setdefault((source.question, source.indicator), figure)
    return found


def lists_of(filled: Filled, *, at: int | None = None) -> list[Listed]:
    """The lists of all figures of a report that count rows, and of the tree it stands on."""
    firsts = sorted(set(first_of_each(filled.sources).values()))
    found = [listed(figure, filled.sources[figure], at=at) for figure in firsts]
    tree = tree_behind(filled.content.organisation, date.fromisoformat(filled.content.tree_on), at=at)
    data = packed(tree)
    return [*found, Listed(TREE, "", len(tree), data, sha256(data))]


def counted_anew(snapshot: Snapshot) -> bytes:
    """The content with every figure that has rows counted anew as it was known at the frozen head: the same bytes, whatever came later.

    Left as they were frozen, because they are made of those figures or of what others told: differences, percentages, reported values.
    """
    content, sources = from_bytes(snapshot.content), sources_from(snapshot.sources)
    firsts = first_of_each(sources)
    counts = {one: listed(one, sources[one], at=snapshot.head).count for one in set(firsts.values())}

    def anew(cell: Cell) -> Cell:
        if cell.value is None or cell.figure not in firsts or counts[firsts[cell.figure]] == cell.value:
            return cell
        value = counts[firsts[cell.figure]]
        return replace(cell, value=value, text=show_number(value))

    return as_bytes(content.with_cells(anew))


@dataclass(frozen=True, slots=True)
class Since:
    """A frozen figure beside today's register: its number then and now, and how many were added and taken away by what was put right
    since (None: of lists of which only a digest is kept)."""

    then: int
    now: int
    added: int | None
    removed: int | None

    @property
    def is_same(self) -> bool:
        """Did nothing change?"""
        return self.then == self.now and not self.added and not self.removed


def since(frozen: FrozenList, source: Source) -> Since:
    """What the same question counts today beside what was frozen."""
    now = rows_behind(source.question, source.indicator)
    count = sum(row.weight for row in now)
    if not keeps_ids(indicator(source.indicator)):
        same = keyed_hash("reports.lists", sha256(packed(now))) == frozen.digest
        return Since(frozen.count, count, 0 if same else None, 0 if same else None)
    added, removed = apart(unpacked(frozen.ids), now)
    return Since(frozen.count, count, added, removed)


def apart(then: Sequence[Row], now: Sequence[Row]) -> tuple[int, int]:
    """How many came and how many went, each by who it is and not by where or when: who was only moved is neither. Pure."""
    before, after = Counter(map(_who, then)), Counter(map(_who, now))
    return (after - before).total(), (before - after).total()


def _who(row: Row) -> tuple[int, int]:
    return (row.person, 0) if row.person else (0, row.organisation)
