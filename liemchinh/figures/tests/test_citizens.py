"""Figures of answers: one for each finished file, by slip or paper, at the office; answers without a code stay apart."""

from datetime import date
from decimal import Decimal

import pytest

from liemchinh.citizens.ratings import Answers, Counted, record_papers, write
from liemchinh.citizens.words import OPEN, SLIP
from liemchinh.figures.asking import ask, question
from liemchinh.figures.records import records_visible_to
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
KEYS = ("files_rated", "files_satisfied", "files_neutral", "files_not_satisfied", "files_satisfied_share")


def test_files_are_counted_once_at_the_office_and_answers_without_a_code_apart(world: World) -> None:
    commune, branch = world.places["commune"], world.places["branch"]
    paper = Counted(commune, FIRST, LAST, Answers(6, 1, 1, {"late": 1}), "3-TH", LAST)
    record_papers([paper], actor=world.actor("nam"))
    write(SLIP, [Counted(branch, FIRST, LAST, Answers(2, 0, 0))], actor=CONSOLE)
    write(OPEN, [Counted(commune, FIRST, LAST, Answers(0, 0, 99))], actor=CONSOLE)
    asked = question(world.places["district"], FIRST, LAST)
    told = ask(asked, KEYS, [asked.period])[0].whole
    assert [told[key] for key in KEYS] == [10, 8, 1, 1, Decimal("80.00")]
    found = records_visible_to(world.actor("giang"), asked, "files_rated")
    assert found is not None and found.people is None
    assert [(one.name, one.count) for one in found.organisations] == [
        ("Đảng bộ xã Trà Mây", 8),
        ("Chi bộ ấp Gò Cát", 2),
    ]
