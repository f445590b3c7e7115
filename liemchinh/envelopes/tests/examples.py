"""A description and a packet with something of everything in them."""

from dataclasses import dataclass
from datetime import date

from liemchinh.envelopes.exchanged import (
    Counts,
    Description,
    Office,
    Packet,
    Published,
    RatingCount,
    SentMessage,
    SentReply,
    SentReport,
    SentSuggestion,
)  # fmt: skip
from liemchinh.envelopes.files import SealedFile
from liemchinh.envelopes.recipients import fingerprint
from liemchinh.envelopes.seals import Pair, new_pair
from liemchinh.envelopes.slips import new_slip, slip_hash
from liemchinh.envelopes.words import REASONS
from regulations.catalogue import reportable

DAY = date(2026, 11, 29)
NONE = Counts(0, 0, 0, {})


@dataclass(frozen=True)
class Channel:
    """An office with two readers and a custodian, whose private halves a test holds, and three result slips."""

    description: Description
    readers: tuple[Pair, Pair]
    custodian: Pair
    slips: tuple[str, str, str]

    @property
    def office(self) -> Office:
        """Its one office."""
        return self.description.offices[0]


def channel(code: str = "7k2m09qx4t", name: str = "UBND xã Đông Hải") -> Channel:
    """A fresh channel."""
    first, second, custodian = new_pair(), new_pair(), new_pair()
    slips, key = (new_slip(), new_slip(), new_slip()), b"k" * 32
    readers = [fingerprint(first.public), fingerprint(second.public)]
    published = [
        Published(
            "Quý III/2026",
            Counts(41, 6, 3, {"late": 2, "long_wait": 1}),
            NONE,
            7,
            None,
            None,
            ["Thêm một quầy nhận hồ sơ."],
        )
    ]
    office = Office(
        code, name, "Đông Hải", "Ủy ban kiểm tra huyện ủy", "Ban Tiếp công dân tỉnh, 12 Trần Phú",
        {"": "Cơ quan nói chung", "chu-tich": "Chủ tịch", "bi-thu": "Bí thư huyện ủy"}, {"": readers, "chu-tich": readers, "bi-thu": []},
        fingerprint(custodian.public), readers, list(reportable()),
        list(REASONS), key, sorted(slip_hash(slip, key) for slip in slips), 30, published, True,
    )  # fmt: skip
    keys = {fingerprint(pair.public): pair.public for pair in (first, second, custodian)}
    return Channel(Description(1, DAY, "Tỉnh Đông Hải", keys, [office]), (first, second), custodian, slips)


def packet(number: int = 1) -> Packet:
    """A packet; its seals are only bytes."""
    file = SealedFile(b"k", b"sealed")
    return Packet(
        number, DAY,
        [SentReport("a" * 32, "7k2m09qx4t", DAY, b"p" * 32, {"b" * 32: b"w"}, b"body", "", b"identity", [file])],
        [SentMessage("a" * 32, 1, DAY, b"body", [])],
        [SentSuggestion("c" * 32, "7k2m09qx4t", DAY, b"p" * 32, {"b" * 32: b"w"}, b"body")],
        [RatingCount("7k2m09qx4t", "2026-11", True, "satisfied", "", 2)],
        {"7k2m09qx4t": [b"s" * 16]},
    )  # fmt: skip


def reply(report: str, number: int, sealed: bytes) -> SentReply:
    """A reply on the day."""
    return SentReply(report, number, DAY, sealed)
