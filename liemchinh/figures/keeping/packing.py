"""Rows of numbers as bytes and back. Pure."""

import struct
import zlib
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from liemchinh.figures.declarations import CLASSES, TIES, kept, set_version

Numbers = npt.NDArray[np.int64]
# (code, counterpart) → times; counterpart 0 is outside the installation. The code of an own tie names the act, that of a node's tie the act
# and where the other side lies.
Ties = dict[tuple[int, int], int]


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


def packed(row: Numbers) -> bytes:
    """Bytes of a row: 32 bits a number, which holds every count and every sum of ages of a nation."""
    return zlib.compress(row.astype("<i4").tobytes(), 1)


def numbers(data: Any) -> Numbers:
    """The row again."""
    return np.frombuffer(zlib.decompress(bytes(data)), dtype="<i4").astype(np.int64)


def packed_ties(ties: Ties) -> bytes:
    """Bytes of ties."""
    if not ties:
        return b""
    told = [number for (code, there), times in sorted(ties.items()) for number in (code, there, times)]
    return zlib.compress(struct.pack(f"<{len(told)}i", *told), 1)


def ties(data: Any) -> Ties:
    """The ties again."""
    if not data:
        return {}
    told = np.frombuffer(zlib.decompress(bytes(data)), dtype="<i4").reshape(-1, 3).tolist()
    return {(code, there): times for code, there, times in told}
