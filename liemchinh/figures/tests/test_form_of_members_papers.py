"""Form 7, cell by cell, against a table worked out by hand: badges as decided, stays for a time, transfers for good."""

import io
from datetime import date

from openpyxl import load_workbook

from liemchinh.awards.models import Award
from liemchinh.awards.occasions import Occasion
from liemchinh.awards.services import cancel_step, decide_awards, hand_over, propose_awards
from liemchinh.figures.asking import question
from liemchinh.figures.records import records_visible_to
from liemchinh.figures.statistical.asking import form_visible_to, forms
from liemchinh.figures.statistical.filling import Filled
from liemchinh.figures.workbooks import Office, form_workbook
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from liemchinh.transfers.queries import of_person
from liemchinh.transfers.receiving import receive_members
from liemchinh.transfers.sending import Letter, send_members, send_outside
from tests.world import CONSOLE, World

SPRING = {2025: Occasion(date(2025, 5, 19), date(2025, 2, 3)), 2026: Occasion(date(2026, 5, 19), date(2026, 2, 3))}
UNKNOWN = ("chưa rõ hạn trước 01/07/2025", None, None)
NOTHING, EMPTY, HEADING = (0, 0, None), ("chưa có trong phần mềm", None, None), (None, None, None)
# January to 3 March 2026 in the commune, the same a year before, percent.
EXPECTED = [
    ("I", "Khen thưởng", HEADING), ("1", "Tổ chức đảng được khen thưởng", EMPTY), ("a", "Cờ", EMPTY), ("b", "Bằng khen", EMPTY),
    ("c", "Giấy khen", EMPTY), ("2", "Đảng viên được khen thưởng", EMPTY), ("a", "Bằng khen", EMPTY), ("b", "Giấy khen", EMPTY),
    ("II", "Tặng Huy hiệu Đảng", (2, 1, 200)), (None, "Huy hiệu 30 năm", (1, 1, 100)), (None, "Huy hiệu 40 năm", (1, 0, None)),
    *((None, f"Huy hiệu {years} năm", NOTHING) for years in (45, 50, 55, 60, 65, 70, 75, 80, 85, 90)),
    ("III", "Thẻ đảng viên", HEADING), ("1", "Phát thẻ", EMPTY), ("2", "Cấp lại do mất", EMPTY), ("3", "Đổi do hỏng", EMPTY),
    ("IV", "Chuyển sinh hoạt đảng (lượt)", HEADING), ("1", "Tạm thời", HEADING), ("a", "Chuyển đi", (2, 0, None)),
    ("b", "Chuyển đến", (1, 0, None)), ("2", "Chính thức", HEADING), ("a", "Chuyển đi", (1, 0, None)), ("b", "Chuyển đến", (1, 0, None)),
    ("3", "Chưa đúng quy định", HEADING), ("a", "Chuyển đi", UNKNOWN), ("b", "Chuyển đến", UNKNOWN), ("V", "Phát hiện giả mạo", EMPTY),
]  # fmt: skip


def member(world: World, name: str, since: int, place: str = "branch") -> int:
    acts = [
        NewAct("admitted", date(since, 3, 1), world.places[place]),
        NewAct("official", date(since + 1, 3, 1), world.places[place]),
    ]
    return register_person(PersonFacts(name), acts, actor=CONSOLE)


def badge(world: World, person: int, years: int, on: date) -> int:
    propose_awards(SPRING[on.year], [(person, years)], actor=world.actor("nam"))
    award = Award.objects.get(person_id=person, cancelled_by=None).pk
    decide_awards([award], "09-QĐ", on, actor=world.actor("nam"))
    return Award.objects.get(person_id=person, cancelled_by=None).pk


