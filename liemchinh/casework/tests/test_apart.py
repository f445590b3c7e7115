"""Who has no part in a case is the same asked of one case and one account, and asked of all cases at once."""

from typing import Any

from liemchinh.casework.apart import stands_apart
from liemchinh.casework.grants import recuse
from liemchinh.casework.holders import faults_of_holder
from liemchinh.casework.models import Case
from liemchinh.casework.steps import Who
from tests.granted_kind import more_officers, open_one
from tests.world import PEOPLE


def test_one_by_one_and_all_at_once_the_same_people_stand_apart(granted: Any) -> None:
    more_officers(granted)
    places = granted.places
    cases = [
        open_one(granted),
        open_one(granted, about="em", more=[Who("subject", places["branch"])]),
        open_one(granted, about="em", by="chi", at="branch", more=[Who("subject", places["branch"])]),
    ]  # fmt: skip
    recuse(cases[0], granted.accounts["khoa"], actor=granted.actor("khoa"))
    found, expected = set(), set()
    for name in (*PEOPLE, "thu", "duc"):
        apart = Case.objects.filter(stands_apart(granted.actor(name)))
        found |= {(name, case) for case in apart.values_list("pk", flat=True)}
        for case in cases:
            codes = {fault.code for fault in faults_of_holder(case, granted.accounts[name])}
            expected |= {(name, case.pk)} if codes & {"recused", "conflict"} else set()
    assert found == expected
    assert {("khoa", cases[0].pk), ("binh", cases[0].pk), ("em", cases[1].pk), ("chi", cases[1].pk)} <= found
    assert ("chi", cases[2].pk) not in found, "what acts itself is not kept away from its own case"
