"""A decision recorded as it happened, against the rules: no effect, put to the body above, which decides anew; and the heir of a body."""

from datetime import date

import pytest
from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case, Deadline, Paper
from liemchinh.casework.steps import parties_of
from liemchinh.casework.tests.test_taking_over import merge
from liemchinh.discipline import asking, recount
from liemchinh.discipline.bodies import has_new_body
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.queries import put_to_my_organisation, running
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import (
    DECIDED,
    HEARD,
    MET,
    ballot,
    body_meets,
    by_branch,
    by_commune,
    commune_officer,
    decision,
    meet,
    voters,
)
from liemchinh.discipline.undoing import cancel_step
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.granted_kind import officer
from tests.world import World

pytestmark = pytest.mark.django_db
LATER = date(2026, 2, 13)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def awaited(case: Case) -> set[str]:
    return set(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True))


def expelled_without_competence(world: World) -> Case:
    """The commune's committee, which may not, has expelled Bình on paper."""
    tam, case = commune_officer(world), by_commune(world, authorised=False)
    body_meets(case, {"expulsion": 14}, tam)
    record_step(case, "decided", decision("expulsion", history=True), actor=tam)
    return case


def put_to_province(world: World, case: Case) -> None:
    to = Given(DECIDED, papers=typed("8-TTr/DU"), to=world.places["province"], organ="standing_committee")
    record_step(case, "put_above", to, actor=commune_officer(world))


def of_province(world: World, *names: str) -> list[Actor]:
    """Inspection officers of the province."""
    for name in names:
        world.accounts[name] = officer(world, name, f"Cán bộ {name}", "province")
    return [world.actor(name) for name in names]


def test_a_decision_without_effect_must_be_put_to_the_body_above_before_the_file_is_closed(world: World) -> None:
    tam, case = commune_officer(world), expelled_without_competence(world)
    assert awaited(case) == {"announced", "put_above"}
    record_step(case, "announced", Given(DECIDED), actor=tam)
    record_step(case, "delivered", Given(DECIDED), actor=tam)
    record_step(case, "reported", Given(DECIDED), actor=tam)
    record_step(case, "cross_noticed", Given(DECIDED, noticed=("state",)), actor=tam)
    assert awaited(case) == {"put_above"}
    with pytest.raises(Refused) as refused:
        record_step(case, "closed", Given(DECIDED), actor=tam)
    assert codes(refused) == ["not-awaited"]
    put_to_province(world, case)
    assert parties_of(case.pk)["body"].organisation == world.places["province"]
    assert list(recount.differences()) == []


def test_the_body_above_hears_votes_and_decides_anew_and_only_that_counts(world: World) -> None:
    case = expelled_without_competence(world)
    put_to_province(world, case)
    kien, loan, minh = of_province(world, "kien", "loan", "minh")
    assert [put_to_my_organisation(one) for one in (kien, world.actor("khoa"), commune_officer(world))] == [
        [case],
        [],
        [],
    ]
    state_grant(case, world.accounts["kien"], actor=loan)
    vouch_for_grant(case, world.accounts["kien"], actor=minh)
    assert put_to_my_organisation(loan) == []
    with pytest.raises(Refused) as refused:
        record_step(case, "body_meeting", Given(LATER, ballot=ballot(9, {"warning": 8}, whole=9)), actor=kien)
    assert codes(refused) == ["hearing.missing", "not-awaited"], "who was heard by the body below was not heard here"
    record_step(case, "heard", Given(LATER, heard="met"), actor=kien)
    record_step(case, "body_meeting", Given(LATER, ballot=ballot(9, {"warning": 8}, whole=9)), actor=kien)
    record_step(case, "decided", Given(LATER, papers=typed("3-QD/TU"), form="warning"), actor=kien)
    held = Sanction.objects.get(cancelled_by=None)
    assert (held.form, held.decided_by_id, held.withheld) == ("warning", world.places["province"], False)
    assert awaited(case) == {"announced"}
    record_step(case, "announced", Given(LATER), actor=kien)
    assert list(running(LATER)) == [Sanction.objects.get(cancelled_by=None)]
    assert list(recount.differences()) == []
    cancel_step(case, "wrong_day", actor=kien)
    cancel_step(case, "wrong_day", actor=kien)
    back = Sanction.objects.get(cancelled_by=None)
    assert (back.form, back.withheld, back.decided_by_id) == ("expulsion", True, world.places["commune"])
    assert list(recount.differences()) == []


