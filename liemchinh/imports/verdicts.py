"""What is said of a row that was read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from liemchinh.members.timeline import LABELS
from regulations.words import own

Kind = Literal["accepted", "unchanged", "duplicate", "rejected"]
KINDS: tuple[Kind, ...] = ("accepted", "unchanged", "duplicate", "rejected")
NEW = "Ghi mới."
STANDS = "Đã có trong danh sách."
SPANS = 6
_QUOTED = re.compile("“([^“”]*)”")
_SAYABLE = frozenset(map(own, LABELS.values()))


@dataclass(slots=True)
class Verdict:
    """accepted = recorded, new or changed, saying which; unchanged = it already stands; duplicate = waits for a decision; rejected = why.

    `content` and `organisation`: of a row that waits, what it tells and where. `private`: the row tells of a person. `headings`: the
    columns that the reason names.
    """

    sheet: str
    row: int
    kind: Kind
    column: str = ""
    reason: str = ""
    organisation: int | None = None
    content: dict[str, Any] = field(default_factory=dict)
    private: bool = True
    headings: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.reason = own(self.reason)

    @property
    def kept_reason(self) -> str:
        """The reason as it may be kept: columns and days, but nothing that is quoted from the cells of a person's row."""
        if not self.private:
            return self.reason
        sayable = _SAYABLE | self.headings
        return _QUOTED.sub(lambda quoted: quoted.group() if quoted.group(1) in sayable else "“…”", self.reason)


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows of one sheet of which the same is said, in the order of the file."""

    said: Verdict
    rows: Sequence[int]

    @property
    def told(self) -> str:
        """Their numbers: "2–13, 15"."""
        spans: list[list[int]] = []
        for row in self.rows:
            if spans and row == spans[-1][-1] + 1:
                spans[-1][1:] = [row]
            else:
                spans.append([row])
        return ", ".join("–".join(map(str, span)) for span in spans[:SPANS]) + (", …" if len(spans) > SPANS else "")


def alike(verdicts: Iterable[Verdict]) -> list[Alike]:
    """The verdicts, rejected rows first, those of which the same is said together."""
    found: dict[tuple[bool, str, str, str], list[Verdict]] = {}
    for said in sorted(verdicts, key=lambda said: (said.kind != "rejected", said.sheet, said.row)):
        found.setdefault((said.kind != "rejected", said.sheet, said.column, said.reason), []).append(said)
    return [Alike(said[0], [one.row for one in said]) for said in found.values()]
