"""A case of another room rules on a sanction: it lists what can be appealed, and its ruling goes back into file and register."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from liemchinh.casework import settling
from liemchinh.casework.models import Case
from liemchinh.casework.settling import Ruling, decision_of, decisions_about, settle_decision
from liemchinh.casework.steps import Taken, Who, open_case
from liemchinh.discipline import recount
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.queries import lapsed, running
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import DECIDED, MET, ballot, by_branch, decision, meet, voters
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.granted_kind import KIND, registered
from tests.world import World

pytestmark = pytest.mark.django_db
LATER = date(2026, 2, 13)
ANNULLED = Ruling("annulled", "09-QĐ/HU", LATER, "Ban thường vụ huyện ủy", LATER)


@pytest.fixture(autouse=True)
def kinds_that_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own kind rules on decisions."""
    monkeypatch.setattr(settling, "_ruling", {KIND})


def warned_by_branch(world: World) -> Case:
    """Bình is warned by the branch; the warning is announced and handed over."""
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"warning": 9}, chi)
    record_step(case, "decided", decision("warning"), actor=chi)
    assert decisions_about(person=world.people["binh"]) == [], "nothing is appealed that was not announced"
    record_step(case, "announced", Given(DECIDED), actor=chi)
    record_step(case, "delivered", Given(DECIDED), actor=chi)
    return case


def arising(world: World, *sources: Case) -> Case:
    """A case of the district that arose from these, opened by Khoa."""
    parties = [Who("body", world.places["district"]), Who("member", person=world.people["binh"])]
    with transaction.atomic():
        return open_case(KIND, parties, Taken("opened", LATER), arises_from=sources, actor=world.actor("khoa"))


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def test_a_ruling_goes_back_into_the_decision_by_the_grant_of_the_case_that_rules(world: World) -> None:
    case, binh = warned_by_branch(world), world.people["binh"]
    (told,) = decisions_about(person=binh)
    assert (told.case, told.form, told.words, told.body) == (case.pk, "warning", "Cảnh cáo", world.places["branch"])
    assert (told.organ, told.level, told.number) == ("branch", "branch", "07-QĐ/CB")
    assert (told.announced_on, told.received_on, told.refused_on, told.outcome) == (DECIDED, DECIDED, None, "")
    assert [form for form, _words in settling.forms_instead(case, LATER)] == ["reprimand"], "none heavier"
    with registered():
        appeal, beside = arising(world, case), arising(world)
        assert settling.is_under_appeal(case)
        for ruled_in, name, wanted in ((beside, "khoa", ["not-arisen"]), (appeal, "chi", ["no-grant"])):
            with pytest.raises(Refused) as refused:
                settle_decision(case, ANNULLED, ruled_in, actor=world.actor(name))
            assert codes(refused) == wanted
        early = replace(ANNULLED, dated=MET)
        assert [fault.code for fault in settling.faults_of_ruling(case, early)] == ["dated"]
        settle_decision(case, ANNULLED, appeal, actor=world.actor("khoa"))
    held = Sanction.objects.get()
    assert (held.set_aside, held.set_aside_on, held.lapses_on) == ("annulled", LATER, None)
    assert decisions_about(person=binh) == []
    assert (found := decision_of(case)) is not None and found.outcome == "annulled"
    assert [fault.code for fault in settling.faults_of_ruling(case, ANNULLED)] == ["no-sanction"]
    assert list(recount.differences()) == []


def test_where_the_rule_of_lapse_is_known_no_sanction_lapses_under_appeal(world: World) -> None:
    case = warned_by_branch(world)
    Sanction.objects.update(by_product=False)  # As if the text of that day were verified.
    over = date(2027, 1, 14)
    assert list(lapsed(over)) == [Sanction.objects.get()] and list(running(over)) == []
    assert list(lapsed(over - timedelta(days=1))) == []
    with registered():
        arising(world, case)
        assert list(lapsed(over)) == [] and list(running(over)) == [Sanction.objects.get()]
        Sanction.objects.update(by_product=True)
        assert list(lapsed(over)) == [Sanction.objects.get()], "the product's own rule reads nothing against anybody"


def test_where_the_rule_of_lapse_is_known_a_new_violation_within_its_time_stops_it(world: World) -> None:
    case, chi = warned_by_branch(world), world.actor("chi")
    for code in ("cross_noticed", "closed"):
        record_step(case, code, Given(DECIDED, noticed=("state",)), actor=chi)
    Sanction.objects.update(by_product=False)
    again, over = date(2026, 2, 20), date(2027, 1, 14)
    other = by_branch(world, happened_on=DECIDED + timedelta(days=9), filed=again)
    record_step(
        other, "branch_meeting", Given(again, ballot=ballot(10, {"reprimand": 9}), heard="at_meeting"), actor=chi
    )
    assert list(lapsed(over)) == [Sanction.objects.get()]
    record_step(other, "decided", Given(again, papers=typed("9-QD/CB"), form="reprimand"), actor=chi)
    first = Sanction.objects.get(case=case)
    assert list(lapsed(over)) == [] and first in running(over)
