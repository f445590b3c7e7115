"""Dates and numbers as a Vietnamese office writes and reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django import forms
from django.template import engines
from django.utils import formats, translation

from liemchinh.web.dates import PartialDate, show, show_long
from liemchinh.web.numbers import show_number, show_percent, show_share, show_signed


def rendered(template: str, **given: object) -> str:
    return engines["django"].from_string(template).render(given)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_ninth_of_january_is_never_the_first_of_september(language: str) -> None:
    with translation.override(language):
        for written in ("09/01/2026", "9/1/2026", "09-01-2026", "09.01.2026", "09/01/26", "2026-01-09"):
            assert forms.DateField().clean(written) == date(2026, 1, 9)
            assert forms.DateField(localize=True).clean(written) == date(2026, 1, 9)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_numbers_and_dates_are_printed_one_way_in_both_languages(language: str) -> None:
    with translation.override(language):
        assert rendered("{{ n }} {{ p }} {{ d }}", n=46214, p=18.47, d=date(2026, 11, 20)) == "46.214 18,47 20/11/2026"
        assert formats.date_format(date(2026, 1, 9), "SHORT_DATE_FORMAT") == "09/01/2026"
        assert forms.DecimalField(localize=True).clean("18,47") == Decimal("18.47")
        assert rendered("{{ y|plain }} {{ n|number }}", y=2026, n=None) == "2026 "


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (46214, None, "46.214"),
        (0, None, "0"),
        (-1204, None, "−1.204"),
        (Decimal("18.470"), None, "18,470"),
        (18.47, None, "18,47"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("-0.001"), 2, "0,00"),
        (Fraction(1, 3), 2, "0,33"),
        (1234567, 1, "1.234.567,0"),
    ],
)
def test_a_number_is_grouped_with_dots_and_has_a_decimal_comma(
    value: Decimal, decimals: int | None, expected: str
) -> None:
    assert show_number(value, decimals) == expected


def test_percentages_carry_two_decimals_and_a_share_of_nothing_is_a_dash() -> None:
    assert show_percent(Decimal("57.93")) == "57,93%"
    assert show_percent(100) == "100,00%"
    assert show_share(1, 3) == "33,33%"
    assert show_share(0, 0) == "–"
    assert rendered("{{ w|share_of:m }} {{ p|percent }}", w=26772, m=46214, p=18.4) == "57,93% 18,40%"


def test_a_difference_carries_its_sign_and_none_when_there_is_no_difference() -> None:
    assert [show_signed(n) for n in (1204, -56, 0)] == ["+1.204", "−56", "0"]
    assert show_signed(Decimal("0.001"), 2) == "0,00"
    assert show_signed(Decimal("-0.126"), 2) == "−0,13"


def test_documents_pad_days_under_ten_and_the_first_two_months() -> None:
    assert show_long(date(2018, 4, 3)) == "ngày 03 tháng 4 năm 2018"
    assert show_long(date(2026, 2, 20)) == "ngày 20 tháng 02 năm 2026"
    assert show(None) == ""


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("1956", date(1956, 1, 1), date(1956, 12, 31), "1956"),
        ("1956-02", date(1956, 2, 1), date(1956, 2, 29), "02/1956"),
        ("1956-05-03", date(1956, 5, 3), date(1956, 5, 3), "03/05/1956"),
    ],
)
def test_a_partial_date_knows_what_it_can_mean_and_invents_no_day(
    text: str, first: date, last: date, shown: str
) -> None:
    partial = PartialDate.parse(text)
    assert (partial.earliest, partial.latest, str(partial)) == (first, last, shown)
    assert partial.is_complete == (first == last)


@pytest.mark.parametrize(
    "text", ["", "56", "1956-13", "1957-02-29", "03/05/1956", "1700", "1956-5", "1956-00", "1956-05-00", "một"]
)
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_filters_say_days_moments_terms_and_durations_in_words() -> None:
    day, noon = date(2026, 11, 20), datetime(2026, 11, 20, 20, 5, tzinfo=UTC)
    assert (
        rendered("{{ d|day }} · {{ n|day }} · {{ n|moment }}", d=day, n=noon)
        == "20/11/2026 · 21/11/2026 · 03:05 21/11/2026"
    )
    assert rendered("{{ d|long_day }}", d=day) == "ngày 20 tháng 11 năm 2026"
    assert rendered("{{ d|last_day }}", d=date(2025, 7, 1)) == "30/06/2025"
    assert (
        rendered("{{ a|partial_day }} {{ b|partial_day }} {{ c|partial_day }}", a="1956-05", b="?", c=None)
        == "05/1956 ? "
    )
    for due, words in [
        (date(2026, 11, 17), "quá hạn 3 ngày"),
        (day, "hạn hôm nay"),
        (date(2026, 12, 2), "còn 12 ngày"),
    ]:
        assert rendered("{{ due|due:on }}", due=due, on=day) == words
    for start, words in [
        (date(2014, 8, 20), "12 năm 3 tháng"),
        (date(2014, 8, 21), "12 năm 2 tháng"),
        (date(2026, 11, 8), "12 ngày"),
        (date(2025, 11, 20), "1 năm"),
        (date(2027, 1, 1), ""),
    ]:
        assert rendered("{{ start|duration:on }}", start=start, on=day) == words
