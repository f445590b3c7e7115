"""How many organisations of each kind there are before and after: one line for a kind, whatever level is written beside it."""

from datetime import date

from liemchinh.organisations.outline import by_kind
from liemchinh.organisations.services import Facts

DAY = date(2025, 7, 1)


def test_a_kind_has_one_line_though_some_of_it_carry_no_level() -> None:
    district = Facts("Huyện", "đảng bộ cấp huyện", DAY, level="2")
    before = [district, *(Facts(name, "chi bộ", DAY, level="4") for name in "AB")]
    assert by_kind(before, [district, Facts("C", "chi bộ", DAY)]) == [("đảng bộ cấp huyện", 1, 1), ("chi bộ", 2, 1)]
    assert by_kind([], before) == [("đảng bộ cấp huyện", 0, 1), ("chi bộ", 0, 2)]
