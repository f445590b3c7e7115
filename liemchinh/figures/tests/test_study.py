"""Figures of sittings: held where they were called, people where they were counted, each once over a sitting and its make-ups."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from liemchinh.figures.asking import ask, question
from liemchinh.figures.records import records_visible_to
from liemchinh.journal import clock
from liemchinh.study.asking import Call
from liemchinh.study.rolls import Count, record_count, record_roll
from liemchinh.study.services import call_sitting
from tests.permissions_of_directives import document
from tests.world import World

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 2, 10), date(2026, 3, 2)
FEBRUARY, MARCH = (date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 3, 1), date(2026, 3, 31))
KEYS = ("study_sittings", "study_make_ups", "study_due", "study_attended", "study_share")


def counted(at: int, period: tuple[date, date], known: date | None = None) -> list[object]:
    asked = question(at, *period, known_on=known)
    told = ask(asked, KEYS, [asked.period])[0].whole
    return [told[key] for key in KEYS]


def test_who_came_to_a_make_up_counts_once_on_the_day_of_the_sitting_that_was_missed(world: World) -> None:
    row, places = document(world), world.places
    first = call_sitting(places["commune"], Call("study", row.pk, DAY, (places["commune"],)), actor=world.actor("nam"))
    states = {world.people["branch"]: "present", world.people["binh"]: "absent"}
    record_roll(first.pk, places["branch"], states, actor=world.actor("chi"))
    record_count(first.pk, places["sibling"], Count(5, 3, 1, "4-BB/CB", DAY), actor=world.actor("nam"))
    assert counted(places["province"], FEBRUARY)[:4] == [1, 0, 7, 4]
    call = Call("study", row.pk, LATER, (places["branch"],), first.pk)
    make_up = call_sitting(places["commune"], call, actor=world.actor("nam"))
    with clock.at(clock.today() + timedelta(days=1)):
        record_roll(make_up.pk, places["branch"], {world.people["binh"]: "present"}, actor=world.actor("chi"))
        assert counted(places["branch"], FEBRUARY) == [0, 0, 2, 2, Decimal(100)]
        assert counted(places["commune"], FEBRUARY)[:4] == [1, 0, 7, 5] and counted(places["commune"], MARCH)[:4] == [
            0,
            1,
            0,
            0,
        ]
        assert counted(places["commune"], FEBRUARY, clock.today() - timedelta(days=1))[:4] == [1, 0, 7, 4]
        found = records_visible_to(world.actor("nam"), question(places["commune"], *FEBRUARY), "study_attended")
    assert found is not None and found.people is None and found.total == 5
    assert [(one.name, one.count) for one in found.organisations] == [
        ("Chi bộ ấp Rạch Dừa", 3),
        ("Chi bộ ấp Gò Cát", 2),
    ]
