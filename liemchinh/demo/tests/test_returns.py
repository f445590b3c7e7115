"""The example's reported figures: the seven published numbers made by what was sent and approved; work under way, in every state."""

from typing import Any

import pytest

from liemchinh.demo.published import published_lines
from liemchinh.demo.returns import load_returns
from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import indicator
from liemchinh.journal import clock
from liemchinh.returns.models import Reply
from liemchinh.returns.recount import differences

pytestmark = pytest.mark.django_db


def test_every_published_reported_number_is_added_up_from_what_was_sent(world: Any) -> None:
    province, commune = world.places["province"], world.places["commune"]
    assert load_returns({"tp": province}, commune, clock.today(), actor=world.actor("console")) == 3
    lines = [line for line in published_lines() if indicator(line.indicator).of == "returns"]
    assert {line.key for line in lines} == {
        "tp-staff-cut", "tp-staff-cut-party", "tp-staff-cut-government", "tp-saved-paper", "tp-saved-ink", "tp-service-units-cut",
        "tp-handbooks",
    }  # fmt: skip
    for line in lines:
        assert line.period is not None
        asked = question(province, *line.period)
        assert ask(asked, [line.indicator], [asked.period])[0].whole[line.indicator] == line.printed, line.key
    assert set(Reply.objects.filter(cancelled_by=None).values_list("kind", flat=True)) == {"approved"}, (
        "two branches: no third sent"
    )
    assert list(differences()) == []


def test_an_example_without_these_trees_has_none(world: Any) -> None:
    assert load_returns({}, None, clock.today(), actor=world.actor("console")) == 0
