"""Figures of declarations: each by its last day, in time, late or not handed in; without a known last day never late; verified ones."""

from datetime import date, timedelta

import pytest

from liemchinh.declarations import verifying
from liemchinh.declarations.handing import Handed, mark_handed_in
from liemchinh.declarations.models import Duty
from liemchinh.declarations.positions import Taken, take_position
from liemchinh.declarations.services import add_duty, draw_up_list
from liemchinh.figures.asking import ask, question
from liemchinh.figures.records import records_visible_to
from liemchinh.journal import clock
from tests.permissions_of_declarations import VERIFIED, second_officer, stated, to_conclude, verification_steps
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
KEYS = tuple(f"declarations_{how}" for how in ("owed", "on_time", "late", "open", "unclear", "unclear_open"))
OUTCOMES = tuple(f"declarations_verified{code}" for code in ("", "_truthful", "_not_truthful", "_origin_not_truthful"))


def counted(at: int, keys: tuple[str, ...] = KEYS, known: date | None = None) -> list[object]:
    asked = question(at, *YEAR, known_on=known)
    told = ask(asked, keys, [asked.period])[0].whole
    return [told[key] for key in keys]


def test_declarations_count_by_their_last_day_and_one_without_a_day_is_never_late(world: World) -> None:
    places, people, day = world.places, world.people, date(2026, 2, 2)
    for place, person in (("branch", "binh"), ("branch", "branch"), ("sibling", "em")):
        told = Taken(people[person], "accountant", date(2026, 1, 5))
        take_position(places[place], told, actor=CONSOLE)
    for place in ("branch", "sibling"):
        draw_up_list(places[place], day, actor=CONSOLE)
    add_duty(places["branch"], "first", people["binh"], day, actor=CONSOLE)
    assert counted(places["province"]) == [4, 0, 0, 3, 0, 1]
    with clock.at(date(2027, 1, 15)):
        duties = {(one.person_id, one.kind): one.pk for one in Duty.objects.filter(cancelled_by=None)}
        first, second = duties[people["binh"], "annual"], duties[people["branch"], "annual"]
        mark_handed_in(places["branch"], 2026, [first], Handed(date(2026, 12, 31), "unit"), actor=CONSOLE)
        mark_handed_in(places["branch"], 2026, [second], Handed(date(2027, 1, 4), "unit"), actor=CONSOLE)
        mark_handed_in(
            places["branch"], 2026, [duties[people["binh"], "first"]], Handed(date(2027, 1, 4), "unit"), actor=CONSOLE
        )
        assert counted(places["commune"]) == [4, 1, 1, 1, 1, 0] and counted(places["sibling"]) == [1, 0, 0, 1, 0, 0]
        assert counted(places["commune"], known=clock.today() - timedelta(days=1)) == [4, 0, 0, 3, 0, 1]
        found = records_visible_to(world.actor("nam"), question(places["commune"], *YEAR), "declarations_owed")
    assert found is not None and found.people is None
    assert [(one.name, one.count) for one in found.organisations] == [
        ("Chi bộ ấp Gò Cát", 3),
        ("Chi bộ ấp Rạch Dừa", 1),
    ]


def test_a_verification_counts_under_the_body_once_it_is_concluded(world: World) -> None:
    district = world.places["district"]
    with clock.at(VERIFIED):
        case, khoa = to_conclude(world), world.actor("khoa")
        assert counted(district, OUTCOMES) == [0, 0, 0, 0]
        stated(case, khoa)
        verifying.vouch_for_outcome(case, actor=second_officer(world, case))
        verification_steps(case, khoa, "concluded")
        assert counted(district, OUTCOMES) == [1, 1, 0, 0] and counted(world.places["commune"], OUTCOMES)[0] == 0
