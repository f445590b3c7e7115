"""What holds for every file: each filled row is a row or is named as none, the second reading says the same, only Unreadable is raised."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.imports.reading import Mapping, MemberRow, RejectedRow, Table, Unreadable, preview, read, rows
from liemchinh.imports.reading.readers import reader_of
from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.vocabulary import open_vocabulary
from liemchinh.imports.tests.builders import Grid, as_tcvn3, as_vni, csv_text, misread, ods, rezipped, xls, xlsb, xlsx

WORDS = open_vocabulary()
NAMES = st.sampled_from(["Nguyễn Văn An", "TRẦN THỊ BÌNH", "Thạch Sa Rết", "Đặng Đức", "Lý Út"])
BIRTHS = st.sampled_from(["1956", "05/1956", "3/5/1956", "1956-05-03", "ngày 3 tháng 5 năm 1956", "03.05.1956"])
TITLES = st.lists(
    st.sampled_from(["ĐẢNG BỘ XÃ HÒA ÂN", "DANH SÁCH ĐẢNG VIÊN", "(Kèm theo báo cáo)", "Năm 2025"]), max_size=3
)
BETWEEN = st.sampled_from(["", "", "", "heading", "total", "blank", "numbering"])
FEET = st.lists(
    st.sampled_from(["Tổng cộng: 5 đồng chí", "* Ghi chú", "NGƯỜI LẬP BIỂU", "", "Hòa Ân, ngày 1 tháng 2 năm 2025"]),
    max_size=3,
)


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[list[object]], dict[int, str], set[int]]:
    """A member list: its grid, the names expected by row number, and the rows that are filled and not data."""
    titles: list[list[object]] = [[title] for title in draw(TITLES)]
    heading: list[object] = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Ghi chú"]
    grid = [*titles, heading]
    expected: dict[int, str] = {}
    for number in range(1, draw(st.integers(1, 12)) + 1):
        name = draw(NAMES)
        grid.append(
            [
                number,
                name,
                draw(BIRTHS),
                draw(st.sampled_from(["Nam", "Nữ", ""])),
                "Kinh",
                draw(st.sampled_from(["", "đi học"])),
            ]
        )
        expected[len(grid)] = name.title()
        match draw(BETWEEN):
            case "heading":
                grid.append(heading)
            case "total":
                grid.append(["Cộng", "", number])
            case "blank":
                grid.append([])
            case "numbering":
                grid += [heading, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]]
    grid += [[foot] for foot in draw(FEET)]
    filled = {place for place, cells in enumerate(grid, start=1) if any(cell not in ("", None) for cell in cells)}
    return grid, expected, filled - set(expected)


def outcome(data: bytes, name: str) -> tuple[dict[int, str], set[int]]:
    """Names by row number, and the rows that are none."""
    tables = read(data, name).tables
    names = {
        row.row: row.full_name if isinstance(row, MemberRow) else repr(row) for table in tables for row in rows(table)
    }
    return names, {row.row for table in tables for row in table.not_rows}


@given(lists(), st.sampled_from(["csv", "xlsx", "xls", "xlsb", "ods", "tcvn3", "vni", "misread"]))
def test_a_list_gives_exactly_its_people_in_every_form(
    drawn: tuple[list[list[object]], dict[int, str], set[int]], form: str
) -> None:
    grid, names, others = drawn
    texts: dict[str, Callable[[str], str]] = {"csv": str, "tcvn3": as_tcvn3, "vni": as_vni, "misread": misread}
    makers: dict[str, Callable[[Grid], bytes]] = {"xlsx": xlsx, "xls": xls, "xlsb": xlsb, "ods": ods}
    if form in texts:
        assert outcome(texts[form](csv_text(grid)).encode(), "a.csv") == (names, others)
    else:
        assert outcome(makers[form](grid), f"a.{form}") == (names, others)


WORDS_OF_FILES = [
    "Họ và tên", "Năm sinh", "STT", "Tổng cộng", "NGƯỜI LẬP", "Chi bộ ấp 1", "(1)", "Nam", "x", "1956", "30/02/1956", "kỷ luật", "",
    "", "", "id", "full_name", "Ghi chú", "A", "B", "1", "2", "3",
]  # fmt: skip
CELLS = st.one_of(st.sampled_from(WORDS_OF_FILES), st.text(max_size=12))
GRIDS = st.lists(st.lists(CELLS, max_size=7), max_size=14)


def all_rows(table: Table) -> list[object]:
    """Every row twice over, which must agree."""
    first, second = list(rows(table)), list(rows(table))
    assert first == second
    assert [row.row for row in first] == list(table.row_numbers)
    assert all(
        row.problems and all(problem.reason for problem in row.problems)
        for row in first
        if isinstance(row, RejectedRow)
    )
    return list(first)


@given(GRIDS)
def test_every_filled_row_of_any_sheet_is_a_row_or_named_as_none_once(grid: list[list[str]]) -> None:
    data = xlsx([[cell for cell in cells if cell.isprintable()] for cells in grid])
    reading = read(data, "a.xlsx")
    read_as_rows = [number for table in reading.tables for number in table.row_numbers]
    named_as_none = [row.row for table in reading.tables for row in table.not_rows]
    assert len(set(read_as_rows + named_as_none)) == len(read_as_rows) + len(named_as_none)
    if reading.tables:
        [sheet] = {table.source for table in reading.tables}
        filled = {
            number for number, cells in enumerate(sheet.walk(), start=1) if any(str(cell).strip() for cell in cells)
        }
        assert filled <= set(read_as_rows + named_as_none) <= set(range(1, len(grid) + 1))
    assert sum(len(all_rows(table)) for table in reading.tables) == reading.count
    assert repr(read(data, "a.xlsx").notices) == repr(reading.notices)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode), GRIDS.map(csv_text).map(str.encode)),
       st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a.xlsb", "a.txt", "", "a", "a.doc"]))  # fmt: skip
def test_any_bytes_under_any_name_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(Unreadable):
        for table in read(data, name).tables:
            all_rows(table)
            preview(table)


ANY_CELL: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=30), st.floats(), st.integers(-(10**12), 10**20), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(),
    st.sampled_from(["30/02/1956", "0/0/0", "1e400", "²", "٣", "\x00", "=", '=""', "'", "(", "x" * 5000, "1" * 40, "Đ/c", "1.", "()"]),
    st.from_regex(r"[0-9./\- ]{1,12}", fullmatch=True),
)  # fmt: skip


@given(ANY_CELL)
def test_no_cell_makes_any_reader_raise(cell: Cell) -> None:
    for kind, words in WORDS.tables.items():
        for field in words.fields:
            reader_of(field, Mapping(kind, (), ""), WORDS, typed=True)(cell)
            reader_of(field, Mapping(kind, (), ""), WORDS, typed=False)(cell)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, left out or put in, more often near the beginning where the structure is."""
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        place = chance.randrange(min(len(changed), 1500) if chance.random() < 0.3 else len(changed))
        match chance.randrange(5):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                changed[place] ^= 1 << chance.randrange(8)
            case 2:
                del changed[place : place + chance.choice([1, 2, 4, 100])]
            case 3:
                changed[place:place] = chance.randbytes(chance.choice([1, 4, 16]))
            case 4:
                changed[place : place + 4] = chance.choice(
                    [b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"9999", b"\0\0\0\0"]
                )
        changed = changed or bytearray(b"x")
    return bytes(changed)


