"""Every line the two reports print is made by the example's records: counted here from the tree and the events alone."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from liemchinh.demo.content import Example, Organisation, PublishedLine
from liemchinh.demo.other_places import MO_CAY_NAM
from liemchinh.demo.published import published_lines
from liemchinh.demo.tests.recount import category, example, present
from liemchinh.figures.declarations import indicator

ON = date(2026, 11, 21)
DISAGREES = {"tv-admitted": Decimal(3932)}
# Of these nothing stands in the events of the register: test_inspections.py, test_directives.py, test_emulation.py, test_returns.py,
# test_study.py, test_citizens.py, test_surveys.py.
ELSEWHERE = ("cases", "tasks", "models", "returns", "study", "citizens", "surveys")
LINES = [line for line in published_lines() if indicator(line.indicator).of not in ELSEWHERE]


def test_there_are_lines_of_the_register_and_others_with_their_own_dates() -> None:
    assert Counter(line.organisation_key for line in LINES) == {"tv": 18, "tp": 10, "bt": 1, MO_CAY_NAM: 1}
    assert len({line.key for line in published_lines()}) == 91
    assert all((line.period is None) != (line.as_of is None) for line in LINES)
    assert {line.as_of for line in LINES if line.as_of} == {
        date(2022, 4, 30), date(2019, 6, 30), date(2022, 6, 15), date(2022, 9, 21)
    }  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
def test_the_records_make_the_line(line: PublishedLine) -> None:
    assert _computed(line) == DISAGREES.get(line.key, line.printed)


def test_the_parts_of_admissions_disagree_with_their_printed_total_only() -> None:
    printed = {line.key: line.printed for line in LINES}
    assert (
        sum(printed[f"tv-admitted-{year}"] for year in (2019, 2020, 2021, 2022))
        == DISAGREES["tv-admitted"]
        != printed["tv-admitted"]
    )


def _computed(line: PublishedLine) -> Decimal:
    made, root = example(ON), line.organisation_key
    if line.indicator == "organisations":
        return Decimal(sum(_is_counted(organisation, made, root, line.filters) for organisation in made.organisations))
    if line.period:
        first, last = line.period
        return Decimal(
            sum(
                event.kind == line.indicator and first <= event.on <= last and _root(event.organisation_key) == root
                for event in made.events
            )
        )
    assert line.as_of
    types = {organisation.key: organisation.unit_type for organisation in made.organisations}
    members = [
        stay
        for key, stay in present(ON, line.as_of)
        if _root(stay.branch) == root and types[stay.branch] in line.filters.get("unit_type", types.values())
    ]
    if line.indicator == "members":
        return Decimal(len(members))
    if line.indicator == "members_exempt":
        return Decimal(sum(bool(stay.exempt and stay.exempt <= line.as_of) for stay in members))
    population = [value.value for value in made.reported if value.organisation_key == root and value.on <= line.as_of][
        -1
    ]
    assert line.indicator == "members_per_population" and 1_010_143 <= population <= 1_012_354
    return (Decimal(100) * len(members) / population).quantize(Decimal("0.01"))


def _is_counted(organisation: Organisation, made: Example, root: str, filters: Mapping[str, tuple[str, ...]]) -> bool:
    if organisation.key != root and not organisation.key.startswith(f"{root}-"):
        return False
    if "depth" in filters and organisation.parent_key != root:
        return False
    if "category" in filters and category(organisation) not in filters["category"]:
        return False
    return "unit_type" not in filters or organisation.unit_type in filters["unit_type"]


def _root(key: str | None) -> str:
    return (key or "").split("-")[0]
