"""The example's transfers stand in every state; none where its branches are too small."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from liemchinh.casework.models import Step
from liemchinh.demo import transfers
from liemchinh.demo.transfers import load_transfers
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from tests.world import CONSOLE

TODAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def two_branches(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    places = {"bi-thu-chi-bo": world.places["branch"], "bi-thu-chi-bo-truong": world.places["sibling"]}
    monkeypatch.setattr(transfers, "branch_of", places.get)


def test_a_small_register_has_none(world: Any) -> None:
    assert load_transfers(TODAY, actor=CONSOLE) == 0


def test_there_is_one_or_a_few_of_each_state(world: Any) -> None:
    for place in ("branch", "sibling"):
        branch = world.places[place]
        for number in range(8):
            acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
            register_person(PersonFacts(f"Người Thử {place} {number}"), acts, actor=CONSOLE)
    assert load_transfers(TODAY, actor=CONSOLE) == 12
    assert Counter(Step.objects.values_list("code", flat=True)) == {
        "sent": 10, "presented": 1, "received": 1, "returned": 1, "withdrawn": 1, "sent_temporarily": 1,
        "received_temporarily": 1, "left_for_a_time": 1,
    }  # fmt: skip
