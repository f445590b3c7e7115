"""The example's declarations: every state of a year stands in it, and the recount agrees."""

from collections import Counter
from datetime import date
from typing import Any

from liemchinh.declarations import case_recount, recount
from liemchinh.declarations.models import Draw, Duty, Verification
from liemchinh.declarations.queries import duties_below, lines
from liemchinh.demo.declarations import OFFICER, load_declarations
from liemchinh.journal import clock
from tests.world import CONSOLE


def test_last_year_shows_every_state_and_a_draw_waits_where_there_is_an_officer(world: Any) -> None:
    places, today = world.places, clock.today()
    owed = load_declarations(places["province"], places["commune"], today, actor=CONSOLE)
    assert owed == Duty.objects.count() > 0 and not Draw.objects.exists()
    found = Counter(line.state for line in lines(duties_below(places["commune"]).filter(year=today.year - 1), today))
    assert found["on_time"] and found.total() == owed / 2
    assert list(recount.differences()) == []


def test_the_officer_of_the_example_announces_a_draw_and_verifies_one(world: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("liemchinh.demo.declarations.OFFICER", "khoa")
    assert OFFICER != "khoa"
    with clock.at(date(2026, 5, 4)):
        load_declarations(world.places["district"], world.places["other"], clock.today(), actor=CONSOLE)
        assert Draw.objects.get().tickets.count() == 4 and Verification.objects.get().ground == "request"
        assert list(recount.differences()) == list(case_recount.differences()) == []
