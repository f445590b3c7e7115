"""What the rulebook answers: the value of the day, the layer above, or unknown without a value."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.answers import Citation
from regulations.rulebook import Deadline, UnknownParameter, load
from regulations.tests.conftest import Layer, parameter, value
from regulations.working_days import Calendar

NO_CALENDAR = Calendar({})
DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))


def test_answers_the_value_of_the_day_with_reason_and_citation(layer: Layer) -> None:
    book = load(
        layer(
            "centre", parameter(value(30, "2020-01-01", "2020-12-31"), value(60, "2021-01-01", document="Quy định 2"))
        )
    )
    before, after = (book.parameter("time.limit", on=date(year, 12, 31)) for year in (2020, 2021))
    assert (before.verdict, before.value, before.citation) == ("yes", 30, Citation("Quy định 1"))
    assert (after.verdict, after.value, after.citation) == ("yes", 60, Citation("Quy định 2"))
    assert after.reason == "Thời hạn thử: 60 ngày; Quy định 2, áp dụng từ 01/01/2021."


@pytest.mark.parametrize("confidence, text", [("LOW", "nguồn chưa đủ tin cậy"), ("open", "chưa có nguyên văn")])
def test_a_doubtful_row_is_unknown_and_carries_no_value(confidence: str, text: str, layer: Layer) -> None:
    row = value(30, "2020-01-01", confidence=confidence)
    book = load(layer("centre", parameter(row.replace("value = 30\n", "") if confidence == "open" else row)))
    answer = book.parameter("time.limit", on=date(2020, 1, 1))
    assert (answer.verdict, answer.value, answer.citation, answer.confidence) == (
        "unknown",
        None,
        Citation("Quy định 1"),
        confidence,
    )
    assert text in answer.reason
    assert book.due_date(date(2020, 1, 1), "time.limit", on=date(2020, 1, 1), calendar=NO_CALENDAR) == answer


def test_a_day_without_value_is_unknown_and_names_the_nearest_document(layer: Layer) -> None:
    book = load(
        layer(
            "centre", parameter(value(30, "2020-01-01", "2020-06-30"), value(60, "2021-01-01", document="Quy định 2"))
        )
    )
    for day, document in [(date(2019, 12, 31), "Quy định 1"), (date(2020, 12, 31), "Quy định 1")]:
        answer = book.parameter("time.limit", on=day)
        assert (answer.verdict, answer.value, answer.citation) == ("unknown", None, Citation(document))


def test_contradicting_sources_are_unknown_and_both_are_named(layer: Layer) -> None:
    rows = value(1, "2020-01-01", confidence="LOW"), value(2, "2020-01-01", confidence="LOW", document="Quy định 2")
    answer = load(layer("centre", parameter(*rows))).parameter("time.limit", on=date(2020, 1, 1))
    assert (answer.verdict, answer.value) == ("unknown", None)
    assert "các nguồn mâu thuẫn (Quy định 1; Quy định 2)" in answer.reason


def test_a_name_nobody_wrote_is_a_mistake_not_an_unknown(layer: Layer) -> None:
    with pytest.raises(UnknownParameter):
        load(layer("centre", parameter(value(1, "2020-01-01")))).parameter("time.limits", on=date(2020, 1, 1))


def test_a_province_has_its_own_value_and_others_do_not(layer: Layer) -> None:
    local = value(45, "2020-01-01", more='jurisdiction = "lao_cai"')
    book = load(layer("centre", parameter(value(30, "2020-01-01"), local)))
    assert [
        book.parameter("time.limit", on=date(2020, 1, 1), jurisdiction=where).value
        for where in ("VN", "lao_cai", "ha_giang")
    ] == [30, 45, 30]


def test_the_installation_stands_over_the_province_and_the_province_over_the_centre(layer: Layer) -> None:
    book = load(
        layer("centre", parameter(value(1, "2020-01-01"))),
        layer("province", parameter(value(2, "2020-02-01", "2020-02-29"))),
        layer("installation", parameter(value(3, "2020-02-10", "2020-02-10"))),
    )
    days = date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 10), date(2020, 2, 29), date(2020, 3, 1)
    assert [book.parameter("time.limit", on=day).value for day in days] == [1, 2, 3, 2, 1]


def test_an_upper_layer_can_withdraw_a_value_as_unverified(layer: Layer) -> None:
    book = load(
        layer("centre", parameter(value(1, "2020-01-01"))),
        layer("installation", parameter(value(2, "2020-02-01", confidence="LOW"))),
    )
    assert [book.parameter("time.limit", on=date(2020, month, 1)).verdict for month in (1, 2)] == ["yes", "unknown"]


@settings(max_examples=60, deadline=None)
@given(start=DAYS, length=st.integers(0, 400), asked=DAYS)
def test_a_layered_value_replaces_only_its_own_dates(start: date, length: int, asked: date) -> None:
    end = start + timedelta(days=length)
    with TemporaryDirectory() as folder:
        low, high = Path(folder) / "low", Path(folder) / "high"
        for place, text in ((low, value(1, "2020-01-01")), (high, value(2, str(start), str(end)))):
            place.mkdir()
            (place / "a.toml").write_text(parameter(text), encoding="utf-8")
        book = load(low, high)
    assert book.parameter("time.limit", on=asked).value == (2 if start <= asked <= end else 1)


@pytest.mark.parametrize(
    "unit, length, due", [("d", 10, date(2020, 2, 10)), ("month", 1, date(2020, 2, 29)), ("year", 1, date(2021, 1, 31))]
)
def test_days_months_and_years_are_counted_from_the_day_after(unit: str, length: int, due: date, layer: Layer) -> None:
    book = load(layer("centre", parameter(value(length, "2020-01-01"), unit=unit)))
    answer = book.due_date(date(2020, 1, 31), "time.limit", on=date(2020, 1, 31), calendar=NO_CALENDAR)
    assert answer.value == Deadline("time.limit", date(2020, 1, 31), length, unit, (), due)
    assert due.strftime("%d/%m/%Y") in answer.reason


def test_the_unit_of_a_value_may_differ_from_the_units_before(layer: Layer) -> None:
    book = load(
        layer("centre", parameter(value(30, "2020-01-01", "2020-12-31"), value(30, "2021-01-01", more='unit = "wd"')))
    )
    assert [book.parameter("time.limit", on=date(year, 6, 1)).unit for year in (2020, 2021)] == ["d", "wd"]


def test_what_is_no_length_has_no_last_day(layer: Layer) -> None:
    book = load(layer("centre", parameter(value("true", "2020-01-01"), unit="bool")))
    with pytest.raises(ValueError, match="no length of time"):
        book.due_date(date(2020, 1, 1), "time.limit", on=date(2020, 1, 1), calendar=NO_CALENDAR)
