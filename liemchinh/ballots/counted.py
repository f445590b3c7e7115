"""What a count comes to, and which of a survey's numbers are not shown."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


def hidden(counted: Counted) -> NDArray[np.bool_]:
    """Of a survey: True for each cell that is not shown. Under LEAST returned, all; else where nobody or everybody marked, alike."""
    if min(counted.returned, counted.valid) < LEAST:
        return np.ones(counted.cells.shape, np.bool_)
    found: NDArray[np.bool_] = (counted.cells == 0) | (counted.cells == counted.valid)
    return found
