"""The example's inspections: the published numbers made by real cases, and cases in every state at two tops."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from liemchinh.access.models import Account
from liemchinh.casework.models import Case
from liemchinh.demo import inspections
from liemchinh.demo.inspections import load_inspections
from liemchinh.demo.published import published_lines
from liemchinh.demo.states import BEN_TRE, CAN_THO, TAN_PHU, Work
from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import indicator
from liemchinh.figures.sql.counting import Narrowing
from liemchinh.inspections import case_recount
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import Change, NewAct, record_changes


@pytest.fixture
def district(world: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """The district of the tests, with enough members of long standing; Khoa and the two beside him inspect there."""
    monkeypatch.setattr(inspections, "OFFICERS", inspections.OFFICERS | dict.fromkeys(("tp", "ct", "bt"), ("khoa",)))
    branch = world.places["branch"]
    acts = [NewAct("admitted", date(2010, 5, 19), branch), NewAct("official", date(2011, 5, 19), branch)]
    wanted = max(sum(work.people for work in works) for works in (TAN_PHU, CAN_THO, BEN_TRE))
    changes = [Change(facts=PersonFacts(f"Lý Văn {number}"), acts=acts) for number in range(wanted)]
    assert not [one for outcome in record_changes(changes, actor=world.actor("console")) for one in outcome.refusals]
    return int(world.places["district"])


def test_every_published_number_of_inspection_is_counted_from_cases(
    district: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line for line in published_lines() if indicator(line.indicator).subject == "inspection"]
    assert len(lines) == 8
    few = [_with_organisations_of(work, 3) for work in TAN_PHU]
    monkeypatch.setattr(inspections, "TAN_PHU", few)
    assert load_inspections({"tp": district}, clock.today()) == len(few)
    for line in lines:
        assert line.period is not None
        asked = question(district, *line.period, narrowing=Narrowing(depth=0))
        organ, work, *_rest = line.indicator.split("_")
        sorts = {"topic"} if work == "supervised" else {"planned", "lower"}
        of_work = [one for one in TAN_PHU if one.organ == organ and one.sort in sorts]
        people = line.indicator.endswith("members")
        assert sum(one.people if people else one.organisations for one in of_work) == int(line.printed), line.key
        counted = ask(asked, [line.indicator], [asked.period])[0].whole[line.indicator]
        assert counted == (line.printed if people else 3 * sum(one.organisations > 0 for one in of_work)), line.key
    assert list(case_recount.differences()) == []


def _with_organisations_of(work: Work, most: int) -> Work:
    """The same with as many organisations as the tree of the tests has."""
    told = {name: getattr(work, name) for name in work.__dataclass_fields__}
    return Work(**told | {"organisations": min(work.organisations, most)})


def test_there_are_cases_in_every_state_of_every_kind(district: int, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [_with_organisations_of(work, 3) for work in (*CAN_THO, *BEN_TRE) if not work.team]
    monkeypatch.setattr(inspections, "CAN_THO", few)
    monkeypatch.setattr(inspections, "OFFICERS", inspections.OFFICERS | {"branch": ("chi",)})
    load_inspections({"ct": district}, clock.today())
    steps = Counter(case.steps.latest("recorded_by").code for case in Case.objects.all())
    assert {"proposed", "announced", "verified", "exchanged", "extended", "notified", "closed", "signs_found", "reported",
            "handed_over"} <= steps.keys()  # fmt: skip
    kinds = set(Case.objects.values_list("kind", flat=True))
    assert kinds == {"inspection", "inspection_on_signs", "topic_supervision", "follow_up", "branch_inspection"}
    assert Case.objects.filter(closed_by=None).count() >= 8


def test_an_example_without_its_officers_has_none(world: Any) -> None:
    assert not Account.objects.filter(username="kiem-tra-can-tho").exists()
    assert load_inspections({"ct": world.places["district"]}, clock.today()) == 0
