"""The example's screenings: one unknown, one in the months of help, one before the committee; nothing is added to the published counts."""

from datetime import date
from typing import Any

import pytest

from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of
from liemchinh.demo import screenings
from liemchinh.demo.published import published_lines
from liemchinh.demo.screenings import load_screenings
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person


@pytest.fixture(autouse=True)
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screenings, "SECRETARY", "chi")
    monkeypatch.setattr(screenings, "OFFICER", "hien")


def test_each_case_waits_for_its_next_step_and_the_published_periods_are_untouched(world: Any) -> None:
    branch = world.places["branch"]
    for number in range(screenings.NEEDED):
        acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
        register_person(PersonFacts(f"Lý Văn {number}"), acts, actor=world.actor("console"))
    assert load_screenings(clock.today()) == 3
    waits = [[row.step for row in awaited_of(case)] for case in Case.objects.filter(kind="screening").order_by("pk")]
    assert waits == [["told"], ["progress_vote"], ["decided"]]
    printed = {
        line.indicator: line for line in published_lines() if line.key in ("tv-helped", "tv-struck-off", "tv-left")
    }
    assert {key: int(line.printed) for key, line in printed.items()} == {"helped": 79, "struck_off": 573, "left": 332}
    for kind, line in printed.items():
        assert line.period is not None
        assert not Entry.objects.filter(kind=f"members.{kind}", effective_on__lte=line.period[1]).exists()
    assert Entry.objects.filter(kind="members.helped").count() == 2


def test_an_example_of_another_day_or_of_a_small_branch_has_none(world: Any) -> None:
    assert load_screenings(clock.today().replace(year=2020)) == load_screenings(clock.today()) == 0
