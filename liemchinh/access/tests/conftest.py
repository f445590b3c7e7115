"""A small province for the tests of this room: 1 is above 2, 2 above 3; 9 is another tree."""

from collections.abc import Iterator, Mapping

import pytest

from liemchinh.access import scope
from liemchinh.journal import names

ABOVE = {1: (1,), 2: (2, 1), 3: (3, 2, 1), 9: (9,)}
NAMES = {1: "Đảng bộ tỉnh", 2: "Đảng bộ huyện", 3: "Chi bộ xóm Đông", 9: "Đảng bộ tỉnh khác"}


def _inside(roots: frozenset[int]) -> set[int]:
    return {number for number, above in ABOVE.items() if roots & set(above)}


def _find(roots: frozenset[int], text: str) -> Mapping[int, str]:
    return {number: NAMES[number] for number in _inside(roots) if text in {str(number), NAMES[number]}}


@pytest.fixture(autouse=True)
def tree(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Four organisations in two trees, and a register in which person 7 belongs to the branch and person 8 to the other tree."""
    for name, answer in {
        "_inside": _inside,
        "_within": lambda roots, number: number in _inside(roots),
        "_tops": lambda: frozenset({1, 9}),
        "_find": _find,
        "_ended": None,
        "_place_of": {7: 3, 8: 9}.get,
        "_find_person": lambda roots, text: {7: "Trần Thị Bảy"} if text == "7" and 3 in _inside(roots) else {},
    }.items():
        monkeypatch.setattr(scope, name, answer)
    monkeypatch.setitem(
        names._namers, "organisation", lambda ids: {number: NAMES[number] for number in ids if number in NAMES}
    )
    yield
