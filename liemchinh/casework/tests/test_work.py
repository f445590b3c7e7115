"""An officer's work: what waits in the granted cases that are open to them, in few questions however many there are."""

from datetime import date
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from liemchinh.casework.steps import Taken, take_step
from liemchinh.casework.waiting import waiting
from liemchinh.casework.work import my_work
from tests.granted_kind import ON, open_one

DUE = date(2026, 3, 23)


def test_what_waits_in_ones_cases_stands_by_its_day_and_nobody_elses_does(granted: Any) -> None:
    khoa = granted.actor("khoa")
    first, later = open_one(granted), open_one(granted, about="em")
    with transaction.atomic():
        take_step(first, Taken("concluded", ON), actor=khoa)
    rows, _page = my_work(khoa)
    assert [(row.case.title, row.step, row.whose, row.due_on) for row in rows] == [
        (f"Vụ thử {later.pk}", "Bước concluded", "Cơ quan kiểm tra", DUE),
        (f"Vụ thử {first.pk}", "Bước delivered", "Cơ quan kiểm tra", None),
    ]
    assert [line.title for line in waiting(khoa, date(2026, 3, 3))] == [f"{row.step}: {row.case.title}" for row in rows]
    others = [name for name in granted.accounts if name != "khoa"]
    assert [name for name in others if my_work(granted.actor(name))[0]] == []
    assert [name for name in others if waiting(granted.actor(name), date(2026, 3, 3))] == []


def test_the_number_of_questions_does_not_grow_with_the_cases(granted: Any) -> None:
    asked = []
    for number in (1, 12):
        for _case in range(number):
            open_one(granted)
        khoa = granted.actor("khoa")
        with CaptureQueriesContext(connection) as queries:
            my_work(khoa)
        asked.append(len(queries))
    assert asked[0] == asked[1] == 1
