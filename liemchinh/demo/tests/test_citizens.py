"""The example's answers of citizens make every published number of them."""

from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from liemchinh.citizens import recount
from liemchinh.demo.citizens import load_citizens
from liemchinh.demo.published import published_lines
from liemchinh.figures.asking import ask, question


def test_every_published_number_of_answers_is_counted_from_papers_in_few_statements(world: Any) -> None:
    with CaptureQueriesContext(connection) as asked_of_it:
        papers = load_citizens({"tp": world.places["province"]}, actor=world.actor("console"))
    assert papers == 12 and len(asked_of_it) < 2 * papers
    lines = {line.key: line for line in published_lines() if line.indicator.startswith("files_")}
    asked = question(world.places["province"], *(lines["tp-files-rated"].period or ()))
    told = ask(asked, [line.indicator for line in lines.values()], [asked.period])[0].whole
    found = {key: Decimal(told[line.indicator] or 0).quantize(line.printed) for key, line in lines.items()}
    assert found == {key: line.printed for key, line in lines.items()} and len(lines) == 7
    assert list(recount.differences()) == []
