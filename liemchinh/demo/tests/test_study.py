"""The example's sittings make every published number of them; a commune's sitting of this month waits for one branch."""

from decimal import Decimal
from typing import Any

from liemchinh.demo.directives import load_directives
from liemchinh.demo.published import published_lines
from liemchinh.demo.study import load_study
from liemchinh.figures.asking import ask, question
from liemchinh.journal import clock
from liemchinh.study import recount
from liemchinh.study.coverage import coverage_of
from liemchinh.study.models import Sitting


def test_every_published_number_of_sittings_is_counted_from_their_minutes(world: Any) -> None:
    places, actor, today = world.places, world.actor("console"), clock.today()
    load_directives({}, places["commune"], today, actor=actor)
    load_study({"ct": places["province"]}, places["commune"], places["branch"], today, actor=actor)
    lines = {line.key: line for line in published_lines() if line.indicator.startswith("study_")}
    asked = question(places["province"], *(lines["ct-sessions"].period or ()))
    told = ask(asked, [line.indicator for line in lines.values()], [asked.period])[0].whole
    found = {key: Decimal(told[line.indicator] or 0).quantize(line.printed) for key, line in lines.items()}
    assert found == {key: line.printed for key, line in lines.items()} and len(lines) == 3
    latest = Sitting.objects.filter(organisation_id=places["commune"], makes_up=None).get()
    assert coverage_of(latest, places["commune"]).waiting == {places["branch"]}
    assert list(recount.differences()) == []
