"""The list of members in fourteen columns (7-HSĐV), cell by cell against tables made by hand."""

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from liemchinh.figures.asking import Question, question
from liemchinh.figures.member_book import book_headings, book_visible_to
from liemchinh.journal.models import Entry
from liemchinh.members.changes import NewAct
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import record_act, register_person
from tests.world import CONSOLE, World

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
ADDRESS = "/figures/export/register/?period=year&year=2025&at={}"
JOINED = "19/05/2016\n19/05/2017"
NOBODY_LEFT = ("", "", "", "", "")
DU = PersonFacts(
    "Lê Thị Đủ", "nữ", "1980-02-01", "khmer", "upper_secondary", "bachelor", "theory_intermediate", "armed_forces", "xã Trà Mây",
    "012345 BA", "30 năm", "84009",
)  # fmt: skip
FULL = ["Lê Thị Đủ", "nữ", "xã Trà Mây", "Trung học phổ thông\nTrung cấp\nĐại học", "Sĩ quan, chiến sĩ lực lượng vũ trang", "01/01/2001",
        "84009\n012345 BA\n30 năm", "x", "", "06/06/2025\nChi bộ Cửa Đại", "", "", ""]  # fmt: skip


def act(world: World, person: int, kind: str, on: str, place: str) -> None:
    record_act(person, NewAct(kind, date.fromisoformat(on), world.places[place]), actor=CONSOLE)


def move(world: World, person: int, on: str, source: str, target: str) -> None:
    act(world, person, "transferred_out", on, source)
    act(world, person, "transferred_in", on, target)


def person(world: World, facts: PersonFacts, place: str) -> int:
    return register_person(facts, [NewAct("admitted", date(2001, 1, 1), world.places[place])], actor=CONSOLE)


@pytest.fixture
def moved(world: World) -> World:
    """In 2025 one died, one went to another province, one within the commune, one came, one was struck off, one expelled and restored."""
    people = world.people
    act(world, people["branch"], "died", "2025-03-03", "branch")
    move(world, people["sibling"], "2025-04-04", "sibling", "other_branch")
    move(world, people["em"], "2025-05-05", "sibling", "branch")
    move(world, person(world, DU, "other_branch"), "2025-06-06", "other_branch", "branch")
    act(world, people["binh"], "struck_off", "2025-07-07", "branch")
    undone = person(world, PersonFacts("Ngô Văn Vẹn", "nam"), "sibling")
    act(world, undone, "official", "2002-01-01", "sibling")
    act(world, undone, "expelled", "2025-08-08", "sibling")
    act(world, undone, "restored", "2026-01-15", "sibling")
    return world


def asked(world: World, place: str, first: date = FIRST) -> Question:
    return question(world.places[place], first, LAST)