LONG: Grid = [
    ["STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Số thẻ"],
    *(
        [number, f"Nguyễn Văn {chr(65 + number % 26)}n", 1950 + number % 50, "Kinh", 84000000 + number]
        for number in range(60)
    ),
]


@pytest.mark.parametrize("form", ["csv", "xlsx", "xls", "xlsb", "ods"])
def test_damaged_files_are_read_or_refused_and_the_process_lives_on(
    form: str, count: Callable[[int, int], int]
) -> None:
    makers: dict[str, Callable[[Grid], bytes]] = {
        "xlsx": xlsx,
        "xls": xls,
        "xlsb": xlsb,
        "ods": ods,
        "csv": lambda grid: csv_text(grid).encode(),
    }
    whole = makers[form](LONG)
    for seed in range(count(150, 15_600)):
        chance = random.Random(seed)
        if form in ("csv", "xls") or chance.random() < 0.15:
            damaged = mutated(whole, chance)
        else:
            # Damage inside the archive, where no checksum tells.
            def damage(name: str, data: bytes, chance: random.Random = chance) -> bytes:
                return mutated(data, chance) if data and chance.random() < 0.4 else data

            damaged = rezipped(whole, damage)
        with suppress(Unreadable):
            for table in read(damaged, f"a.{form}").tables:
                list(rows(table))


def test_the_cells_a_workbook_can_hold_all_come_through() -> None:
    noon = datetime(1956, 5, 3, 12)  # noqa: DTZ001 - cells have no zone
    odd = [date(1956, 5, 3), noon, time(7), timedelta(days=2), True, 1e300, -1.5, "=1+1"]
    data = xlsx([["Họ và tên", "Năm sinh"], *(["Lê An", cell] for cell in odd)])
    [table] = read(data, "a.xlsx").tables
    assert len(all_rows(table)) == len(odd)
