"""The key of somebody who reads reports: opened by a phrase of their own (Argon2id), or by the printed card in its envelope.

Neither is the password of their account: who may set that anew opens nothing.
"""

import unicodedata
from dataclasses import dataclass, replace
from hashlib import blake2b

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from liemchinh.envelopes.codes import new_code, read_code
from liemchinh.envelopes.seals import KEY, new_pair

MEMORY = 128 * 1024 * 1024  # bytes
OPS = 3
SHORTEST, DIFFERENT = 20, 8  # characters of a phrase, and how many different ones
CARD_GROUPS = 7  # of 20 bits: 140, where 128 are asked for


@dataclass(frozen=True, slots=True)
class HeldKey:
    """What is kept of a recipient's key. Without phrase and card it opens nothing; both lost, the key is lost."""

    public: bytes
    salt: bytes
    under_phrase: bytes
    under_card: bytes

    @property
    def id(self) -> str:
        """Names the key: 32 hexadecimal characters."""
        return fingerprint(self.public)


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key just made: as it is held, its card, and the private key itself, which is kept nowhere."""

    held: HeldKey
    card: str
    private: bytes


def fingerprint(public: bytes) -> str:
    """BLAKE2b of 128 bits, in hexadecimal."""
    return blake2b(public, digest_size=16, person=b"liemchinh-key").hexdigest()


def in_groups(mark: str) -> str:
    """A fingerprint as it stands on paper: eight groups of four."""
    return " ".join(mark[start : start + 4] for start in range(0, len(mark), 4))


def phrase_faults(phrase: str) -> list[str]:
    """[] for a phrase that may be used; "short": under 20 characters; "plain": under 8 different ones."""
    tidy = _tidy(phrase)
    return [code for code, bad in (("short", len(tidy) < SHORTEST), ("plain", len(set(tidy)) < DIFFERENT)) if bad]


def make_key(phrase: str) -> tuple[HeldKey, str]:
    """A new key, and its card, which is printed once and kept nowhere. ValueError for a phrase with faults."""
    pair = new_pair()
    held = HeldKey(pair.public, random(argon2id.SALTBYTES), b"", b"")
    return new_card(change_phrase(held, pair.private, phrase), pair.private)


def make_keys(phrase: str, count: int) -> list[MadeKey]:
    """Several new keys under one phrase and one salt, at the price of one: for an example, whose phrase is printed."""
    if phrase_faults(phrase):
        raise ValueError("phrase: " + ", ".join(phrase_faults(phrase)))
    salt = random(argon2id.SALTBYTES)
    under, pairs = SecretBox(_from_phrase(phrase, salt)), [new_pair() for _turn in range(count)]
    held = [HeldKey(pair.public, salt, bytes(under.encrypt(pair.private)), b"") for pair in pairs]
    return [MadeKey(*new_card(one, pair.private), pair.private) for one, pair in zip(held, pairs, strict=True)]


def change_phrase(held: HeldKey, private: bytes, phrase: str) -> HeldKey:
    """The same key under a new phrase; the card stays good. ValueError for a phrase with faults."""
    if phrase_faults(phrase):
        raise ValueError("phrase: " + ", ".join(phrase_faults(phrase)))
    salt = random(argon2id.SALTBYTES)
    return replace(held, salt=salt, under_phrase=bytes(SecretBox(_from_phrase(phrase, salt)).encrypt(private)))


def new_card(held: HeldKey, private: bytes) -> tuple[HeldKey, str]:
    """The same key with a new card; the card before opens nothing any more."""
    card = new_code(CARD_GROUPS)
    return replace(held, under_card=bytes(SecretBox(_from_card(card)).encrypt(private))), card


def open_with_phrase(held: HeldKey, phrase: str) -> bytes | None:
    """The private key, or None. Takes one Argon2id whatever was typed. To be dropped when the page is answered."""
    return _unlocked(_from_phrase(phrase, held.salt), held.under_phrase)


def open_with_card(held: HeldKey, card: str) -> bytes | None:
    """The private key, or None."""
    return _unlocked(_from_card(card), held.under_card)


def _unlocked(key: bytes, locked: bytes) -> bytes | None:
    try:
        return SecretBox(key).decrypt(locked)
    except (CryptoError, ValueError):
        return None


def _tidy(phrase: str) -> str:
    return " ".join(unicodedata.normalize("NFC", phrase).casefold().split())


def _from_phrase(phrase: str, salt: bytes) -> bytes:
    # "replace": half a character sent by a broken browser is a wrong phrase, not an error.
    return argon2id.kdf(KEY, _tidy(phrase).encode(errors="replace"), salt, opslimit=OPS, memlimit=MEMORY)


def _from_card(card: str) -> bytes:
    return blake2b(read_code(card).encode(errors="replace"), digest_size=KEY, person=b"liemchinh-card").digest()