def rows(data: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_the_list_of_the_commune_is_the_table_made_by_hand(moved: World) -> None:
    answer = moved.client("nam").post(ADDRESS.format(moved.places["commune"]), {"as": "xlsx"})
    told = rows(answer.content)
    assert [line[0] for line in told[:3]] == [
        "Sổ danh sách đảng viên (mẫu 7-HSĐV)", "Đảng bộ xã Trà Mây", "Có đến ngày 31/12/2025, kể cả người đi từ ngày 01/01/2025",
    ]  # fmt: skip
    assert told[4] == book_headings()
    assert told[5:] == [
        [1, "Trần Văn Bình", "nam", "", "", "", JOINED, "84003", "", "", "", "", "07/07/2025\nxóa tên", ""],
        [2, *FULL],
        # Within the commune nobody went or came.
        [3, "Huỳnh Thị Em", "nam", "", "", "", JOINED, "84004", "", *NOBODY_LEFT],
        [4, "Thạch Vĩnh Phúc", "nam", "", "", "", JOINED, "84000", "", "", "", "03/03/2025", "", ""],
        # Belongs to another province now: what is recorded there is not told here.
        [5, "Kim Sô Rây", "nam", "", "", "", JOINED, "", "", "04/04/2025\nChi bộ Cửa Đại", "", "", "", ""],
        # Expelled in the year, restored since: the expulsion is told no more.
        [6, "Ngô Văn Vẹn", "nam", "", "", "", "01/01/2001\n01/01/2002", "", "", *NOBODY_LEFT],
    ]


def test_in_a_branch_who_came_from_the_branch_beside_came(moved: World) -> None:
    book = book_visible_to(moved.actor("nam"), asked(moved, "branch"))
    assert book is not None
    assert {row[1]: row[10] for row in book.rows} == {
        "Trần Văn Bình": "",
        "Lê Thị Đủ": "06/06/2025\nChi bộ Cửa Đại",
        "Huỳnh Thị Em": "05/05/2025\nChi bộ ấp Rạch Dừa, Đảng bộ xã Trà Mây",
        "Thạch Vĩnh Phúc": "",
    }


def test_who_left_before_the_period_is_not_in_it_and_who_left_on_its_first_day_is(moved: World) -> None:
    names = {
        first: [row[1] for row in book.rows]
        for first in (date(2025, 7, 7), date(2025, 7, 8))
        if (book := book_visible_to(moved.actor("nam"), asked(moved, "branch", first)))
    }
    assert names == {
        date(2025, 7, 7): ["Trần Văn Bình", "Lê Thị Đủ", "Huỳnh Thị Em"],
        date(2025, 7, 8): ["Lê Thị Đủ", "Huỳnh Thị Em"],
    }


def test_no_ethnicity_and_no_religion_of_anybody_is_in_the_list(moved: World) -> None:
    answer = moved.client("nam").post(ADDRESS.format(moved.places["commune"]), {"as": "xlsx"})
    told = " ".join(str(cell).lower() for row in rows(answer.content)[5:] for cell in row)
    assert [word in told for word in ("kinh", "khơ-me", "khmer", "lê thị đủ")] == [False, False, False, True]
    assert "không thu thập" in book_headings()[2]


def test_taking_it_out_asks_for_both_rights_and_stands_in_the_journal(moved: World) -> None:
    before = Entry.objects.filter(kind="figures.exported").count()
    answers = {
        name: moved.client(name).post(ADDRESS.format(moved.places["branch"]), {"as": "xlsx"}).status_code
        for name in ("nam", "giang", "chi", "binh", "dung")
    }
    assert answers == {"nam": 200, "giang": 404, "chi": 404, "binh": 404, "dung": 404}
    assert Entry.objects.filter(kind="figures.exported").count() == before + 1
    assert moved.client("nam").post(ADDRESS.format(moved.places["branch"]), {"as": "csv"}).status_code == 422


def test_a_district_keeps_no_such_list(world: World) -> None:
    client = world.client("an")
    pages = {
        place: client.get(ADDRESS.format(world.places[place])).status_code
        for place in ("province", "district", "commune", "branch")
    }
    assert pages == {"province": 404, "district": 404, "commune": 200, "branch": 200}
    as_known_before = ADDRESS.format(world.places["branch"]) + "&known=2026-01-01"
    on_another_tree = ADDRESS.format(world.places["branch"]) + "&tree=2025-06-01"
    assert [client.get(address).status_code for address in (as_known_before, on_another_tree)] == [404, 404]
    forms = {
        place: "7-HSĐV" in client.get(f"/figures/forms/?at={world.places[place]}").content.decode()
        for place in ("district", "branch")
    }
    assert forms == {"district": False, "branch": True}


def test_the_number_of_queries_does_not_grow_with_the_people(moved: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            book_visible_to(moved.actor("nam"), asked(moved, "commune"))
        return len(caught)

    few = queries()
    for number in range(5):
        newcomer = person(moved, PersonFacts(f"Cao Văn Mới {number}", "nam"), "other_branch")
        move(moved, newcomer, f"2025-09-0{number + 1}", "other_branch", "sibling")
    assert queries() == few


def test_the_sheet_is_laid_out_for_a4_on_its_side_with_repeated_headings(world: World) -> None:
    answer = world.client("nam").post(ADDRESS.format(world.places["branch"]), {"as": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize), sheet.print_title_rows) == (
        "landscape",
        "9",
        "$5:$5",
    )
