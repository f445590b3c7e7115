"""A report frozen: content byte for byte, for every figure the list of what it counted, the tree, all with digests.

Lists hold the book's own ids: people where anybody may ever open them, else organisations; of cases and sensitive figures only how many and
a digest under the installation's key, from which nobody who has the database guesses whom.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from liemchinh.access.codes import keyed_hash
from liemchinh.figures.declarations import Indicator, indicator
from liemchinh.figures.listed import Row, rows_behind
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing
from liemchinh.reports.models import FrozenList, Snapshot
from liemchinh.reports.sources import Filled, Source

TREE = "tree"


def sha256(data: bytes) -> str:
    """In hex."""
    return hashlib.sha256(bytes(data)).hexdigest()


def packed(rows: Sequence[Row]) -> bytes:
    """Rows as bytes, in order, column after column; the same rows give the same bytes. Pure."""
    table = np.array(sorted(rows), dtype="<i8").reshape(-1, len(Row._fields))
    return zlib.compress(table.T.tobytes(), 6)


def unpacked(data: bytes) -> list[Row]:
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
    tree = packed(tree_rows(filled.content.organisation, filled.content.tree_on))
    return [*found, Listed(TREE, "", len(unpacked(tree)), tree, sha256(tree))]


def tree_rows(organisation: int, on: str) -> list[Row]:
    """The tree under an organisation on a day: each organisation, the one it stands directly under, how deep."""
    below = Closure.objects.filter(ancestor_id=organisation, valid_from__lte=on, valid_to__gt=on)
    depths = dict(below.values_list("descendant_id", "depth"))
    parents = dict(
        standing(date.fromisoformat(on)).filter(organisation_id__in=depths).values_list("organisation_id", "parent_id")
    )
    return sorted(Row(parents.get(number) or 0, number, depth, 1) for number, depth in depths.items())


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


def faults_of(snapshot: Snapshot) -> list[str]:
    """What of a kept snapshot is not what its own digests say: figures of lists that were changed, "content"."""
    wrong = [] if sha256(snapshot.content) == snapshot.digest else ["content"]
    for row in snapshot.lists.order_by("figure"):
        if row.ids and (sha256(row.ids) != row.digest or sum(one.weight for one in unpacked(row.ids)) != row.count):
            wrong.append(row.figure)
    return wrong
