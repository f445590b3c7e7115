"""The example's changes of standing have begun and changed nothing; none in an example of another day."""

from typing import Any

import pytest

from liemchinh.demo import matters, transfers
from liemchinh.demo.matters import load_matters
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from liemchinh.standing.models import Matter


@pytest.fixture(autouse=True)
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matters, "SECRETARY", "chi")
    monkeypatch.setattr(matters, "OFFICER", "nam")


def test_there_is_an_exemption_a_leave_and_a_strike_off_and_the_register_is_as_before(world: Any) -> None:
    branch, long_ago = world.places["branch"], clock.today().replace(year=2016)
    for number in range(transfers.NEEDED):
        acts = [NewAct("admitted", long_ago, branch), NewAct("official", long_ago.replace(year=2017), branch)]
        register_person(PersonFacts(f"Lý Văn {number}"), acts, actor=world.actor("console"))
    before = Entry.objects.filter(kind__startswith="members.").count()
    assert load_matters(clock.today()) == 3
    assert sorted(Matter.objects.values_list("what", flat=True)) == ["exemption", "leave", "strike_off"]
    assert Entry.objects.filter(kind__startswith="members.").count() == before


def test_an_example_of_another_day_or_of_a_small_branch_has_none(world: Any) -> None:
    assert load_matters(clock.today().replace(year=2020)) == load_matters(clock.today()) == 0
