"""The pages by the people who use them: a branch on one screen, a committee for many, a later decision; form 6 counts what was decided."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from liemchinh.figures.asking import question
from liemchinh.figures.statistical.asking import form_visible_to, forms
from liemchinh.figures.workbooks import Office, form_workbook
from liemchinh.organisations.queries import names
from liemchinh.reviews.given import Decision, Given
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import of_year, read, spoken, typed
from liemchinh.reviews.services import decide_grades, propose_grades
from liemchinh.reviews.tests.samples import BASIS, decided, grade_of, newcomer, proposed
from tests.world import REGISTERED

HANDED = {"on": "15/01/2026", "lies": "branch"}


def field(world: Any, name: str) -> str:
    return f"mark-{world.people[name]}"


def test_a_secretary_marks_a_branch_and_proposes_grades_and_the_committee_decides(world: Any) -> None:
    chi, nam, branch = world.client("chi"), world.client("nam"), world.places["branch"]
    sheet = f"/reviews/{branch}/commitment/papers/?period=2026"
    assert chi.get(sheet).content.decode().count('value="handed" checked') == 2
    marks = {field(world, "branch"): "handed", field(world, "binh"): "missing"}
    assert chi.post(sheet, {"seen": "0", **HANDED, **marks}).status_code == 302
    page = f"/reviews/{branch}/grades/?period=2025"
    shown = chi.get(page).content.decode()
    assert "checked" not in shown.split("<form method")[1].split("collective")[0] and REGISTERED["branch"] in shown
    people = {field(world, "branch"): "good", field(world, "binh"): "completed"}
    more = {"reminded": str(world.people["binh"]), "collective": "good", "total": "82"}
    assert chi.post(page, {"seen": "0", **people}).status_code == 302
    assert chi.post(page, {"seen": "0", **people, **more}).status_code == 422
    seen = Grade.objects.latest("pk").recorded_by
    assert chi.post(page, {"seen": str(seen), **people, **more}).status_code == 302
    assert grade_of(world, "binh").reminded and Grade.objects.get(person=None, cancelled_by=None).total == 82
    commune = world.places["commune"]
    decide = f"/reviews/{commune}/decide/?period=2025"
    assert "tập thể tốt; 1 tốt, 1 hoàn thành" in nam.get(decide).content.decode()
    sent = {"lists": str(branch), "number": "15-QĐ/ĐU", "on": "02/02/2026"}
    assert nam.post(decide, sent).status_code == 302
    shown = nam.get(page).content.decode()
    assert "quyết định số 15-QĐ/ĐU" in shown and "tổng 82/100" in shown and "được nhắc nhở" in shown
    again = {"result": "not_completed", "cause": "conclusion", "number": "16-QĐ/ĐU", "on": "02/03/2026"}
    assert nam.post(f"/reviews/grades/{grade_of(world, 'binh').pk}/", again).status_code == 302
    assert "16-QĐ/ĐU" in world.client("binh").get(f"/members/{world.uids['binh']}/").content.decode()
    assert nam.post(f"/reviews/{branch}/take-back/?period=2025", {"reason": "wrong_day"}).status_code == 302


def test_who_recorded_nothing_stands_apart_and_is_counted(world: Any) -> None:
    at = f"/reviews/?at={world.places['commune']}&period=2025"
    before = world.client("nam").get(at).content.decode()
    assert "<table" not in before.partition("Tổ chức trực thuộc")[2] and "tổ chức chưa ghi gì trong kỳ này" in before
    proposed(world, marks={"binh": Given("excellent")})
    begun, _, silent = world.client("nam").get(at).content.decode().partition("chưa ghi gì trong kỳ này")
    below = begun.partition("Tổ chức trực thuộc")[2]
    name = names([world.places["branch"]])[world.places["branch"]]
    assert name in below and name not in silent.partition("</details>")[0]


def test_a_basis_is_vouched_for_on_the_page_and_nonsense_is_an_answer(world: Any) -> None:
    proposed(world, marks={"binh": Given("excellent")})
    decided(world, "branch", basis=BASIS)
    at = f"/reviews/?at={world.places['commune']}&period=2025"
    assert BASIS in world.client("an").get(at).content.decode()
    vouch = f"/reviews/{world.places['commune']}/vouch/?period=2025"
    assert world.client("nam").post(vouch, {"number": "15-QĐ/ĐU"}).status_code == 422
    assert world.client("an").post(vouch, {"number": "15-QĐ/ĐU"}).status_code == 302
    chi = world.client("chi")
    for page in ("grades", "self_review/papers", "commitment/papers"):
        for period in ("", "2026-13", "9" * 30, "2026-Q9", "²026"):
            assert chi.get(f"/reviews/{world.places['branch']}/{page}/?period={period}").status_code == 200
    assert chi.get(f"/reviews/{world.places['branch']}/letters/papers/").status_code == 404


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026", "2026"), ("q1/2026", "2026-Q1"), ("III/2026", "2026-Q3"), ("4 / 2026", "2026-Q4"), ("2020–2025", "2020-2025"),
        ("14/5/2026", "2026-05-14"), ("31/2/2026", None), ("V/2026", None), ("2025-2020", None), ("năm ngoái", None), ("", None),
    ],
)  # fmt: skip
def test_a_period_is_read_as_people_write_it(text: str, code: str | None) -> None:
    found = typed(text)
    assert (found.code if found else None) == code
    assert found is None or (read(found.code) == found and spoken(found.code) != found.code)


def test_of_an_old_period_the_page_tells_counts_alone(world: Any) -> None:
    branch, old = world.places["branch"], of_year(2023)
    propose_grades(
        branch, old, {world.people[name]: Given("good") for name in ("branch", "binh")}, actor=world.actor("console")
    )
    decide_grades(old, [branch], Decision(branch, "02-QĐ/ĐU", date(2024, 1, 20)), actor=world.actor("nam"))
    page = f"/reviews/{branch}/grades/?period="
    shown = world.client("nam").get(f"{page}2023").content.decode()
    assert "Tốt: 2." in shown and REGISTERED["branch"] not in shown
    assert REGISTERED["branch"] in world.client("nam").get(f"{page}2025").content.decode()


def test_form_six_counts_decided_grades_and_why_others_have_none(world: Any) -> None:
    newcomer(world, date(2025, 10, 1))
    proposed(world, marks={"binh": Given("completed", reminded=True)}), proposed(world, "sibling")
    decided(world, "branch")
    asked = question(world.places["province"], date(2026, 1, 1), date(2026, 12, 31))
    filled = form_visible_to(world.actor("an"), forms()["6"], asked)
    assert filled is not None and filled.parts_hold
    cells = {line.row.id: line.cells[0] for line in filled.lines if line.cells}
    assert {key: value for key, value in cells.items() if value} == {
        "I.2": 1, "I.2b": 1, "II.1": 3, "II.2": 2, "II.2b": 1, "II.2c": 1, "II.3": 1, "II.3a": 1
    }  # fmt: skip
    made = form_workbook(filled, Office("Đảng bộ tỉnh Bình An", "Năm 2026", ""))
    rows = [
        row for row in load_workbook(BytesIO(made)).worksheets[0].iter_rows(values_only=True) if "Phải kiểm điểm" in row
    ]
    assert len(rows) == 1 and 3 in rows[0]
