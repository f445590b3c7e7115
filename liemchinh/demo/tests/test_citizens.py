"""The example's answers of citizens make every published number of them."""

import time
from decimal import Decimal
from typing import Any

from liemchinh.citizens import recount
from liemchinh.demo.citizens import load_citizens
from liemchinh.demo.published import published_lines
from liemchinh.figures.asking import ask, question


def test_every_published_number_of_answers_is_counted_from_papers_within_a_second(world: Any) -> None:
    begun = time.process_time()
    assert load_citizens({"tp": world.places["province"]}, actor=world.actor("console")) == 12
    assert time.process_time() - begun < 1
    lines = {line.key: line for line in published_lines() if line.indicator.startswith("files_")}
    asked = question(world.places["province"], *(lines["tp-files-rated"].period or ()))
    told = ask(asked, [line.indicator for line in lines.values()], [asked.period])[0].whole
    found = {key: Decimal(told[line.indicator] or 0).quantize(line.printed) for key, line in lines.items()}
    assert found == {key: line.printed for key, line in lines.items()} and len(lines) == 7
    assert list(recount.differences()) == []
