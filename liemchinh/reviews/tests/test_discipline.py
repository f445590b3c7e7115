"""What discipline does to grades: only a decision in effect is weighed, never an open case; where the text was not seen it is unknown."""

from datetime import date
from typing import Any

from liemchinh.discipline.models import Sanction
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import by_branch, decision, meet, voters
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import read
from liemchinh.reviews.weighing import disciplined_among, weigh
from liemchinh.rulebook.rows import shipped

ON = date(2026, 3, 3)


def test_only_a_decision_in_effect_is_weighed_and_for_a_member_it_is_unknown(world: Any) -> None:
    quarter, chi = read("2026-Q1"), world.actor("chi")
    assert quarter is not None
    place = world.places["branch"]
    rows = [
        Grade(person_id=world.people["binh"], organisation_id=place, result="good"),
        Grade(organisation_id=place, result="excellent"),
        Grade(person_id=world.people["branch"], organisation_id=place, result="good"),
    ]
    voters(world)
    case = by_branch(world)
    meet(case, {"reprimand": 9}, chi)
    assert disciplined_among(rows, quarter, ON) == frozenset(), "voted on, not decided: an open case"
    before = weigh(shipped().rulebook, [], rows, quarter, ON, "")
    record_step(case, "decided", decision("reprimand"), actor=chi)
    assert disciplined_among(rows, quarter, ON) == {0, 1}
    assert disciplined_among(rows, read("2025"), ON) == frozenset()  # type: ignore[arg-type]
    after = weigh(shipped().rulebook, [], rows, quarter, ON, "")
    assert [(one.code, one.citation) for one in after.refusals] == [
        ("reviews.barred", "Điều 11, khoản 1, Quy định 366-QĐ/TW")
    ]
    assert before.refusals == [] and len(after.unknown) == len(before.unknown) + 1
    Sanction.objects.update(withheld=True, effective_on=None)
    assert disciplined_among(rows, quarter, ON) == frozenset()
