"""What is said of a row that was read."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from liemchinh.members.timeline import LABELS

Kind = Literal["accepted", "unchanged", "duplicate", "rejected"]
KINDS: tuple[Kind, ...] = ("accepted", "unchanged", "duplicate", "rejected")
NEW = "Ghi mới."
STANDS = "Đã có trong danh sách."
_QUOTED = re.compile("“([^“”]*)”")
_SAYABLE = frozenset(LABELS.values())


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

    @property
    def kept_reason(self) -> str:
        """The reason as it may be kept: columns and days, but nothing that is quoted from the cells of a person's row."""
        if not self.private:
            return self.reason
        sayable = _SAYABLE | self.headings
        return _QUOTED.sub(lambda quoted: quoted.group() if quoted.group(1) in sayable else "“…”", self.reason)
