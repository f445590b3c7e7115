"""What can be counted, declared once. A declaration is data: the same one becomes a value, a kept sum, a list of records, on any engine."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from liemchinh.members.reasons import Words

Kind = Literal["stock", "flow", "share", "mean", "reported"]
Unit = Literal[
    "people", "times", "organisations", "percent", "years", "inhabitants", "count", "positions", "units", "copies", "vnd_million"
]  # fmt: skip
Sensitive = Literal["", "conduct", "ethnicity", "open"]
Value = int | str | tuple[str, ...] | tuple[int, int] | tuple[int, ...] | None

# Every column a condition may ask about, and the ways to ask. `years` are completed years until the day that is counted.
COLUMNS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("official", "exempt", "suspended"), frozenset({"yes", "no"})),
    **dict.fromkeys(
        ("gender", "ethnicity", "education", "profession_level", "theory_level", "occupation", "category", "unit_type"),
        frozenset({"in", "not_in"}),
    ),
    "age": frozenset({"years", "unsure", "exact"}),
    "party_age": frozenset({"years"}),
    "admitted": frozenset({"days", "unknown"}),
    "depth": frozenset({"is"}),
    "official_members": frozenset({"fewer"}),
    "members": frozenset({"none"}),
    "admissions": frozenset({"none"}),
    "counterpart": frozenset({"beyond", "class"}),
    **dict.fromkeys(("organ", "sort", "result", "discipline", "form", "arises", "managed"), frozenset({"in"})),
    **dict.fromkeys(("about_person", "seated", "heads", "pending", "sanctioned"), frozenset({"yes", "no"})),
    "content": frozenset({"holds"}),
}
# Answers that depend on which organisation is asked, so that parts do not add up to the whole.
RELATIVE = frozenset({("depth", "is"), ("counterpart", "beyond")})
TIES = ("transferred_in", "transferred_out", "moved_in", "moved_out")
# Where the other side of a transfer lies: outside the province (or the installation), in another district of it, in the same district.
CLASSES = ("other_province", "other_district", "same_district")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, `column how value`, over the columns above and nothing else."""

    column: str
    how: str
    value: Value = None

    def __post_init__(self) -> None:
        if self.how not in COLUMNS[self.column]:
            raise ValueError(f"{self.column} cannot be asked “{self.how}”")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that can be counted.

    `stock`: members (live spells) or organisations (standing versions) at the end of a day. `flow`: acts of `acts` that take effect in a
    period; with `distinct`, the people they are about. A flow of `cases` counts under the organisation that acts, each subject of a case
    once (`sql/cases.py`); with `distinct`, each person or organisation once. A flow of `tasks` counts them under
    their giver, or each under its addressees by the day it is due; one of `models` under the branch, by its resolution or the decision;
    one of `study` counts sittings, or with `sums` "weight" their people; one of `citizens` counts their answers about finished files;
    one of `surveys` people, by the last day of the round's period; one of `declared` declarations of assets by their last day.
    `share`: `over` = (part, whole) in percent, and `mean` = (sum, number); both are never added up. `reported`: told by others, as of a
    day; of `returns`, what organisations sent for periods within the period asked for and those above approved, added up the tree.
    `sensitive`: "conduct" or "ethnicity" (guards 10), or "open": planned or begun and not concluded, a number for whoever does that work
    there and nobody else (guards 8). `opened_by`: the right there that sees what is hidden from others.
    """

    key: str
    label: Words
    subject: str
    kind: Kind
    unit: Unit
    of: Literal[
        "members", "organisations", "cases", "tasks", "models", "returns", "study", "surveys", "citizens", "declared"
    ] = "members"
    acts: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    distinct: bool = False
    sums: Literal["", "age", "weight"] = ""
    over: tuple[str, str] | None = None
    sensitive: Sensitive = ""
    opened_by: str = "figures.open_sensitive"
    shown: bool = True

    @property
    def is_relative(self) -> bool:
        """Does the answer depend on which organisation is asked?"""
        return any((test.column, test.how) in RELATIVE for test in self.where)

    @property
    def asks_period(self) -> bool:
        """A stock of organisations that asks what happened in the period."""
        return any(test.column == "admissions" for test in self.where)

    @property
    def asks_age(self) -> bool:
        """Does the answer about one person change with the day alone?"""
        return self.sums == "age" or any(test.column in {"age", "party_age"} for test in self.where)

    @property
    def asks_last_day(self) -> bool:
        """Does an act count otherwise by what stands on the last day of the period: by what followed, or was revoked?"""
        return self.of == "models" or any(test.column in {"pending", "sanctioned"} for test in self.where)

    @property
    def is_of_ties(self) -> bool:
        """Does it ask about the other side of a transfer?"""
        return any(test.column == "counterpart" for test in self.where)

    @property
    def is_of_other_rooms(self) -> bool:
        """Does it count acts that other rooms record? Their acts are named with their room, and stand in no kept sums."""
        return any("." in act for act in self.acts)

    @property
    def adds_up(self) -> bool:
        """Is the whole the sum of its parts: children and what stands directly there?"""
        return self.kind in {"stock", "flow"} and not self.distinct and not self.is_relative

    @property
    def is_kept(self) -> bool:
        """Can a period of whole months be the difference of two kept sums (or a stock one kept sum)?"""
        return self.kind in {"stock", "flow"} and not (self.distinct or self.asks_period or self.is_of_other_rooms)


@dataclass(frozen=True, slots=True)
class Partition:
    """Parts that make up a whole, each counted once. Parts that do not (“of these …”) are no partition and are never compared."""

    whole: str
    parts: tuple[str, ...]


_indicators: dict[str, Indicator] = {}
_partitions: list[Partition] = []


def declare(*indicators: Indicator) -> None:
    """Adds indicators; the same key twice is a programming error."""
    for indicator in indicators:
        if indicator.key in _indicators:
            raise ValueError(f"indicator declared twice: {indicator.key}")
        _indicators[indicator.key] = indicator


def declare_partition(whole: str, parts: Iterable[str]) -> None:
    """Says that `parts` make up `whole`."""
    _partitions.append(Partition(whole, tuple(parts)))


def indicators() -> Mapping[str, Indicator]:
    """All that is declared, by key, in the order of declaration."""
    return _indicators


def indicator(key: str) -> Indicator:
    """The declared one. KeyError if nobody declared it."""
    return _indicators[key]


def partitions() -> Sequence[Partition]:
    """All declared partitions."""
    return _partitions


def counted(keys: Iterable[str]) -> list[Indicator]:
    """What must be counted to answer `keys`: themselves, or the part and the whole of a share; each once, in the order of declaration."""
    wanted: set[str] = set()
    for key in keys:
        one = _indicators[key]
        wanted |= set(one.over) if one.over else {key}
    return [one for key, one in _indicators.items() if key in wanted and one.kind in {"stock", "flow"}]


def kept() -> list[Indicator]:
    """What stands in kept sums, in the order of their places."""
    return [one for one in _indicators.values() if one.is_kept]


def set_version() -> str:
    """Changes when the meaning of a place in kept sums changes."""
    told = [
        (one.key, one.kind, one.of, one.acts, one.sums, tuple((t.column, t.how, t.value) for t in one.where))
        for one in kept()
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()
