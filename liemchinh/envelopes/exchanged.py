"""What stands in the files between the two sides. Names of people, texts and files stand in them sealed or not at all."""

from dataclasses import dataclass, field
from datetime import date

from liemchinh.envelopes.files import SealedFile


@dataclass(frozen=True, slots=True)
class Counts:
    """How many said what of an office in a period, and how often each reason was given."""

    satisfied: int
    neutral: int
    not_satisfied: int
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class Published:
    """One period as it is published; None: hidden because it is small. `slip`: with the code of a result slip; `apart`: without.

    `reports`: those that went straight to their readers, through the page or on paper; `boxed`: those that lay in the office's box.
    """

    period: str
    slip: Counts
    apart: Counts
    suggestions: int | None
    reports: int | None
    boxed: int | None
    changed: list[str]


@dataclass(frozen=True, slots=True)
class Office:
    """The page of one office. `options`: whom a report can concern, a post and never a name; `routes`: for each the keys of its readers,
    worked out by the office's side, or none: then the form refuses and says where else one can go.

    `code` names the page in its address; `reader` and `outside` are words: who reads first, and where else one can go. `slips` are the
    hashes of codes not yet used, under `slip_key`. `custodian` "" leaves anonymous reports only.
    """

    code: str
    name: str
    place: str
    reader: str
    outside: str
    options: dict[str, str]
    routes: dict[str, list[str]]
    custodian: str
    suggestion_readers: list[str]
    kinds: list[str]
    reasons: list[str]
    slip_key: bytes
    slips: list[bytes]
    answer_days: int | None
    published: list[Published]
    open: bool


@dataclass(frozen=True, slots=True)
class SentReply:
    """A sealed reply to a report; told in each description until the report is gone."""

    report: str
    number: int
    on: date
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Description:
    """All that the public side knows. `recipients`: name of a key → key; `gone`: reports destroyed; `received`: the last packet taken."""

    serial: int
    made_on: date
    site: str
    recipients: dict[str, bytes]
    offices: list[Office]
    replies: list[SentReply] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    received: int = 0


@dataclass(frozen=True, slots=True)
class SentReport:
    """A sealed report. `wraps`: reader's key → the report's key for it; `identity`: sealed to the custodian, also when it is empty."""

    id: str
    office: str
    on: date
    public_key: bytes
    wraps: dict[str, bytes]
    body: bytes
    custodian: str
    identity: bytes
    files: list[SealedFile]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A further message of a reporter, numbered from 1 in its report."""

    report: str
    number: int
    on: date
    body: bytes
    files: list[SealedFile]


@dataclass(frozen=True, slots=True)
class SentSuggestion:
    """A sealed suggestion, with a key pair of its own."""

    id: str
    office: str
    on: date
    public_key: bytes
    wraps: dict[str, bytes]
    body: bytes


@dataclass(frozen=True, slots=True)
class RatingCount:
    """How many more since the packet before; `reason` "" counts the answers themselves, a reason counts how often it was given."""

    office: str
    month: str
    slip: bool
    how: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Packet:
    """What citizens sent since the packet before. `spent`: office → hashes of slips used."""

    number: int
    made_on: date
    reports: list[SentReport]
    messages: list[SentMessage]
    suggestions: list[SentSuggestion]
    ratings: list[RatingCount]
    spent: dict[str, list[bytes]]
