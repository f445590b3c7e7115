"""Sealing of ballots: a key of its own for each box, its private half under the codes of any two of three tellers."""

from collections.abc import Iterable
from itertools import combinations
from uuid import UUID

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

PAIRS = tuple(combinations((1, 2, 3), 2))


def wraps_of(box: UUID, private: PrivateKey, codes: list[str]) -> dict[tuple[int, int], bytes]:
    """The private key under each pair of codes, nested: neither code alone says anything."""
    keys = [_wrapping(box, code) for code in codes]
    return {
        (first, second): bytes(SecretBox(keys[first - 1]).encrypt(SecretBox(keys[second - 1]).encrypt(bytes(private))))
        for first, second in PAIRS
    }


def unwrap(box: UUID, sealed: bytes, first: str, second: str) -> PrivateKey | None:
    """The private key by two codes in the order of their numbers; None when they do not open it."""
    try:
        inner = SecretBox(_wrapping(box, first)).decrypt(sealed)
        return PrivateKey(SecretBox(_wrapping(box, second)).decrypt(inner))
    except CryptoError:
        return None


def seal(box: UUID, public: bytes, marks: bytes) -> bytes:
    """A ballot, sealed, bound to its box: in another it opens to nothing."""
    return bytes(SealedBox(PublicKey(public)).encrypt(box.bytes + marks))


def unseal(box: UUID, private: PrivateKey, sealed: Iterable[bytes]) -> list[bytes] | None:
    """The marks of every ballot; None when one was altered, moved or sealed to another key."""
    opens, mine, found = SealedBox(private), box.bytes, []
    try:
        for one in sealed:
            told = opens.decrypt(one)
            if not told.startswith(mine):
                return None
            found.append(told[len(mine) :])
    except CryptoError:
        return None
    return found


def _wrapping(box: UUID, code: str) -> bytes:
    return blake2b(code.encode(), salt=box.bytes, person=b"wrap", encoder=RawEncoder)
