"""The example's reviews make every published number of them, and agree with the decisions of discipline."""

from typing import Any

import pytest

from liemchinh.demo import reviews
from liemchinh.demo.disciplines import load_disciplines
from liemchinh.demo.published import published_lines
from liemchinh.demo.reviews import NOT_COMPLETED, REMINDED, load_reviews
from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import partitions
from liemchinh.journal import clock
from liemchinh.reviews import recount
from liemchinh.reviews.models import Grade, Handing


def test_every_published_number_of_the_review_is_counted_once_and_agrees_with_discipline(
    world: Any,
    province: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reviews, "OFFICERS", ("an", "oanh"))
    load_disciplines({"ct": province}, actor=world.actor("console"))
    load_reviews({"ct": province}, world.places["commune"], clock.today(), actor=world.actor("console"))
    lines = {line.key: line for line in published_lines() if line.indicator.startswith("review_")}
    assert len(lines) == 8
    asked = question(province, *(lines["ct-review-members"].period or ()))
    told = ask(asked, [key for one in partitions() for key in (one.whole, *one.parts)], [asked.period])[0].whole
    members = {key: line for key, line in lines.items() if "members" in key}
    found = ask(asked, [line.indicator for line in lines.values()], [asked.period])[0].whole
    assert {key: found[line.indicator] for key, line in members.items()} == {
        key: int(line.printed) for key, line in members.items()
    }
    # The world has two branches: one collective was reprimanded, the other reminded; the example has five such.
    assert [found[f"review_orgs_{one}"] for one in ("short", "reprimand", "reminded")] == [2, 1, 1]
    sanctioned = int(found["review_members_warning"] or 0) + int(found["review_members_reprimand"] or 0)
    assert told["review_members_sanctioned"] == sanctioned
    assert told["review_members_short"] == sanctioned + NOT_COMPLETED + REMINDED
    for one in partitions():
        if one.whole.startswith("review"):
            assert told[one.whole] == sum(int(told[part] or 0) for part in one.parts)
    assert Grade.objects.filter(cancelled_by=None, decided_on=reviews.DECIDED_ON, vouched_by=None).count() == 0
    assert Handing.objects.filter(cancelled_by=None).count() == 1 and list(recount.differences()) == []
