"""A branch is merged while sittings are on their way: nobody asked is lost, nobody counts twice, what waited waits for the heir."""

from datetime import date, timedelta

import pytest

from liemchinh.access.granting import Offer, grant_role
from liemchinh.casework.tests.test_taking_over import merge
from liemchinh.journal import clock
from liemchinh.journal.verification import verify
from liemchinh.study import recount
from liemchinh.study.asking import Call
from liemchinh.study.coverage import coverage_of
from liemchinh.study.due import asked_to
from liemchinh.study.models import Sitting
from liemchinh.study.places import branches_asked
from liemchinh.study.queries import rolls_missing, sittings_of, sittings_visible_to
from liemchinh.study.rolls import record_roll, roll_of, withdraw_roll
from liemchinh.study.services import call_sitting
from regulations.answers import Refused
from tests.permissions_of_directives import document
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)


def called(world: World, told: int, addressed: str, days: int, makes_up: Sitting | None = None) -> Sitting:
    call = Call("study", told, TODAY + timedelta(days=days), (world.places[addressed],), makes_up and makes_up.pk)
    return call_sitting(world.places["commune"], call, actor=world.actor("nam"))


def marks(world: World, sitting: Sitting, branch: str, absent: str = "") -> dict[int, str]:
    people = [one.person for one in asked_to(sitting, world.places[branch])]
    return {person: "absent" if person == world.people.get(absent) else "present" for person in people}


def test_a_branch_that_is_merged_between_calling_and_rolling_loses_nobody(world: World) -> None:
    branch, sibling, commune = (world.places[name] for name in ("branch", "sibling", "commune"))
    told = document(world, at="province").pk
    missed, open_one = called(world, told, "commune", -9), called(world, told, "commune", -2)
    planned = called(world, told, "branch", 5)
    record_roll(missed.pk, branch, marks(world, missed, "branch", "binh"), actor=world.actor("chi"))
    record_roll(missed.pk, sibling, marks(world, missed, "sibling"), actor=world.actor("nam"))
    merge(world, "branch", "sibling", TODAY)
    grant_role(Offer(world.accounts["lan"], "branch_secretary", sibling, TODAY), actor=world.actor("an"))
    lan = world.actor("lan")
    waits = [(one.sitting.pk, one.branch) for one in rolls_missing(lan, TODAY, 60)]
    assert waits == [(open_one.pk, branch), (open_one.pk, sibling)], "the heir rolls the ended branch as it stood then"
    for place in ("branch", "sibling"):
        record_roll(open_one.pk, world.places[place], marks(world, open_one, place), actor=lan)
    assert coverage_of(open_one, commune).whole.attended == coverage_of(open_one, commune).whole.due == 4
    make_up = called(world, told, "sibling", 2, missed)
    assert {planned.pk, make_up.pk} <= set(sittings_visible_to(lan).values_list("pk", flat=True))
    assert planned in sittings_of(sibling) and branches_asked(planned) == {sibling}
    with clock.at(TODAY + timedelta(days=6)):
        assert [one.person for one in asked_to(make_up, sibling)] == [world.people["binh"]]
        record_roll(make_up.pk, sibling, {world.people["binh"]: "present"}, actor=lan)
        assert [(one.sitting.pk, one.branch) for one in rolls_missing(lan, clock.today(), 60)] == [
            (planned.pk, sibling)
        ]
        record_roll(planned.pk, sibling, marks(world, planned, "sibling"), actor=lan)
        found = coverage_of(planned, commune).whole
        assert (found.due, found.attended, coverage_of(missed, commune).whole.attended) == (4, 4, 4)
        first = roll_of(missed, branch)
        assert first is not None
        with pytest.raises(Refused) as refused:
            withdraw_roll(first.pk, reason="twice", actor=lan)
        assert [one.code for one in refused.value.refusals] == ["study.made-up"]
    assert list(recount.differences()) == [] and verify().ok