def history(world: World) -> None:
    branch, sibling = world.places["branch"], world.places["sibling"]
    badge(world, member(world, "Ngô Văn Xưa", 1995), 30, date(2025, 2, 20))
    hand_over(
        badge(world, member(world, "Lý Thị Lâu", 1996), 30, date(2026, 2, 20)),
        date(2026, 2, 27),
        actor=world.actor("nam"),
    )
    badge(world, member(world, "Trần Văn Cũ", 1986, "sibling"), 40, date(2026, 2, 21))
    cancel_step(
        badge(world, member(world, "Võ Thị Nhầm", 1986), 40, date(2026, 2, 21)),
        reason="wrong_person",
        actor=world.actor("nam"),
    )
    staying, leaving, going, kept = (member(world, f"Người Đi {number}", 2016) for number in range(4))
    until = date(2026, 9, 1)
    stay = send_members([staying], branch, sibling, Letter("1-GGT", date(2026, 2, 2), until), actor=CONSOLE)
    receive_members(stay, date(2026, 2, 9), actor=CONSOLE)
    send_outside([leaving], branch, "Chi bộ tàu", Letter("2-GGT", date(2026, 2, 3), until), actor=CONSOLE)
    receive_members(
        send_members([going], branch, sibling, Letter("3-GGT", date(2026, 2, 4)), actor=CONSOLE),
        date(2026, 2, 10),
        actor=CONSOLE,
    )
    send_members([kept], branch, sibling, Letter("4-GGT", date(2026, 2, 5)), actor=CONSOLE)
    assert of_person(kept).count() == 1


def filled(world: World, place: str = "commune", known_on: date | None = None) -> Filled:
    asked = question(world.places[place], date(2026, 1, 1), date(2026, 3, 3), known_on=known_on)
    found = form_visible_to(world.actor("nam"), forms()["7"], asked)
    assert found is not None
    return found


def test_form_seven_is_the_table_worked_out_by_hand(world: World) -> None:
    history(world)
    form = filled(world)
    sheet = load_workbook(io.BytesIO(form_workbook(form, Office("Đảng bộ xã", "Năm 2026", "")))).worksheets[0]
    told = [
        tuple(cell.value or None if isinstance(cell.value, str) else cell.value for cell in row[:5])
        for row in sheet.iter_rows()
    ]
    start = next(place for place, row in enumerate(told) if row[0] == "1" and row[2] == "2")
    assert [(row[0], row[1], row[2:]) for row in told[start + 1 : start + 1 + len(form.lines)]] == EXPECTED
    assert form.parts_hold


def test_each_branch_counts_its_own_side_and_whole_months_the_same(world: World) -> None:
    history(world)
    sibling = {line.row.id: line.cells[0] for line in filled(world, "sibling").lines if line.cells}
    assert [sibling[key] for key in ("II", "II.40", "IV.1a", "IV.1b", "IV.2a", "IV.2b")] == [1, 1, 0, 1, 0, 1]
    months = form_visible_to(
        world.actor("nam"), forms()["7"], question(world.places["commune"], date(2026, 1, 1), date(2026, 2, 28))
    )
    assert months is not None and {line.row.id: line.cells[0] for line in months.lines if line.cells}["II"] == 2


def test_a_badge_is_a_person_behind_the_number_and_known_since_it_was_recorded(world: World) -> None:
    history(world)
    asked = question(world.places["commune"], date(2026, 1, 1), date(2026, 3, 3))
    found = records_visible_to(world.actor("nam"), asked, "badges_30")
    assert found is not None and [(one.name, one.day) for one in found.people or ()] == [
        ("Lý Thị Lâu", date(2026, 2, 20))
    ]
    with clock.at(date(2026, 3, 5)):
        badge(world, member(world, "Bùi Văn Sau", 1996), 30, date(2026, 3, 2))
        now, before = (
            {line.row.id: line.cells[0] for line in filled(world, known_on=on).lines if line.cells}
            for on in (None, date(2026, 3, 3))
        )
    assert [now["II.30"], before["II.30"], now["IV.1a"], before["IV.1a"]] == [2, 1, 2, 2]
