"""A district round: 7,178 people in branches of 45, 40 items. Opening beside 100 µs a ballot, the tally beside numpy's sums; CPU time."""

from time import process_time
from uuid import uuid4

import numpy as np

PEOPLE, BRANCH, ITEMS = 7_178, 45, 40
LIMIT, TIMES = 100, 3
TRIES = 5


def main() -> None:
    """Prints how long a ballot takes to open, and how the tally compares with sums of arrays that are open already."""
    from nacl.public import PrivateKey

    from liemchinh.ballots.marks import pack, sums
    from liemchinh.ballots.sealing import seal, unseal

    rng = np.random.default_rng(1)
    sizes = [BRANCH] * (PEOPLE // BRANCH) + [PEOPLE % BRANCH]
    branches = [(rng.random((size, size, ITEMS)) < 0.02).astype(np.uint8) for size in sizes]
    boxes = [(uuid4(), PrivateKey.generate(), marks) for marks in branches]
    sealed = [[seal(uid, bytes(key.public_key), pack(one)) for one in marks] for uid, key, marks in boxes]
    began = process_time()
    opened = [unseal(uid, key, some) for (uid, key, _marks), some in zip(boxes, sealed, strict=True)]
    each = (process_time() - began) / PEOPLE * 1e6
    print(
        f"{'mở một phiếu':<24}{each:6.1f} µs = {each / LIMIT:.2f} lần giới hạn {LIMIT} µs ({PEOPLE} phiếu, {len(sizes)} chi bộ)"
    )
    bare = min(_timed(lambda: [marks.sum(axis=0) for marks in branches]) for _try in range(TRIES))
    ours = min(
        _timed(lambda: [sums(some or [], size, ITEMS) for some, size in zip(opened, sizes, strict=True)])
        for _try in range(TRIES)
    )
    right = all(
        (sums(some or [], len(marks), ITEMS) == marks.sum(axis=0)).all()
        for some, marks in zip(opened, branches, strict=True)
    )
    told = "đúng từng ô" if right else "SAI"
    print(
        f"{'cộng phiếu đã mở':<24}{ours * 1e3:6.1f} ms = {ours / bare:.2f} lần cộng thuần của numpy (giới hạn {TIMES}), {told}"
    )


def _timed(call: object) -> float:
    began = process_time()
    call()  # type: ignore[operator]
    return process_time() - began
