"""The trial before anything is recorded: what it promises is what happens, and what is wrong is told once."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from liemchinh.imports.tests.builders import Grid, xlsx
from liemchinh.imports.tests.test_pages import LIST, targeted, text
from liemchinh.imports.verdicts import Verdict, alike
from liemchinh.jobs.running import run_once
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
UNDATED: Grid = [["Họ và tên", "Ngày sinh"], *[[f"Ngô Văn {name}", "1971"] for name in ("Một", "Hai", "Ba")]]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)


def practised(client: Client, world: World, grid: Grid) -> str:
    return text(client, f"{targeted(client, world, data=xlsx(grid))}practice/")


def test_where_nothing_can_be_recorded_nothing_is_offered_to_be_recorded(world: World) -> None:
    tried = practised(world.client("nam"), world, UNDATED)
    assert "Chưa dòng nào ghi được" in tried and "/begin/" not in tried and "Xem lại các cột" in tried


def test_what_is_wrong_with_many_rows_is_told_once_under_the_name_of_the_column_that_is_missing(world: World) -> None:
    tried = practised(world.client("nam"), world, UNDATED)
    assert tried.count("Dòng không có ngày kết nạp") == 1 and "Dòng 2–4" in tried and "(3 dòng)" in tried
    assert '<td data-label="Cột">Ngày vào Đảng</td>' in tried and "admitted_on" not in tried


def test_a_file_that_was_read_in_before_has_nothing_to_record(world: World) -> None:
    client = world.client("nam")
    grid: Grid = [LIST[1], LIST[2]]
    address = targeted(client, world, data=xlsx(grid))
    assert "Ghi 1 dòng vào sổ" in text(client, f"{address}practice/")
    client.post(f"{address}begin/")
    run_once()
    part = client.get(address, headers={"X-Part": "1"}).content.decode()
    assert "Xem từng dòng" in part and "Xem từng dòng" not in text(client, address)
    again = practised(client, world, grid)
    assert "Mọi dòng đều đã có trong sổ" in again and "/begin/" not in again


def test_a_row_that_only_waits_is_not_said_to_be_recorded(world: World) -> None:
    tried = practised(world.client("nam"), world, [LIST[1], LIST[4]])
    assert "Đưa 1 dòng vào hàng chờ" in tried and "dòng vào sổ" not in tried


def test_a_file_too_long_to_be_tried_whole_is_offered_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.imports.views.draft.TRIED", 2)
    tried = practised(world.client("nam"), world, UNDATED)
    assert "Đã thử 2 trong 3 dòng" in tried and "Nhập cả 3 dòng" in tried


def test_rows_of_which_the_same_is_said_are_told_as_spans() -> None:
    rows = [2, 3, 4, 6, 9, 10]
    said = [Verdict("", row, "rejected", "Ngày sinh", "x") for row in rows] + [Verdict("", 5, "duplicate", "", "y")]
    assert [(one.said.kind, one.told) for one in alike(reversed(said))] == [
        ("rejected", "2–4, 6, 9–10"),
        ("duplicate", "5"),
    ]
    many = alike([Verdict("", row, "rejected", "", "x") for row in range(0, 40, 2)])
    assert [one.told for one in many] == ["0, 2, 4, 6, 8, 10, …"]
