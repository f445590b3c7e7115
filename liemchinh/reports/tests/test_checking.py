"""The checks alone, on contents written by hand: what must add up is found, and what need not is left alone."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.figures.periods import Period
from liemchinh.figures.statistical.layouts import Balance, Layout
from liemchinh.figures.statistical.layouts import Row as Line
from liemchinh.reports.checking import balances, changed, parts_and_wholes, since_last, worked_out
from liemchinh.reports.codes import ALPHABET, new_code, read_code
from liemchinh.reports.content import Cell, Content, Number, Row, Section, Table, as_bytes, from_bytes
from liemchinh.reports.sources import Filled, Source, sources_as_bytes, sources_from

HALF, BEFORE = Period(date(2026, 1, 1), date(2026, 6, 30)), Period(date(2025, 7, 1), date(2025, 12, 31))


def content(numbers: Mapping[str, Number | None]) -> Content:
    cells = tuple(Cell(str(value), value, "", figure) for figure, value in numbers.items())
    table = Table("B1", "Biểu", "", ("",) * len(cells), (Row("", cells),))
    return Content("Báo cáo", 7, "Nơi", "Sáu tháng", "2026-01-01", "2026-06-30", "2026-06-30", (Section("", (table,)),))


def of(indicator: str, period: Period = HALF, **more: object) -> Source:
    return Source(7, indicator, period, period.last, **more)


def filled(*told: tuple[str, Source, Number | None]) -> Filled:
    return Filled(content({figure: value for figure, _s, value in told}), {figure: one for figure, one, _v in told})


def test_parts_of_a_declared_partition_are_compared_and_others_never() -> None:
    parts = [("a", of("members_official"), 6), ("b", of("members_probationary"), 3)]
    assert list(parts_and_wholes(filled(("w", of("members"), 9), *parts))) == []
    (found,) = parts_and_wholes(filled(("w", of("members"), 10), *parts))
    assert (found.kind, found.figure, found.expected, found.found) == ("parts", "w", 9, 10)
    other_day = [("a", of("members_official", BEFORE), 6), ("b", of("members_probationary"), 3)]
    assert list(parts_and_wholes(filled(("w", of("members"), 10), *other_day))) == [], "of another day"
    hidden = [("a", of("members_official"), None), ("b", of("members_probationary"), 3)]
    assert list(parts_and_wholes(filled(("w", of("members"), 10), *hidden))) == [], "a hidden part tells nothing"
    among = [("w", of("members"), 10), ("a", of("members_women"), 2), ("b", of("exempt"), 1)]
    assert list(parts_and_wholes(filled(*among))) == [], "“of these …” makes no whole"


def test_what_a_form_says_must_balance_does() -> None:
    rows = tuple(Line(one, one) for one in ("start", "came", "went", "end"))
    form = Layout("1", "Biểu 1", "", "", "", rows, balance=Balance(("start", "came"), ("went",), "end"))
    told = [
        (one, of("members", form="1", row=one, column=1), value)
        for one, value in (("start", 10), ("came", 4), ("went", 3), ("end", 11))
    ]
    assert list(balances(filled(*told), [form])) == []
    (found,) = balances(filled(*told[:3], ("end", told[3][1], 12)), [form])
    assert (found.kind, found.figure, found.expected, found.found) == ("balance", "end", 11, 12)
    assert list(balances(filled(*told[1:]), [form])) == [], "a line that is not there cannot be added"


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("difference", 2, 3),
        ("change", Decimal("20.00"), Decimal("21.00")),
        ("percentage", Decimal("120.00"), Decimal("12.00")),
    ],
)
def test_what_is_worked_out_is_worked_out_again(kind: str, right: Number, wrong: Number) -> None:
    both = [("now", of("admitted"), 12), ("then", of("admitted", BEFORE), 10)]
    source = of("admitted", kind=kind, of=("now", "then"))
    assert list(worked_out(filled(*both, ("x", source, right)))) == []
    (found,) = worked_out(filled(*both, ("x", source, wrong)))
    assert (found.figure, found.expected, found.found) == ("x", right, wrong)


def test_a_share_is_made_of_its_part_and_whole_and_a_hundredth_may_be_moved() -> None:
    both = [("part", of("members_women"), 1), ("whole", of("members"), 3)]
    share = of("members", kind="percentage", of=("part", "whole"))
    for value, count in ((Decimal("33.33"), 0), (Decimal("33.34"), 0), (Decimal("33.35"), 1)):
        assert len(list(worked_out(filled(*both, ("s", share, value))))) == count


def test_the_last_reports_closing_stock_is_this_ones_opening_and_a_jump_is_told() -> None:
    last = filled(("1", of("members", BEFORE), 10), ("2", of("admitted", BEFORE), 2))
    opening = of("members", Period(BEFORE.last, BEFORE.last), opening=True)
    assert list(since_last(filled(("o", opening, 10), ("2", of("admitted"), 4)), last)) == []
    wrong, jump = since_last(filled(("o", opening, 11), ("2", of("admitted"), 5)), last)
    assert (wrong.kind, wrong.figure, wrong.expected, wrong.found, wrong.told) == ("opening", "o", 10, 11, False)
    assert (jump.kind, jump.figure, jump.expected, jump.found, jump.told) == ("jump", "2", 2, 5, True)
    assert list(since_last(filled(("2", of("members"), 5)), last)) == []


def test_what_moved_since_it_was_sent_is_found_and_another_number_is_another_finding() -> None:
    sent, now = content({"a": 1, "b": 2}), content({"a": 1, "b": 3})
    (found,) = changed(sent, now)
    assert (found.figure, found.expected, found.found) == ("b", 2, 3)
    (other,) = changed(sent, content({"a": 1, "b": 4}))
    assert found.key != other.key


@given(st.lists(st.one_of(st.integers(0, 10**6), st.decimals(0, 1000, places=2), st.none()), max_size=6))
def test_content_and_sources_come_back_byte_for_byte(values: list[Number | None]) -> None:
    made = content({f"B1.1.{place}": value for place, value in enumerate(values)})
    assert as_bytes(from_bytes(as_bytes(made))) == as_bytes(made)
    told = {f"B1.1.{place}": of("members", of=("a", "b"), kind="difference") for place in range(len(values))}
    assert sources_from(sources_as_bytes(told)) == told


@given(st.integers(0, 11), st.sampled_from(ALPHABET))
def test_a_code_is_read_as_people_type_it_and_one_wrong_sign_is_found(place: int, sign: str) -> None:
    code = new_code()
    assert read_code(code) == read_code(code.lower().replace("-", " ")) == code and len(code) == 14
    bare = code.replace("-", "")
    slip = bare[:place] + sign + bare[place + 1 :]
    assert read_code(slip) == (code if sign == bare[place] else None)
    if place < 10 and bare[place] != bare[place + 1]:
        assert read_code(bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]) is None
    assert read_code("0000-0000-0000") is None and read_code("") is None and read_code("é" * 12) is None
