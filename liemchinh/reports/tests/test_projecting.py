"""A report on the wall of a meeting: one figure or one chart on each page, what is hidden hidden, read without a script and printed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.figures.periods import Period
from liemchinh.reports import writing
from liemchinh.reports.content import Cell, Content, Row, Section, Table
from liemchinh.reports.documents.projecting import MOST_CHARTS, MOST_LINES, Slide, slides
from liemchinh.reports.tests.samples import TABLE, WIDE, content
from tests.world import CONSOLE, World

COLUMNS = ("Kỳ này", "Cùng kỳ năm trước", "Tăng, giảm", "% so với cùng kỳ")


def line(label: str, now: int, before: int, depth: int = 0) -> Row:
    cells = (
        Cell(str(now), now),
        Cell(str(before), before),
        Cell(f"{now - before:+}", now - before),
        Cell("", why="heading"),
    )
    return Row(label, cells, depth)


def heading(label: str) -> Row:
    return Row(label, tuple(Cell("", why="heading") for _column in COLUMNS), strong=True)


def table(*rows: Row, columns: tuple[str, ...] = COLUMNS) -> Table:
    return Table("B1", "Kiểm tra", "tổ chức", columns, rows, "Số biểu chưa kiểm chứng")


def shown(one: Table) -> list[Slide]:
    return slides(replace(content(), sections=(Section("II. Kết quả", (one,)),)))


def test_a_sentence_with_figures_is_a_page_and_prose_is_none() -> None:
    told = slides(content())
    assert [("".join(run.text for run in one.runs), one.section) for one in told] == [
        ("Toàn đảng bộ có 46.214 đảng viên.", "I. Tình hình")
    ]


def test_a_table_is_a_chart_of_this_period_beside_the_last_on_one_scale() -> None:
    (one,) = shown(table(line("Bắt đầu", 40, 20), line("Kết luận", 10, 0, depth=1)))
    assert (one.title, one.unit, one.legend, one.note) == (
        "Kiểm tra",
        "tổ chức",
        COLUMNS[:2],
        "Số biểu chưa kiểm chứng",
    )
    assert [(told.label, told.depth, [bar.shown for bar in told.bars]) for told in one.lines] == [
        ("Bắt đầu", 0, ["40", "20"]), ("Kết luận", 1, ["10", "0"]),
    ]  # fmt: skip
    assert [[bar.parts[0].length for bar in told.bars] for told in one.lines] == [
        ["90.00%", "45.00%"],
        ["22.50%", "0.00%"],
    ]


def test_lines_under_a_heading_are_pages_of_their_own_and_a_line_alone_is_one_big_number() -> None:
    told = shown(table(line("Tổ chức", 3, 4), heading("Đảng viên"), line("Bắt đầu", 5, 5), line("Kết luận", 4, 5)))
    assert [one.title for one in told] == ["Kiểm tra: Tổ chức", "Kiểm tra: Đảng viên"]
    assert (told[0].number, told[0].beside) == ("3", (("Cùng kỳ năm trước", "4"), ("Tăng, giảm", "-1")))


def test_percentages_stand_on_another_page_than_counts() -> None:
    share = Row("Tỷ lệ", (Cell("12,00%", Decimal(12), "percent"), Cell("9,00%", Decimal(9), "percent")))
    told = shown(table(line("Bắt đầu", 400, 20), line("Kết luận", 10, 0), share))
    assert [(one.title, one.number) for one in told] == [("Kiểm tra", ""), ("Kiểm tra: Tỷ lệ", "12,00%")]


def test_what_is_hidden_or_unknown_is_said_so_and_never_drawn_as_a_number() -> None:
    (one,) = shown(
        table(Row("Bắt đầu", (Cell("không hiện", None, why="hidden"), Cell("–", None))), line("Kết luận", 1, 2))
    )
    assert [bar.shown for bar in one.lines[0].bars] == ["không hiện", "–"]
    assert [bar.parts[0].length for bar in one.lines[0].bars] == ["0.00%", "0.00%"]


def test_a_table_of_another_shape_is_a_chart_for_each_of_its_first_columns() -> None:
    told = shown(WIDE)
    assert [one.title for one in told][:2] == ["Theo đơn vị trực thuộc: Cột 1"] * 2
    assert len({one.title for one in told}) == MOST_CHARTS
    assert [len(one.lines) for one in told][:6] == [MOST_LINES] * 5 + [5]


@given(st.lists(st.tuples(st.integers(-5, 10**6), st.integers(0, 10**6), st.booleans()), max_size=30))
def test_every_line_with_a_number_stands_on_exactly_one_page(told: list[tuple[int, int, bool]]) -> None:
    rows = [
        heading(f"h{at}") if is_head else line(f"r{at}", now, before) for at, (now, before, is_head) in enumerate(told)
    ]
    pages = shown(table(*rows))
    labels = [one.label for page in pages for one in page.lines] + [
        page.title.rsplit(": ", 1)[1] for page in pages if page.number
    ]
    assert sorted(labels) == sorted(row.label for row in rows if row.label.startswith("r"))
    assert all(len(page.lines) <= MOST_LINES for page in pages)


@pytest.mark.django_db
def test_the_pages_are_linked_both_ways_and_only_for_those_who_may_see_the_report(world: World) -> None:
    year = Period(date(2016, 1, 1), date(2016, 12, 31))
    row = writing.start_report(world.places["commune"], "s:members_work", "year", year, actor=CONSOLE)
    address = f"/reports/{row.pk}/project/"
    assert f'href="{address}"' in world.client("giang").get(f"/reports/{row.pk}/").content.decode()
    page = world.client("giang").get(address).content.decode()
    assert [f'href="#p{number}"' in page for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "<strong>4</strong> đảng viên" in page and "Bản thảo, chưa ký" in page and "<script>" not in page
    assert [world.client(name).get(address).status_code for name in ("binh", "dung")] == [404, 404]


def test_an_empty_report_has_no_page_of_figures() -> None:
    assert slides(Content("a", 1, "b", "c", "2026-01-01", "2026-01-01", "2026-01-01", ())) == []
    assert shown(replace(TABLE, rows=())) == []
