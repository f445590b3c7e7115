"""Figures of tasks: given by group under the giver; due under each addressee, done on time, late, open; plans issued; as known on a day."""

from datetime import date, timedelta

import pytest

from liemchinh.figures import base
from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import indicators
from liemchinh.figures.periods import Period
from liemchinh.figures.placing import ground
from liemchinh.figures.records import records_visible_to
from liemchinh.figures.sql.relations import NOW
from liemchinh.journal import clock
from liemchinh.tasks.answering import Proof, report_task, say_not_applicable
from tests.permissions_of_tasks import given, task_of
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)
MONTH = (date(2026, 3, 1), date(2026, 3, 31))
OF_TASKS = [one for one in indicators().values() if one.of == "tasks" and one.kind == "flow"]


def counted(at: int, *keys: str, known: date | None = None) -> list[object]:
    asked = question(at, *MONTH, known_on=known)
    told = ask(asked, keys, [asked.period])[0].whole
    return [told[key] for key in keys]


def test_tasks_are_counted_by_group_as_given_and_by_state_as_due(world: World) -> None:
    giving, branch, commune = given(world, due=TODAY), world.places["branch"], world.places["commune"]
    report_task(task_of(giving, 2).pk, branch, Proof(TODAY), actor=world.actor("chi"))
    with clock.at(TODAY + timedelta(days=4)):
        report_task(task_of(giving, 3).pk, branch, Proof(clock.today(), number="4-BC/CB"), actor=world.actor("chi"))
        say_not_applicable(task_of(giving, 4).pk, commune, "other_body", actor=world.actor("nam"))
        assert counted(world.places["province"], "tasks_standing", "tasks_preventive", "tasks_immediate") == [1, 1, 1]
        assert counted(commune, "tasks_standing") == [0], "given tasks count where they were given"
        states = ("tasks_due", "tasks_on_time", "tasks_late", "tasks_open", "tasks_exempt")
        assert counted(commune, *states) == [9, 1, 1, 6, 1] and counted(branch, *states) == [3, 1, 1, 1, 0]
        assert counted(commune, "tasks_preventive_late", "tasks_standing_on_time", "tasks_immediate_open") == [1, 1, 2]
        assert counted(commune, "plans_due", "plans_on_time", "plans_open") == [3, 0, 3]
        assert counted(commune, *states, known=TODAY) == [9, 1, 0, 8, 0]
        asked = question(commune, *MONTH)
        found = records_visible_to(world.actor("nam"), asked, "tasks_open")
        assert found is not None and found.people is None and found.total == 6
        assert [(one.name, one.count) for one in found.organisations] == [
            ("Chi bộ ấp Rạch Dừa", 3), ("Đảng bộ xã Trà Mây", 2), ("Chi bộ ấp Gò Cát", 1)
        ]  # fmt: skip


def test_several_periods_in_one_pass_are_the_same_as_each_alone(world: World) -> None:
    giving, branch = given(world, due=TODAY), world.places["branch"]
    report_task(task_of(giving, 2).pk, branch, Proof(TODAY), actor=world.actor("chi"))
    asked = question(world.places["province"], *MONTH)
    periods = [asked.period, Period(date(2026, 1, 1), TODAY), Period(date(2026, 1, 1), TODAY - timedelta(days=1))]
    together = ask(asked, [one.key for one in OF_TASKS], periods, by_child=True)
    stands = ground(NOW, asked.organisation, asked.tree_on, by_child=True, regions=False)
    alone = [base.count(NOW, stands, OF_TASKS, period).whole for period in periods]
    assert [answer.whole for answer in together] == alone
    assert [whole["tasks_due"] for whole in alone] != [0, 0, 0] and alone[1] != alone[2]
