"""A case moves step by step: what waits, for whom, by when; what does not fit is refused; a wrong step is taken back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from liemchinh.casework import recount
from liemchinh.casework.counting import Count, outcome, vote_faults, whole_of
from liemchinh.casework.kinds import CaseKind
from liemchinh.casework.models import Case, Deadline, Paper, Party, Step, Vote
from liemchinh.casework.queries import awaited_of, cases_visible_to, course_of
from liemchinh.casework.steps import NewPaper, Taken, Who, change_party, open_case, parties_of, take_step
from liemchinh.casework.undoing import cancel_last_step
from liemchinh.casework.voting import counted
from liemchinh.casework.waiting import waiting
from liemchinh.journal.queries import entries_visible_to
from liemchinh.members.services import NewAct, cancel_act, record_act
from regulations.answers import Refused

ON = date(2026, 2, 2)


@pytest.fixture
def case(world: Any, tried: str) -> Case:
    parties = [
        Who("branch", world.places["branch"]),
        Who("committee", world.places["commune"]),
        Who("member", person=world.people["binh"]),
    ]
    with transaction.atomic():
        return open_case(tried, parties, Taken("begun", ON), actor=world.actor("console"))


def take(world: Any, case: Case, code: str, on: date = ON, **more: Any) -> int:
    with transaction.atomic():
        return take_step(case, Taken(code, on, **more), actor=world.actor("console"))


def test_a_new_case_waits_for_its_second_step_and_only_for_whose_turn_it_is(world: Any, case: Case) -> None:
    on = date(2026, 3, 3)
    assert [(line.title, line.url) for line in waiting(world.actor("chi"), on)] == [
        (f"Bước voted: Vụ {case.pk}", f"/vu/{case.pk}")
    ]
    take(world, case, "voted")
    assert waiting(world.actor("chi"), on) == []
    assert [line.title for line in waiting(world.actor("nam"), on)] == [f"Bước decided: Vụ {case.pk}"]
    assert [waiting(world.actor(name), on) for name in ("dung", "binh", "em", "giang", "khoa", "quan", "lan")] == [
        []
    ] * 7


def test_the_last_step_has_a_day_and_its_calculation(world: Any, case: Case) -> None:
    take(world, case, "voted")
    take(world, case, "decided", date(2026, 2, 3))
    (awaited,) = awaited_of(case)
    assert (awaited.step, awaited.due_on, awaited.is_unknown) == ("ended", date(2026, 3, 24), False)
    assert "30 ngày làm việc kể từ ngày sau 03/02/2026" in awaited.why and "Quy định 294-QĐ/TW" in awaited.why


def test_the_end_closes_the_case_and_nothing_waits(world: Any, case: Case) -> None:
    for code in ("voted", "decided", "ended"):
        take(world, case, code)
    case.refresh_from_db()
    assert case.closed_by is not None and not Deadline.objects.filter(cancelled_by=None).exists()
    with pytest.raises(Refused, match="đã kết thúc"):
        take(world, case, "voted")


def test_what_is_not_awaited_or_lies_before_the_last_step_is_refused_and_nothing_written(
    world: Any, case: Case
) -> None:
    with pytest.raises(Refused, match="Chưa đến bước"):
        take(world, case, "decided")
    with pytest.raises(Refused, match="trước bước đã ghi"):
        take(world, case, "voted", date(2026, 2, 1))
    assert [step.code for step in Step.objects.all()] == ["begun"]


def test_what_has_not_happened_yet_is_neither_begun_nor_taken(world: Any, case: Case, tried: str) -> None:
    ahead = date(2026, 3, 4)
    with pytest.raises(Refused, match="“Bước voted” ghi ngày 04/03/2026 là ngày chưa đến"):
        take(world, case, "voted", ahead)
    with pytest.raises(Refused, match="“Bước begun” ghi ngày 04/03/2026 là ngày chưa đến"), transaction.atomic():
        open_case(tried, [Who("branch", world.places["branch"])], Taken("begun", ahead), actor=world.actor("console"))
    assert [(row.pk, row.code) for row in Step.objects.all()] == [(Step.objects.get().pk, "begun")]


def test_papers_and_votes_stand_with_their_step(world: Any, case: Case) -> None:
    count = Count(3, 3, 3, 2)
    take(
        world,
        case,
        "voted",
        count=count,
        whole=3,
        papers=[NewPaper("branch_resolution", "05-NQ/CB", ON, world.places["branch"])],
    )
    told = course_of(case)[-1]
    assert (told.title, told.papers) == ("Bước voted", ["05-NQ/CB (02/02/2026)"])
    assert told.vote is not None and (told.vote.issued, told.vote.votes_for, told.vote.whole) == (3, 2, 3)
    assert Paper.objects.get().issuer_id == world.places["branch"]


def test_a_step_taken_back_leaves_what_waited_before(world: Any, case: Case) -> None:
    before = [(row.step, row.role, row.due_on) for row in Deadline.objects.filter(cancelled_by=None)]
    take(world, case, "voted", count=Count(3, 3, 3, 3), whole=3)
    with transaction.atomic():
        cancel_last_step(case, reason="wrong_day", actor=world.actor("console"))
    assert [(row.step, row.role, row.due_on) for row in Deadline.objects.filter(cancelled_by=None)] == before
    assert not Vote.objects.filter(cancelled_by=None).exists() and list(recount.differences()) == []
    with pytest.raises(Refused, match="bước đầu tiên"), transaction.atomic():
        cancel_last_step(case, reason="wrong_day", actor=world.actor("console"))


def test_a_party_that_went_elsewhere_since_stays_there_when_a_step_is_taken_back(world: Any, case: Case) -> None:
    take(world, case, "voted", count=Count(3, 3, 3, 3), whole=3, parties=[Who("branch", world.places["sibling"])])
    exempt = NewAct("exempt", ON, world.places["sibling"])
    since = record_act(world.people["em"], exempt, actor=world.actor("console"))
    change_party(case, Who("branch", world.places["commune"]), since)
    with transaction.atomic():
        cancel_last_step(case, reason="wrong_day", actor=world.actor("console"))
    assert parties_of(case.pk)["branch"] == Who("branch", world.places["commune"])


def test_a_case_that_the_register_ended_keeps_its_steps_until_the_register_is_set_right(world: Any, case: Case) -> None:
    take(world, case, "voted")
    died = record_act(world.people["binh"], NewAct("died", ON, world.places["branch"]), actor=world.actor("an"))
    with pytest.raises(Refused, match="không phải bằng một bước"), transaction.atomic():
        cancel_last_step(case, reason="wrong_day", actor=world.actor("console"))
    case.refresh_from_db()
    assert case.closed_by == died and not Deadline.objects.filter(cancelled_by=None).exists()
    cancel_act(died, reason="wrong_person", actor=world.actor("an"))
    with transaction.atomic():
        cancel_last_step(case, reason="wrong_day", actor=world.actor("console"))
    case.refresh_from_db()
    assert case.closed_by is None and [row.step for row in awaited_of(case)] == ["voted"]


def test_the_recount_finds_a_step_that_is_not_in_the_book(world: Any, case: Case) -> None:
    assert list(recount.differences()) == []
    Step.objects.create(case=case, code="voted", on=ON, recorded_by=case.recorded_by)
    assert list(recount.differences()) == [f"Vụ việc số {case.pk}: các bước đang lưu khác với sổ."]


def test_only_those_with_the_right_of_a_party_see_the_case_and_its_entries_are_in_no_organisations_book(
    world: Any, case: Case
) -> None:
    may = [name for name in world.accounts if cases_visible_to(world.actor(name), "tests").exists()]
    assert sorted(name for name in may if not name.startswith("at-")) == ["an", "chi", "nam", "oanh"]
    assert not entries_visible_to(world.actor("nam")).filter(case_id=case.pk).exists()


def test_a_party_is_an_organisation_or_a_person_and_one_for_each_role(world: Any, case: Case) -> None:
    assert parties_of(case.pk)["member"] == Who("member", person=world.people["binh"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(case=case, role="branch", organisation_id=world.places["sibling"], recorded_by=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(case=case, role="other", recorded_by=1)


def test_a_vote_is_a_share_of_those_the_register_has_on_that_day(world: Any, tried: str) -> None:
    branch, on = world.places["branch"], date(2026, 3, 3)
    assert whole_of("screening.vote", branch, on).value == 2
    record_act(world.people["branch"], NewAct("exempt", date(2026, 3, 1), branch), actor=world.actor("an"))
    assert whole_of("screening.vote", branch, on).value == 1
    assert whole_of("screening.vote", branch, date(2026, 2, 28)).value == 2
    assert [whole_of("admission.vote.cell", branch, on, exempt_present=came).value for came in (0, 1)] == [1, 2]


def test_no_more_exempt_members_come_to_a_vote_than_the_branch_has(world: Any, tried: str) -> None:
    branch, on = world.places["branch"], date(2026, 3, 3)
    record_act(world.people["branch"], NewAct("exempt", date(2026, 3, 1), branch), actor=world.actor("an"))
    for came, faults in ((0, []), (1, []), (2, ["count-exempt"])):
        count = Count(1, 1, 1, 1, exempt_present=came)
        result = counted("admission.vote.cell", count, branch, on)
        assert ([refusal.code for refusal in result.refusals], result.whole) == (faults, 1 + min(came, 1))


def test_numbers_that_do_not_add_up_are_all_told(world: Any) -> None:
    assert [refusal.code for refusal in vote_faults(Count(2, 3, 4, 5), 1)] == [
        "count-returned", "count-valid", "count-for", "count-voters",
    ]  # fmt: skip
    assert [outcome("screening.vote", Count(3, 3, 3, votes), 3, ON).verdict for votes in (1, 2, 3)] == [
        "no",
        "yes",
        "yes",
    ]


def test_a_step_may_be_due_on_the_day_its_paper_says(world: Any, case: Case) -> None:
    take(world, case, "voted", days={"decided": date(2026, 5, 4)})
    (awaited,) = awaited_of(case)
    assert (awaited.due_on, awaited.why) == (date(2026, 5, 4), "Ngày ghi trên văn bản của bước trước.")


def test_an_optional_step_can_be_taken_and_nobody_waits_for_it(
    world: Any, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    procedure = CaseKind.procedure
    steps = tuple(replace(step, optional=step.code == "voted") for step in procedure.steps)
    monkeypatch.setattr(CaseKind, "procedure", replace(procedure, steps=steps))
    assert awaited_of(case) == [] and waiting(world.actor("chi"), date(2026, 3, 3)) == []
    take(world, case, "voted")
    assert [row.step for row in awaited_of(case)] == ["decided"]