def test_only_a_decision_without_effect_is_put_above_and_never_decided_a_second_time(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"warning": 9}, chi)
    record_step(case, "decided", decision("warning"), actor=chi)
    to = Given(DECIDED, papers=typed("8-TTr"), to=world.places["commune"], organ="committee")
    with pytest.raises(Refused) as refused:
        record_step(case, "put_above", to, actor=chi)
    assert "not-withheld" in codes(refused)
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("warning", history=True), actor=chi)
    assert codes(refused) == ["decided-before"]


def test_the_person_reads_that_it_does_not_count_and_what_they_can_do(world: World) -> None:
    case = expelled_without_competence(world)
    page = world.client("binh").get(reverse("casework:mine", args=[case.pk])).content.decode()
    assert "không bị tính là đã bị kỷ luật" in page and "khiếu nại với cấp trên trực tiếp" in page


def test_minutes_stand_beside_announcement_delivery_and_refusal(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"warning": 9}, chi)
    record_step(case, "decided", decision("warning"), actor=chi)
    record_step(case, "announced", Given(DECIDED), actor=chi)
    record_step(case, "refused", Given(DECIDED, warned=True), actor=chi)
    papers = Paper.objects.filter(case=case, step__in=("announced", "refused")).values_list("step", "kind", "dated")
    assert set(papers) == {("announced", "delivery_minutes", DECIDED), ("refused", "refusal_minutes", DECIDED)}
    with pytest.raises(Refused) as refused:
        record_step(case, "cross_noticed", Given(DECIDED), actor=chi)
    assert codes(refused) == ["noticed"]


def test_the_heir_of_a_branch_takes_the_case_over_and_votes_anew(world: World) -> None:
    voters(world)
    voters(world, "sibling", more=4)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"warning": 9}, chi)
    assert not has_new_body(Folder(case))
    for name in ("lien", "tu", "hoa"):
        world.accounts[name] = officer(world, name, f"Người {name}", "sibling")
    merge(world, "branch", "sibling")
    assert has_new_body(Folder(case))
    state_grant(case, world.accounts["tu"], actor=world.actor("lien"))
    vouch_for_grant(case, world.accounts["tu"], actor=world.actor("hoa"))
    tu = world.actor("tu")
    after = date(2026, 3, 2)
    assert asking.deciding_ballot(Folder(case)) is None and asking.hearing_of(Folder(case), after).verdict == "no"
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", Given(after, papers=typed("1-QD"), form="warning"), actor=tu)
    assert codes(refused) == ["hearing.missing", "vote.other_form"]
    record_step(case, "taken_over", Given(after), actor=tu)
    assert awaited(case) == {"self_review", "branch_meeting", "deferred"}
    record_step(
        case, "branch_meeting", Given(after, ballot=ballot(15, {"reprimand": 12}), heard="at_meeting"), actor=tu
    )
    found = asking.deciding_ballot(Folder(case))
    assert found is not None and (found.row.whole, asking.outcome_of(Folder(case), found).value.form) == (
        16,
        "reprimand",
    )
    record_step(case, "decided", Given(after, papers=typed("1-QD"), form="reprimand"), actor=tu)
    assert Sanction.objects.get().decided_by_id == world.places["sibling"]
    with pytest.raises(Refused) as refused:
        record_step(case, "taken_over", Given(after), actor=tu)
    assert "not-taken-over" in codes(refused)
    assert list(recount.differences()) == []


def test_who_examines_between_the_branch_and_the_body_is_a_party(world: World) -> None:
    tam, case = commune_officer(world), by_commune(world)
    voters(world)
    record_step(case, "branch_meeting", Given(HEARD, ballot=ballot(10, {"warning": 8})), actor=tam)
    with pytest.raises(Refused) as refused:
        record_step(case, "examined", Given(MET, reviewer=world.places["district"]), actor=tam)
    assert codes(refused) == ["reviewer"]
    record_step(case, "examined", Given(MET, reviewer=world.places["commune"]), actor=tam)
    assert parties_of(case.pk)["reviewer"].organisation == world.places["commune"]
    assert list(recount.differences()) == []


def test_it_is_not_put_to_a_body_that_may_not_decide_either(world: World) -> None:
    case = expelled_without_competence(world)
    to = Given(DECIDED, papers=typed("8-TTr/DU"), to=world.places["province"], organ="advisory_agency")
    with pytest.raises(Refused) as refused:
        record_step(case, "put_above", to, actor=commune_officer(world))
    assert codes(refused) == ["competence.target"]
