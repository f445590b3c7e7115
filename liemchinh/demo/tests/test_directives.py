"""The example's directives: the three published numbers made by tasks that were given; work under way, in every state."""

from typing import Any

import pytest

from liemchinh.demo.directives import load_directives
from liemchinh.demo.published import published_lines
from liemchinh.directives import recount
from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import indicator
from liemchinh.journal import clock
from liemchinh.tasks import recount as recount_of_tasks
from liemchinh.tasks.models import Answer

pytestmark = pytest.mark.django_db


def test_every_published_number_of_tasks_is_counted_from_what_was_given(world: Any) -> None:
    province, commune = world.places["province"], world.places["commune"]
    assert load_directives({"bt": province}, commune, clock.today(), actor=world.actor("console")) == 3
    lines = [line for line in published_lines() if indicator(line.indicator).subject == "tasks"]
    assert len(lines) == 3
    for line in lines:
        assert line.period is not None
        asked = question(province, *line.period)
        assert ask(asked, [line.indicator], [asked.period])[0].whole[line.indicator] == line.printed, line.key
    assert {row.kind for row in Answer.objects.filter(cancelled_by=None)} == {"acknowledged", "reported", "returned"}
    assert [*recount.differences(), *recount_of_tasks.differences()] == []


def test_an_example_without_these_trees_has_none(world: Any) -> None:
    assert load_directives({}, None, clock.today(), actor=world.actor("console")) == 0
