"""What is said of a row that was read."""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["accepted", "unchanged", "duplicate", "rejected"]
KINDS: tuple[Kind, ...] = ("accepted", "unchanged", "duplicate", "rejected")


@dataclass(slots=True)
class Verdict:
    """accepted = recorded, new or changed, saying which; unchanged = it already stands; duplicate = waits for a decision; rejected = why."""

    sheet: str
    row: int
    kind: Kind
    column: str = ""
    reason: str = ""
    candidates: list[int] = field(default_factory=list)
    content: dict[str, Any] = field(default_factory=dict)


NEW = "Ghi mới."
STANDS = "Đã có trong danh sách."
