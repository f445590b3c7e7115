"""The example's candidates stand at each stage before the ceremony; none in an example of another day."""

from typing import Any

import pytest

from liemchinh.admission.models import Candidate
from liemchinh.admission.queries import count_by_stage
from liemchinh.demo import candidates
from liemchinh.demo.candidates import load_candidates
from liemchinh.journal import clock


@pytest.fixture(autouse=True)
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "SECRETARY", "chi")
    monkeypatch.setattr(candidates, "OFFICER", "nam")


def test_there_is_one_at_least_of_each_stage_before_the_ceremony(world: Any) -> None:
    assert load_candidates(clock.today()) == Candidate.objects.count() == 5
    assert count_by_stage(world.actor("chi")) == {
        "preparing": 1, "deciding": 2, "ceremony": 1, "probation": 0, "official": 0,
    }  # fmt: skip


def test_an_example_of_another_day_has_none(world: Any) -> None:
    assert load_candidates(clock.today().replace(year=2020)) == Candidate.objects.count() == 0
