"""Working days: what is added can be counted back, no holiday is ever a last day, and an unverified year is unknown."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations import calendar_tool
from regulations.charter import CALENDAR, SHIPPED, open_charter
from regulations.reading import Malformed
from regulations.working_days import Calendar, DayOff, Year, add_months, load_calendar

KEPT = open_charter().calendar


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Two verified years with any days off and any Saturdays worked."""
    day = st.integers(0, 729).map(lambda shift: date(2021, 1, 1) + timedelta(days=shift))
    off = draw(st.sets(day, max_size=120))
    worked = {one for one in draw(st.sets(day, max_size=20)) if one.weekday() >= 5} - off
    return Calendar(
        {
            year: Year(
                year,
                {one: "nghỉ" for one in off if one.year == year},
                frozenset(one for one in worked if one.year == year),
                "HIGH",
                "",
                date(2026, 11, 20),
            )
            for year in (2021, 2022)
        }
    )


@given(calendar=calendars(), start=st.dates(date(2021, 1, 1), date(2021, 12, 31)), count=st.integers(0, 60))
def test_adding_n_working_days_and_counting_them_gives_n(calendar: Calendar, start: date, count: int) -> None:
    walk = calendar.add(start, count)
    assert walk is not None
    assert calendar.count(start, walk.end) == count


@given(calendar=calendars(), start=st.dates(date(2021, 1, 1), date(2021, 12, 31)), count=st.integers(1, 60))
def test_a_last_day_is_never_a_day_off(calendar: Calendar, start: date, count: int) -> None:
    walk = calendar.add(start, count)
    assert walk is not None
    assert calendar.is_working_day(walk.end) is True
    assert all(calendar.is_working_day(off.day) is False and off.day.weekday() < 5 for off in walk.skipped)


@given(
    calendar=calendars(),
    start=st.dates(date(2021, 1, 1), date(2021, 6, 30)),
    first=st.integers(0, 30),
    second=st.integers(0, 30),
)
def test_adding_in_two_steps_is_adding_at_once(calendar: Calendar, start: date, first: int, second: int) -> None:
    halfway = calendar.add(start, first)
    assert halfway is not None
    end, at_once = calendar.add(halfway.end, second), calendar.add(start, first + second)
    assert end is not None and at_once is not None
    assert end.end == at_once.end


def test_a_missing_or_doubtful_year_is_unknown() -> None:
    for day in (date(2018, 12, 31), date(2027, 1, 4)):
        assert KEPT.is_working_day(day) is None
    assert KEPT.add(date(2026, 12, 30), 1) is not None
    assert KEPT.add(date(2026, 12, 30), 2) is None
    assert KEPT.count(date(2026, 12, 30), date(2027, 1, 4)) is None


def test_a_negative_time_limit_is_a_mistake() -> None:
    with pytest.raises(ValueError):
        KEPT.add(date(2026, 1, 1), -1)


def test_the_days_passed_over_are_named() -> None:
    walk = KEPT.add(date(2026, 4, 24), 1)
    assert walk is not None
    assert (walk.end, walk.skipped) == (
        date(2026, 4, 28),
        (DayOff(date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),),
    )


@pytest.mark.parametrize(
    "first, last",
    [
        ("2019-02-04", "2019-02-08"),
        ("2020-01-23", "2020-01-29"),
        ("2021-02-10", "2021-02-16"),
        ("2022-01-31", "2022-02-04"),
        ("2023-01-20", "2023-01-26"),
        ("2024-02-08", "2024-02-14"),
        ("2025-01-27", "2025-01-31"),
        ("2026-02-16", "2026-02-20"),
        ("2022-09-01", "2022-09-02"),
        ("2023-09-01", "2023-09-04"),
        ("2024-04-29", "2024-05-01"),
        ("2025-04-30", "2025-05-02"),
        ("2025-09-01", "2025-09-02"),
        ("2026-01-01", "2026-01-02"),
        ("2026-08-31", "2026-09-02"),
    ],
)
def test_offices_were_closed_from_one_day_to_another(first: str, last: str) -> None:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    assert KEPT.count(start - timedelta(days=1), end) == 0


@pytest.mark.parametrize("day", ["2019-01-05", "2019-05-04", "2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"])
def test_a_saturday_exchanged_for_a_day_off_is_worked(day: str) -> None:
    assert KEPT.is_working_day(date.fromisoformat(day)) is True


def test_the_kept_calendar_is_what_the_tool_writes() -> None:
    kept = (SHIPPED / CALENDAR / "vietnam.toml").read_text(encoding="utf-8")
    assert kept == calendar_tool.write(2019, 2027, date(2026, 11, 20)), (
        "the package knows other days now: check them, then write the file again"
    )


@pytest.mark.parametrize(
    "day, months, then",
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: str, months: int, then: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


YEAR = """
[[year]]
year = 2030
confidence = "HIGH"
source = "thông báo"
checked_on = 2029-12-01
off = [ {{ day = {day}, name = "Tết" }} ]
{more}
"""


def test_a_year_of_a_higher_layer_replaces_the_whole_year(tmp_path: Path) -> None:
    for name, day in (("low", "2030-01-01"), ("high", "2030-01-02")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.toml").write_text(YEAR.format(day=day, more=""), encoding="utf-8")
    calendar = load_calendar(tmp_path / "low", tmp_path / "high")
    assert [calendar.is_working_day(date(2030, 1, day)) for day in (1, 2)] == [True, False]


@pytest.mark.parametrize(
    "day, more, told",
    [
        ("2031-01-01", "", "không thuộc năm 2030"),
        ("2030-01-01", 'worked = [ { day = 2030-01-02, name = "bù" } ]', "thứ Bảy hoặc Chủ nhật"),
        ("2030-01-05", 'worked = [ { day = 2030-01-05, name = "bù" } ]', "ngày ghi hai lần"),
        ("2030-01-01", "weekend = 1", "khóa lạ"),
        ("2030-01-01", YEAR.format(day="2030-01-01", more=""), "đã có trong một tệp"),
    ],
)
def test_a_calendar_that_does_not_hold_together_is_refused(day: str, more: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(YEAR.format(day=day, more=more), encoding="utf-8")
    with pytest.raises(Malformed, match=told):
        load_calendar(tmp_path)
