"""What a count comes to."""

from collections.abc import Mapping
from dataclasses import dataclass

from liemchinh.ballots.marks import Cells

# A rule of this product (docs/decisions.md), the same five under which counts of a branch are hidden from others (guards 10).
LEAST = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """Ballots issued and returned, spoiled ones by reason, and how many valid ones marked each cell (rows × columns).

    Paper and phone together, never apart.
    """

    issued: int
    returned: int
    spoiled: Mapping[str, int]
    cells: Cells

    @property
    def not_returned(self) -> int:
        """Issued and never given back."""
        return self.issued - self.returned

    @property
    def valid(self) -> int:
        """Returned and not spoiled."""
        return self.returned - sum(self.spoiled.values())
