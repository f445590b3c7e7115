"""What is sealed for the readers of an office: report, messages, replies, suggestion; and the identity, for the custodian alone.

Each kind of thing has one size, whatever was written: neither a short report nor an anonymous one is known by its length.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TypeVar

from liemchinh.envelopes.seals import Unreadable, open_record, seal_record
from liemchinh.envelopes.words import STATES

LINE, TEXT, SUGGESTED = 200, 4000, 2000  # characters
# Four bytes hold any character, and six an escaped one; what is longer than its place is refused by the form.
WRITTEN, WHO = 32 * 1024, 4 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Body:
    """A report: the kind of the catalogue, which of the office's posts it concerns (its code), who, when and where, and what happened."""

    kind: str
    concerned: str
    who: str
    happened: str
    text: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports and how to reach them; both empty for whoever stays anonymous."""

    name: str
    reach: str


@dataclass(frozen=True, slots=True)
class Message:
    """What the reporter adds later."""

    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the reader answers: a state of STATES, and words, which may be empty."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion to an office."""

    text: str


# Longest text of each value, in characters.
LONGEST: Mapping[type, Mapping[str, int]] = {
    Body: {"kind": 64, "concerned": 64, "who": LINE, "happened": LINE, "text": TEXT},
    Identity: {"name": LINE, "reach": LINE},
    Message: {"text": TEXT},
    Reply: {"state": 32, "text": TEXT},
    Suggestion: {"text": SUGGESTED},
}
_CHOICES: Mapping[tuple[type, str], object] = {(Reply, "state"): STATES}
Sealable = TypeVar("Sealable", Body, Identity, Message, Reply, Suggestion)


def _sealed(thing: Sealable, size: int, public: bytes) -> bytes:
    if faults := _faults(type(thing), asdict(thing)):
        raise ValueError(f"{type(thing).__name__}: {faults}")
    return seal_record(type(thing).__name__, asdict(thing), size, public)


def _opened(kind: type[Sealable], sealed: bytes, private: bytes) -> Sealable:
    record = open_record(kind.__name__, sealed, private)
    if record.keys() != {field.name for field in fields(kind)} or _faults(kind, record):
        raise Unreadable(f"not a {kind.__name__}")
    return kind(**record)  # type: ignore[arg-type]


def _faults(kind: type, record: Mapping[str, object]) -> list[str]:
    return [
        name
        for name, longest in LONGEST[kind].items()
        if not isinstance(value := record[name], str)
        or len(value) > longest
        or value not in _CHOICES.get((kind, name), {value})  # type: ignore[operator]
    ]


def seal_body(body: Body, report: bytes) -> bytes:
    """A report, sealed to its own public key. ValueError for what is too long or not of a closed list."""
    return _sealed(body, WRITTEN, report)


def open_body(sealed: bytes, private: bytes) -> Body:
    """Raises Unreadable, as all that open do."""
    return _opened(Body, sealed, private)


def seal_message(message: Message, report: bytes) -> bytes:
    """A further message of the reporter."""
    return _sealed(message, WRITTEN, report)


def open_message(sealed: bytes, private: bytes) -> Message:
    """The message."""
    return _opened(Message, sealed, private)


def seal_reply(reply: Reply, report: bytes) -> bytes:
    """A reply to the reporter, whom the public side knows by their receipt alone."""
    return _sealed(reply, WRITTEN, report)


def open_reply(sealed: bytes, private: bytes) -> Reply:
    """The reply."""
    return _opened(Reply, sealed, private)


def seal_suggestion(suggestion: Suggestion, pair: bytes) -> bytes:
    """A suggestion, sealed to a key pair of its own; it has no receipt."""
    return _sealed(suggestion, WRITTEN, pair)


def open_suggestion(sealed: bytes, private: bytes) -> Suggestion:
    """The suggestion."""
    return _opened(Suggestion, sealed, private)


def seal_identity(identity: Identity, custodian: bytes) -> bytes:
    """Sealed to the custodian's own key: no reader opens it. To grant it, it is opened and sealed again to one requester."""
    return _sealed(identity, WHO, custodian)


def open_identity(sealed: bytes, private: bytes) -> Identity:
    """The identity."""
    return _opened(Identity, sealed, private)
