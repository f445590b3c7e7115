"""Walking the chain: is every entry what was written, in its place, and is the end where the heads say it was?"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liemchinh.journal import heads
from liemchinh.journal.chain import START, commit, day, link, stamp
from liemchinh.journal.models import Entry, Personal

COLUMNS = (
    "sequence", "kind", "happened", "effective_on", "recorded_at", "organisation_id", "member_id", "case_id",
    "account_id", "behalf_id", "cancels_id", "payload", "hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """`first_bad` is the sequence of the first entry that is not as written (or is not there); `why` says what was found."""

    entries: int
    ok: bool
    first_bad: int | None = None
    why: str = ""


def verify(heads_file: Path | None = None) -> Verdict:
    """Walks the whole chain and the heads (those in `heads_file` if given: a copy kept elsewhere is what protects)."""
    expected_heads = list(heads.read(heads_file))
    by_sequence = {head.sequence: head.hash for head in expected_heads if head.genuine}
    previous, count, sound = START, 0, 0
    erased, personal, promised = _erased(), _personal(), {}
    for row in Entry.objects.order_by("sequence").values_list(*COLUMNS).iterator(chunk_size=5000):
        fault = _fault(row, count + 1, previous)
        if fault:
            return Verdict(count, False, count + 1, fault)
        count, previous = count + 1, bytes(row[12])
        commitment = json.loads(bytes(row[11]))["personal"]
        if commitment:
            promised[count] = commitment
        if count in by_sequence:
            if by_sequence[count] != previous.hex():
                return Verdict(count, False, sound + 1, "chuỗi đã bị tính lại: khác với đầu chuỗi đã ký")
            sound = count
    fault_at = _personal_fault(promised, personal, erased)
    if fault_at:
        return Verdict(count, False, *fault_at)
    if by_sequence and max(by_sequence) > count:
        return Verdict(count, False, count + 1, "thiếu phần đuôi: đầu chuỗi đã ký ở số lớn hơn")
    if any(not head.genuine for head in expected_heads):
        return Verdict(count, False, None, "tệp đầu chuỗi có dòng không mang chữ ký đúng")
    return Verdict(count, True)


def _fault(row: tuple[Any, ...], expected: int, previous: bytes) -> str:
    sequence, *columns, payload, digest = row
    if sequence != expected:
        return "thiếu bút toán" if sequence > expected else "thừa bút toán"
    payload = bytes(payload)
    if link(previous, payload) != bytes(digest):
        return "nội dung hoặc mã băm đã bị sửa"
    body = json.loads(payload)
    kind, happened, effective_on, recorded_at, organisation, member, case, account, behalf, cancels = columns
    told = (
        sequence,
        kind,
        happened,
        day(effective_on),
        stamp(recorded_at),
        organisation,
        member,
        case,
        account,
        behalf,
        cancels,
    )
    kept = tuple(body[key] for key in ("sequence", "kind", "happened", "effective_on", "recorded_at", "organisation", "member",
                                       "case", "account", "behalf", "cancels"))  # fmt: skip
    return "" if told == kept else "cột dữ liệu khác với nội dung đã băm"


def _erased() -> set[int]:
    entries = Entry.objects.filter(kind="journal.personal_erased").values_list("payload", flat=True)
    return {sequence for payload in entries for sequence in json.loads(bytes(payload))["data"]["sequences"]}


def _personal() -> dict[int, str]:
    rows = Personal.objects.values_list("sequence", "salt", "value").iterator(chunk_size=5000)
    return {sequence: commit(bytes(salt), value.encode()) for sequence, salt, value in rows}


def _personal_fault(promised: dict[int, str], there: dict[int, str], erased: set[int]) -> tuple[int, str] | None:
    bad = [sequence for sequence, commitment in there.items() if promised.get(sequence) != commitment]
    bad += [sequence for sequence in promised if sequence not in there and sequence not in erased]
    return (min(bad), "dữ liệu cá nhân cạnh sổ đã bị sửa hoặc mất") if bad else None


Recount = Callable[[], Iterator[str]]
_recounts: dict[str, Recount] = {}


def register_recount(name: str, recount: Recount) -> None:
    """A room offers to recount its state from the book; `recount` yields one Vietnamese sentence per difference."""
    _recounts[name] = recount


def recount_state() -> Iterator[str]:
    """Every difference between the state of all rooms and what the book makes of it."""
    for recount in _recounts.values():
        yield from recount()
