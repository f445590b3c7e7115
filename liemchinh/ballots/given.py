"""What is told when a vote is prepared, and when a teller has counted the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from liemchinh.ballots.words import BOTH


@dataclass(frozen=True, slots=True)
class Preparing:
    """A vote to be held: whose, of which kind and for which room, rows and columns, who may vote, who counts (two or three people)."""

    organisation: int
    kind: str
    use: str
    rows: Sequence[int | str]
    columns: Sequence[int | str]
    electors: Sequence[int]
    on: date
    tellers: Sequence[int] = ()
    channels: str = BOTH
    about: int | None = None
    step: str = ""
    case: int | None = None


@dataclass(frozen=True, slots=True)
class PaperCount:
    """One teller's count of the paper: unused, returned and not returned ballots, spoiled ones by reason, a sum for each cell."""

    unused: int
    returned: int
    not_returned: int
    spoiled: Mapping[str, int] = field(default_factory=dict)
    cells: Sequence[Sequence[int]] = ()

    @property
    def valid(self) -> int:
        """Returned and not spoiled."""
        return self.returned - sum(self.spoiled.values())
