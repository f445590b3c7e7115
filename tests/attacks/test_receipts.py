"""Claim: neither time nor size of an answer tells whether a receipt was right.

Right and wrong receipts are sent in turns through the whole page. The time of the processor and the time on the wall are both compared:
by their medians, and by how well a threshold tells the two apart (AUC; 0.5 is a coin). Argon2id runs at a quarter of its memory here, so
that whatever else differs weighs four times as much as in life.

The whole count alone, on a quiet machine: LIEMCHINH_SOAK=1 python -m pytest -s -p no:xdist tests/attacks/test_receipts.py -k neither
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client

from liemchinh.envelopes import receipts
from liemchinh.envelopes.receipts import new_receipt
from liemchinh.public.keeping import found
from liemchinh.public.limits import LIMITS, QUOTAS
from liemchinh.public.site import Site
from liemchinh.public.tests.site import Public, opened
from liemchinh.public.tests.test_pages import reported

pytestmark = pytest.mark.attack
TEXT = "Tôi nộp hồ sơ ngày 12/11, được hẹn ba lần.\nĐến lần thứ tư vẫn chưa có kết quả, cán bộ nói chờ thêm.\n" * 3


@dataclass(frozen=True)
class Measured:
    """Medians of right over wrong, and the AUC."""

    ratio: float
    auc: float

    def __str__(self) -> str:
        return f"medians {100 * (self.ratio - 1):+.2f} %, AUC {self.auc:.3f}"


@pytest.fixture
def public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Public]:
    """A site without limits, its receipts at a quarter of their cost."""
    for limits in (LIMITS, QUOTAS):
        for what in limits:
            monkeypatch.setitem(limits, what, 10**9)
    with opened(tmp_path / "public", tmp_path / "exchange", memory=receipts.MEMORY // 4) as site:
        yield site


def told_apart(right: list[int], wrong: list[int]) -> Measured:
    """How different two samples of times are."""
    both = np.array(right + wrong, dtype=float)
    ranks = np.empty(len(both))
    ranks[both.argsort(kind="stable")] = np.arange(1, len(both) + 1)
    ahead = ranks[: len(right)].sum() - len(right) * (len(right) + 1) / 2
    return Measured(float(np.median(right) / np.median(wrong)), float(ahead / (len(right) * len(wrong))))


def timed(call: Callable[[], object], seen: Callable[[Any], object]) -> tuple[int, int]:
    """The time of the processor and on the wall, in nanoseconds. The answer is looked at after the clock has stopped."""
    wall, processor = time.perf_counter_ns(), time.thread_time_ns()
    answer = call()
    took = time.thread_time_ns() - processor, time.perf_counter_ns() - wall
    seen(answer)
    return took


def compared(
    look: Callable[[str], object], known: list[str], number: int, seen: Callable[[Any], object] = lambda answer: None
) -> tuple[Measured, Measured]:
    """`number` right and wrong receipts in turns; which comes first changes, so that neither profits from the one before."""
    times: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for each in range(number // 2):
        for right in (True, False) if each % 2 else (False, True):
            receipt = known[each % len(known)] if right else new_receipt()
            times[right].append(timed(lambda receipt=receipt: look(receipt), seen))  # type: ignore[misc]
    processor, wall = (told_apart([one[k] for one in times[True]], [one[k] for one in times[False]]) for k in (0, 1))
    return processor, wall


def weak_look(site: Site, known: dict[str, bytes]) -> Callable[[str], object]:
    """The weak variant: looks whether there is such a receipt, and only then works."""

    def look(receipt: str) -> object:
        return found(site.store, site.keys_of(receipt).lookup, site.nowhere.lookup) if receipt in known else None

    return look


def test_time_tells_a_right_receipt_where_only_right_ones_cost_work(public: Public) -> None:
    known = {new_receipt(): b"" for _ in range(5)}
    processor, wall = compared(weak_look(public.site, known), list(known), 40)
    print(f"where only right ones cost work: processor {processor}; on the wall {wall}")
    assert processor.auc == 1.0 and processor.ratio > 10


def test_neither_time_nor_size_tells_a_right_receipt(public: Public, count: Callable[[int, int], int]) -> None:
    number, citizen = count(120, 10_000), Client()
    known = [reported(citizen, public, text=TEXT) for _ in range(20)]
    sizes: dict[bool, set[int]] = {True: set(), False: set()}

    def look(receipt: str) -> object:
        return citizen.post("/receipt/", {"token": public.site.tokens.give(), "receipt": receipt})

    def seen(answer: Any) -> None:
        sizes[TEXT[:20].encode() in answer.content].add(len(answer.content))

    compared(look, known, 20, seen)
    processor, wall = compared(look, known, number, seen)
    print(f"receipts: {number} right and wrong; processor {processor}; on the wall {wall}; sizes {sizes}")
    assert sizes[True] == sizes[False] and len(sizes[True]) == 1
    # So few as daily tell only whether it is far off, and the wall's clock tells who else is at work.
    share, least, told = (0.01, 0.48, [processor, wall]) if number >= 10_000 else (0.5, 0.3, [processor])
    assert all(abs(one.ratio - 1) < share and least < one.auc < 1 - least for one in told)


def test_every_receipt_costs_one_argon2id_and_one_look_up(public: Public, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    derive, asked = receipts.argon2id.kdf, found
    monkeypatch.setattr(
        receipts.argon2id, "kdf", lambda *given, **named: done.append("argon2id") or derive(*given, **named)
    )
    monkeypatch.setattr("liemchinh.public.views.receipt.found", lambda *given: done.append("look-up") or asked(*given))
    citizen = Client()
    known = reported(citizen, public)
    for receipt in (known, new_receipt(), "abc", "1" * 60, "4821"):
        done.clear()
        citizen.post("/receipt/", {"token": public.site.tokens.give(), "receipt": receipt})
        assert done == ["argon2id", "look-up"]
