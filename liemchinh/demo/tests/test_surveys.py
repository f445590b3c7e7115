"""The example's surveys: six published numbers made by what branches reported, with nobody's name; a round that waits for its branches."""

from typing import Any

import pytest

from liemchinh.demo.published import published_lines
from liemchinh.demo.surveys import load_surveys
from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import indicator
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.surveys.models import Count, Help, Report, Round, Sign, Talk
from liemchinh.surveys.recount import differences
from liemchinh.surveys.tests.samples import members

pytestmark = pytest.mark.django_db


def test_every_published_survey_number_is_added_up_from_what_branches_reported_with_no_names(world: Any) -> None:
    province, commune, branch = (world.places[name] for name in ("province", "commune", "branch"))
    assert load_surveys({"tp": province}, commune, branch, clock.today(), actor=world.actor("console")) == 4
    lines = [line for line in published_lines() if indicator(line.indicator).of == "surveys"]
    assert {line.key for line in lines} == {
        f"tp-survey-{period}{share}" for period in ("2017h2", "2018h1", "2018h2") for share in ("", "-share")
    }
    for line in lines:
        assert line.period is not None
        asked = question(province, *line.period)
        assert ask(asked, [line.indicator], [asked.period])[0].whole[line.indicator] == line.printed, line.key
    assert not Sign.objects.exists() and not Talk.objects.exists() and not Help.objects.exists()
    sequences = Entry.objects.filter(kind__startswith="surveys.").values("sequence")
    assert not Personal.objects.filter(sequence__in=sequences).exists(), "nobody's name"
    assert Report.objects.filter(part__round__organisation=province).count() == 3 * 2, (
        "two branches report three rounds"
    )
    assert Round.objects.filter(closed_by=None).get().organisation_id == commune
    assert list(differences()) == []


def _load(world: Any) -> int:
    places = world.places
    return load_surveys({}, places["commune"], places["branch"], clock.today(), actor=world.actor("console"))


def test_an_example_without_that_tree_has_the_round_of_the_commune_alone(world: Any) -> None:
    assert _load(world) == 1 and Report.objects.count() == 0 and Count.objects.count() == 0, (
        "two members are too few to vote"
    )


def test_where_enough_are_members_a_whole_vote_leaves_two_to_talk_with_and_a_third_unknown(world: Any) -> None:
    members(world, 12)
    assert _load(world) == 1
    assert Count.objects.get().valid == 14 and Sign.objects.values("person").distinct().count() == 2
    assert Talk.objects.count() == 1 and list(differences()) == []
