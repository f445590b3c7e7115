"""A chosen cell is found again by its words; what cannot be told apart is not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from liemchinh.filling.tests import books
from liemchinh.filling.workbook.labels import Labels, is_fillable, matched, moved
from liemchinh.filling.workbook.sheet import address, reference


def labels(book: Workbook) -> Labels:
    found = books.opened(books.saved(book)).labels(book.active.title)
    assert found is not None
    return found


def found(old: Workbook, new: Workbook, *cells: str) -> list[str]:
    before, after = labels(old), labels(new)
    places = [moved(before, after, address(cell)) for cell in cells]  # type: ignore[arg-type]
    return [reference(*place) if place else "" for place in places]


def test_a_cell_is_called_by_its_row_and_the_headings_above_it_merged_ones_among_them() -> None:
    told = labels(books.form())
    assert [told.row(5), told.column(5, 2), told.column(5, 3)] == [
        ["Kết nạp"],
        ["Số lượng", "Kỳ này"],
        ["Số lượng", "Cùng kỳ 2025"],
    ]


def test_only_places_for_numbers_can_be_filled() -> None:
    sheet = labels(books.form()).sheet
    cells = ("C5", "A5", "B5", "E5", "C3", "D3", "C10", "D10")
    assert {cell: is_fillable(sheet, *address(cell)) for cell in cells} == {  # type: ignore[misc]
        "C5": True, "A5": True, "B5": False, "E5": False, "C3": False, "D3": False, "C10": False, "D10": True,
    }  # fmt: skip


def test_the_same_workbook_gives_every_cell_back() -> None:
    cells = ["C5", "D6", "C7", "C9", "D9"]
    assert found(books.form(), books.form(), *cells) == cells


def test_rows_that_moved_are_found_by_their_words() -> None:
    lines = ("Một dòng mới", "Đầu kỳ", "Phục hồi", "Kết nạp", "Trong đó nữ", "Chuyển đến", "Trong đó nữ")
    assert found(books.form(), books.form(lines), "C5", "C6", "C7", "C8", "C9") == ["C6", "C8", "C9", "C10", "C11"]


def test_groups_that_changed_places_keep_their_lines() -> None:
    lines = ("Chuyển đến", "Trong đó nữ", "Đầu kỳ", "Kết nạp", "Trong đó nữ")
    assert found(books.form(), books.form(lines), "C7", "C9", "D9") == ["C9", "C6", "D6"]


def test_columns_that_moved_are_found_and_years_in_headings_do_not_count() -> None:
    plain = Workbook()
    for row in (("Tiêu chí", "Kỳ này", "Cùng kỳ 2025"), ("Kết nạp", None, None)):
        plain.active.append(row)
    later = Workbook()
    for row in (("Tiêu chí", "Kế hoạch", "Kỳ này", "Cùng kỳ 2026"), ("Kết nạp", None, None, None)):
        later.active.append(row)
    later.active.title = plain.active.title
    assert found(plain, later, "B2", "C2") == ["C2", "D2"]


def test_two_years_beside_each_other_are_the_same_two_places_a_year_later() -> None:
    def years(*headings: str) -> Workbook:
        book = Workbook()
        book.active.append(("Tiêu chí", *headings))
        book.active.append(("Kết nạp", *(None for _heading in headings)))
        return book

    assert found(years("Năm 2025", "Năm 2026"), years("Năm 2026", "Năm 2027"), "B2", "C2") == ["B2", "C2"]
    assert found(years("Năm 2025", "Năm 2026"), years("Năm 2025", "Năm 2026", "Năm 2027"), "C2") == [""]


def test_what_is_gone_or_could_be_two_lines_is_not_guessed() -> None:
    assert found(books.form(), books.form(("Đầu kỳ", "Chuyển đến")), "C6") == [""]
    twice = ("Đầu kỳ", "Kết nạp", "Trong đó nữ", "Trong đó nữ", "Chuyển đến", "Trong đó nữ")
    assert found(books.form(), books.form(twice), "C7", "C9") == ["", "C10"]


def test_a_cell_that_holds_a_formula_now_is_not_filled() -> None:
    new = books.form()
    new.active["C6"] = "=C5"
    assert found(books.form(), new, "C6", "C8") == ["", "C8"]


@given(
    st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=12),
    st.lists(st.sampled_from(["", "a", "b", "c", "e"]), max_size=12),
)
def test_a_line_that_is_found_has_the_same_words_and_no_two_lines_become_one(old: list[str], new: list[str]) -> None:
    was, now = ([(word,) if word else () for word in some] for some in (old, new))
    places = {at: matched(was, now, at) for at in range(len(was))}
    kept = {at: place for at, place in places.items() if place is not None}
    assert all(was[at] == now[place] for at, place in kept.items())
    assert len(set(kept.values())) == len(kept)


@pytest.mark.parametrize("words", ["Kết nạp", "Tổng số", "Xã Trà Mây"])
def test_words_are_labels_and_numbers_of_lines_are_not(words: str) -> None:
    book = Workbook()
    for cell in ("1", "II", "a)", "(3)", "3=1/2", "……", words):
        book.active.append((cell, None))
    told = labels(book)
    assert [told.row(row) for row in range(7)] == [[]] * 6 + [[words]]
