"""Rows of numbers as bytes and back. Pure."""

import zlib
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from liemchinh.figures.declarations import CLASSES, TIES, kept, set_version

Numbers = npt.NDArray[np.int64]
# A tie is (code, counterpart, times); counterpart 0 is outside the installation. The code of an own tie names the act, that of a node's tie
# the act and where the other side lies.
Ties = npt.NDArray[np.int64]


@cache
def places() -> dict[str, int]:
    """The place of each kept indicator in a row."""
    return {one.key: place for place, one in enumerate(kept())}


@cache
def version() -> str:
    """What the places mean; rows of another version are thrown away."""
    return set_version()


def code(act: str, where: str = "") -> int:
    """The code of a tie."""
    return TIES.index(act) * 4 + (CLASSES.index(where) + 1 if where else 0)


def nothing() -> Numbers:
    """A row in which nothing is counted."""
    return np.zeros(len(places()), dtype=np.int64)


def no_ties() -> Ties:
    """No tie at all."""
    return np.zeros((0, 3), dtype=np.int64)


def packed(row: Any) -> bytes:
    """Bytes of a row or of ties: 32 bits a number, which holds every count and every sum of ages of a nation."""
    return zlib.compress(row.astype("<i4").tobytes(), 1)


def numbers(data: Any) -> Numbers:
    """The row again."""
    return np.frombuffer(zlib.decompress(bytes(data)), dtype="<i4").astype(np.int64)


def ties(data: Any) -> Ties:
    """The ties again."""
    return np.frombuffer(zlib.decompress(bytes(data)), dtype="<i4").astype(np.int64).reshape(-1, 3)


def gathered(some: Ties) -> Ties:
    """The same ties with equal ones added up."""
    if len(some) < 2:
        return some
    pairs, places = np.unique(some[:, :2], axis=0, return_inverse=True)
    times = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(times, places.reshape(-1), some[:, 2])
    return np.column_stack([pairs, times])
