"""The example's disciplinary cases make every published number of discipline, and each decision has its effect."""

from decimal import Decimal
from typing import Any

import pytest

from liemchinh.casework.models import Case
from liemchinh.demo import disciplines
from liemchinh.demo.disciplines import load_disciplines
from liemchinh.demo.inspections import load_inspections
from liemchinh.demo.published import published_lines
from liemchinh.discipline import recount
from liemchinh.discipline.models import Sanction
from liemchinh.figures.arithmetic import change
from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import indicator
from liemchinh.figures.published import published_visible_to
from liemchinh.figures.services import PublishedFigure, publish_lines
from liemchinh.journal import clock


def test_every_published_number_of_discipline_is_counted_from_decisions(world: Any, province: int) -> None:
    load_inspections({"tp": province}, clock.today())
    assert load_disciplines({"tp": province, "ct": province}, actor=world.actor("console")) == 6 + 22 + 11 + 1
    found = [line for line in published_lines() if indicator(line.indicator).subject == "discipline"]
    lines = [line for line in found if not line.is_change]
    assert len(lines) == 12
    counted = {}
    for line in lines:
        assert line.period is not None
        asked = question(province, *line.period)
        counted[line.key] = ask(asked, [line.indicator], [asked.period])[0].whole[line.indicator]
    assert counted == {line.key: line.printed for line in lines}
    assert not Sanction.objects.filter(withheld=True).exists()
    assert not Case.objects.filter(kind="discipline", closed_by=None).exists()
    assert list(recount.differences()) == []


def test_the_change_that_bến_tre_prints_is_made_by_the_sanctions_of_two_years(
    world: Any, province: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    [line] = [line for line in published_lines() if line.is_change]
    before, now = disciplines._SANCTIONED.values()
    assert change(now, before) == line.printed == Decimal("11.70")
    monkeypatch.setattr(disciplines, "_SANCTIONED", dict.fromkeys(disciplines._SANCTIONED, 20))
    assert load_disciplines({"bt": province}, actor=world.actor("console")) == 40
    told = PublishedFigure(line.key, line.report, line.label, line.indicator, province, line.period, None, {}, line.unit,
                           line.printed, line.is_change)  # fmt: skip
    publish_lines([told], actor=world.actor("console"))
    [shown] = published_visible_to(world.actor("console"), province)
    assert [number for _period, number in shown.compared] == [20, 20]
    assert (shown.value, shown.holds) == (Decimal("0.00"), False)
    assert not Sanction.objects.filter(withheld=True).exists() and list(recount.differences()) == []
