"""Marks as bits: a ballot of rows and columns, packed so that all ballots of a box are equally long; and their sums."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.int64]
# Sums of so many ballots fit into one byte.
_BLOCK = 255


def pack(cells: NDArray[Any]) -> bytes:
    """The bits of a ballot, row by row. Refuses (ValueError) anything but noughts and ones."""
    bits = np.asarray(cells)
    if not np.isin(bits, (0, 1)).all():
        raise ValueError("a mark is 0 or 1")
    return np.packbits(bits.astype(np.uint8).ravel()).tobytes()


def sums(ballots: Sequence[bytes], rows: int, columns: int) -> Cells:
    """How many ballots marked each cell."""
    total, size = np.zeros(rows * columns, np.int64), -(-rows * columns // 8)
    packed = np.frombuffer(b"".join(ballots), np.uint8).reshape(len(ballots), size)
    for at in range(0, len(ballots), _BLOCK):
        bits = np.unpackbits(packed[at : at + _BLOCK], axis=1, count=rows * columns)
        total += bits.sum(axis=0, dtype=np.uint8)
    return total.reshape(rows, columns)
