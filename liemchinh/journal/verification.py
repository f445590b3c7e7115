"""Walking the chain: is every entry what was written, in its place, and is the end where the heads say it was?"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from liemchinh.journal import heads
from liemchinh.journal.chain import START, commit, link
from liemchinh.journal.models import Entry

CHUNK = 20_000
# What the payload says under these keys, the columns say too, in this order.
KEYS = (
    "sequence", "kind", "happened", "effective_on", "recorded_at", "organisation", "member", "case", "account", "behalf", "cancels",
)  # fmt: skip
MOMENT = {
    "sqlite": ("e.effective_on || ''", "replace(e.recorded_at, ' ', 'T') || 'Z'"),
    "postgresql": (
        "to_char(e.effective_on, 'YYYY-MM-DD')",
        "to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
    ),
}
# One row of the book as plain values, with what stands beside it, so that no time is lost in making objects.
ROWS = """
    SELECT e.sequence, e.kind, e.happened, {}, {}, e.organisation_id, e.member_id, e.case_id, e.account_id, e.behalf_id, e.cancels_id,
           e.payload, e.hash, p.salt, p.value
    FROM journal_entry e LEFT JOIN journal_personal p ON p.sequence = e.sequence
    WHERE e.sequence > %s ORDER BY e.sequence LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`first_bad` is the sequence of the first entry that is not as written (or is not there); `why` says what was found.

    `unsigned`: how many entries at the end no signed head covers yet (normally none; after a power cut the last act).
    """

    entries: int
    ok: bool
    first_bad: int | None = None
    why: str = ""
    unsigned: int = 0


def verify(heads_file: Path | None = None, *, watch: Callable[[int], object] = lambda count: None) -> Verdict:
    """Walks the whole chain and the heads (those in `heads_file` if given: a copy kept elsewhere is what protects).

    `watch` is told now and then how many entries were walked. Ends at the first fault.
    """
    kept = list(heads.read(heads_file))
    walk = _Walk({head.sequence: head for head in kept}, _erased())
    for row in _rows():
        if fault := walk.fault(row):
            return Verdict(Entry.objects.count(), False, *fault)
        if not walk.count % CHUNK:
            watch(walk.count)
    fault = _lonely_personal() or _beyond_the_end(kept, walk.count) or _not_genuine(kept)
    signed = max((head.sequence for head in kept), default=walk.count)
    return Verdict(walk.count, False, *fault) if fault else Verdict(walk.count, True, unsigned=walk.count - signed)


Fault = tuple[int | None, str]


class _Walk:
    def __init__(self, by_sequence: Mapping[int, heads.Head], erased: set[int]) -> None:
        self.by_sequence, self.erased = by_sequence, erased
        self.count, self.previous, self.sound = 0, START, 0

    def fault(self, row: tuple[Any, ...]) -> Fault | None:
        """What is wrong with the next row, if anything."""
        expected = self.count + 1
        try:
            why = self._why(row, expected)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            why = "nội dung không đọc được"
        if why:
            return expected, why
        self.count, self.previous = expected, row[12]
        head = self.by_sequence.get(expected)
        if head is None:
            return None
        if head.hash != bytes(row[12]).hex():
            if head.genuine:
                return self.sound + 1, f"chuỗi đã bị tính lại: khác với đầu chuỗi đã ký ở số {expected}"
            return None, f"tệp đầu chuỗi có dòng giả, ở số {expected}"
        self.sound = expected
        return None

    def _why(self, row: tuple[Any, ...], expected: int) -> str:
        *told, payload, digest, salt, value = row
        if told[0] != expected:
            return "thiếu bút toán" if told[0] > expected else "thừa bút toán"
        payload = bytes(payload)
        if link(self.previous, payload) != bytes(digest):
            return "nội dung hoặc mã băm đã bị sửa, hoặc bút toán bị chèn, xóa, đổi chỗ"
        body = json.loads(payload)
        if told != [body[key] for key in KEYS]:
            return "cột dữ liệu khác với nội dung đã băm"
        promised = body["personal"]
        if value is None:
            return "dữ liệu cá nhân cạnh sổ bị mất" if promised and expected not in self.erased else ""
        return "" if promised == commit(bytes(salt), value.encode()) else "dữ liệu cá nhân cạnh sổ đã bị sửa"


def _rows() -> Iterator[tuple[Any, ...]]:
    statement, last = ROWS.format(*MOMENT[connection.vendor]), -(2**63)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [last, CHUNK])
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < CHUNK:
            return
        last = rows[-1][0]


def _erased() -> set[int]:
    entries = Entry.objects.filter(kind="journal.personal_erased").values_list("payload", flat=True)
    found: set[int] = set()
    for payload in entries:
        try:
            found |= set(json.loads(bytes(payload))["data"]["sequences"])
        except (ValueError, TypeError, KeyError):
            continue  # the walk itself will say what is wrong with this entry
    return found


def _lonely_personal() -> Fault | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(p.sequence) FROM journal_personal p LEFT JOIN journal_entry e ON e.sequence = p.sequence"
            " WHERE e.sequence IS NULL"
        )
        lonely = cursor.fetchone()[0]
    return (lonely, "dữ liệu cá nhân đứng cạnh một bút toán không có") if lonely is not None else None


def _beyond_the_end(kept: list[heads.Head], count: int) -> Fault | None:
    if any(head.sequence > count and head.genuine for head in kept):
        return count + 1, "thiếu phần đuôi: đầu chuỗi đã ký ở số lớn hơn"
    return None


def _not_genuine(kept: list[heads.Head]) -> Fault | None:
    # A line whose hash agrees with the chain says nothing false; the newest one must carry its signature.
    newest = max(kept, key=lambda head: head.sequence, default=None)
    if any(not head.sequence for head in kept) or (newest is not None and not newest.genuine):
        return None, "tệp đầu chuỗi có dòng không đọc được hoặc không mang chữ ký đúng"
    return None


Recount = Callable[[], Iterator[str]]
_recounts: dict[str, Recount] = {}


def register_recount(name: str, recount: Recount) -> None:
    """A room offers to recount its state from the book; `recount` yields one Vietnamese sentence per difference."""
    _recounts[name] = recount


def recount_state() -> Iterator[str]:
    """Every difference between the state of all rooms and what the book makes of it."""
    for recount in _recounts.values():
        yield from recount()
