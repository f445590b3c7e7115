"""Charts: the drawing says what the numbers say, and every number also stands as text."""

from fractions import Fraction
from itertools import pairwise

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.web import charts
from liemchinh.web.components import Bar, Cell, Column, KeyFigure, Series, Table

NUMBERS = st.integers(0, 10**7)


def rendered(template: str, **given: object) -> str:
    return Template(template).render(Context(given))


def test_bars_share_one_scale_and_parts_add_up_to_their_bar() -> None:
    rows = charts.bar_rows([Bar("A", 40, parts=(10, 30)), Bar("B", 20, parts=(20, 0))])
    assert [(part.start, part.length) for part in rows[0].parts] == [("0.00%", "22.50%"), ("22.50%", "67.50%")]
    assert [(part.start, part.length) for part in rows[1].parts] == [("0.00%", "45.00%"), ("45.00%", "0.00%")]
    assert charts.bar_rows([]) == []
    assert charts.bar_rows([Bar("A", 0)])[0].parts[0].length == "0.00%"


def test_the_number_of_a_bar_is_written_beside_it_and_its_name_leads_on() -> None:
    html = rendered(
        "{% bar_chart bars legend=legend %}", bars=[Bar("Phú Lợi", 4780, "/x/", (2804, 1976))], legend=["Nữ", "Nam"]
    )
    assert '<a class="label" href="/x/">Phú Lợi</a>' in html
    assert '<span class="value">4.780</span>' in html
    assert "Nữ" in html
    assert 'width="52.79%"' in html


@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_columns_are_as_high_as_their_numbers(numbers: list[int]) -> None:
    labels = [f"T{place}" for place in range(len(numbers))]
    groups = charts.columns(labels, [Series("Kết nạp", tuple(numbers))])
    tallest = max(numbers) or 1
    for number, group in zip(numbers, groups, strict=True):
        (column,) = group.columns
        assert abs(float(column.height[:-1]) - number / tallest * 100) < 0.01
        assert abs(float(column.y[:-1]) + float(column.height[:-1]) - 100) < 0.02


@given(st.lists(st.one_of(st.none(), st.integers(-(10**6), 10**9)), min_size=1, max_size=12))
def test_a_line_stays_inside_its_plot_and_breaks_where_nothing_is_known(numbers: list[int | None]) -> None:
    labels = [f"T{place}" for place in range(len(numbers))]
    plot = charts.line_plot(labels, [Series("Số người", tuple(numbers))])
    assert len(plot.dots) == sum(number is not None for number in numbers)
    assert len(plot.strokes) == sum(one is not None and other is not None for one, other in pairwise(numbers))
    assert all(0 <= float(dot.y[:-1]) <= 100 for dot in plot.dots)
    assert 2 <= len(plot.ticks) <= 9


def test_the_scale_of_a_line_is_in_round_numbers_and_begins_at_zero_unless_all_is_far_from_it() -> None:
    assert charts._scale(Fraction(3), Fraction(97)) == (0, 50, 2)
    assert charts._scale(Fraction(45900), Fraction(46350)) == (45800, 200, 3)
    assert charts._scale(Fraction(0), Fraction(0)) == (0, Fraction(1, 2), 2)


def test_a_chart_never_stands_without_its_table() -> None:
    series = [Series("2025", (46214, None)), Series("2026", (0, 1204))]
    for tag in ("column_chart", "line_chart"):
        html = rendered(f'{{% {tag} labels series "Số người" "Tháng" %}}', labels=["T1", "T2"], series=series)
        assert '<td data-label="2025" class="n">46.214</td>' in html
        assert '<td data-label="2025" class="n">–</td>' in html
        assert '<td data-label="2026" class="n">0</td>' in html
        assert "<caption>Số người</caption>" in html
        assert "style=" not in html


def test_a_table_names_its_columns_in_every_cell_and_escapes_what_it_shows() -> None:
    table = Table(
        "Số liệu",
        (Column("Đơn vị"), Column("Quá hạn", numeric=True)),
        [(Cell("<b>Ấp 1</b>", "/a?b&c"), Cell(3, tone="late"))],
        (Cell("Cộng"), Cell(1204)),
    )
    html = rendered("{% data_table table %}", table=table)
    assert '<th scope="row"><a href="/a?b&amp;c">&lt;b&gt;Ấp 1&lt;/b&gt;</a></th>' in html
    assert '<td data-label="Quá hạn" class="n late">3</td>' in html
    assert "1.204" in html


def test_a_key_figure_shows_numbers_the_vietnamese_way_and_text_as_it_is() -> None:
    html = rendered(
        "{% key_figures items %}",
        items=[KeyFigure("Đảng viên", 46214, "người", "/a/"), KeyFigure("Nữ", "57,93%", tone="late")],
    )
    assert "<strong>46.214</strong> <span>người</span>" in html
    assert '<div class="figure late">' in html
