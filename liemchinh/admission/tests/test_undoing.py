"""A wrong step is cancelled and the register follows; a case goes with its member; what is over is forgotten."""

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.admission import recognition, recount, services
from liemchinh.admission.ceremony import hold_ceremony
from liemchinh.admission.facts import Told
from liemchinh.admission.forgetting import due, forget_candidates, forget_due
from liemchinh.admission.models import Candidate, FilePaper, Sponsor
from liemchinh.admission.queries import case_visible_to, list_candidates
from liemchinh.admission.tests.conftest import ALL, CEREMONY, ENTERED, FILE, RECEIVED, VOTED, admit, decide, paper
from liemchinh.admission.undoing import cancel_step
from liemchinh.casework.models import Case, Step
from liemchinh.casework.queries import awaited_of
from liemchinh.casework.steps import parties_of
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.members.changes import Change
from liemchinh.members.erasing import erase_people
from liemchinh.members.models import Details
from liemchinh.members.probation import on_probation
from liemchinh.members.queries import active, people_visible_to
from liemchinh.members.services import NewAct, cancel_act, record_act, record_change
from liemchinh.web.discovery import waiting_for
from regulations.answers import Refused


def test_a_ceremony_taken_back_takes_the_member_back_and_held_again_makes_the_same_person(
    world: Any, case: Case
) -> None:
    before = active(CEREMONY).count()
    person = admit(world, case)
    cancel_step(case, "wrong_day", actor=world.actor("chi"))
    assert active(CEREMONY).count() == before and "member" not in parties_of(case.pk)
    assert [row.step for row in awaited_of(case)] == ["ceremony"]
    again = hold_ceremony(case, date(2025, 10, 21), actor=world.actor("chi"))
    assert again == person and active(date(2025, 10, 21)).count() == before + 1
    assert Details.objects.filter(full_name="Lý Văn Minh", cancelled_by=None).count() == 1


def test_steps_taken_back_one_after_another_leave_only_what_waited_before_the_first_of_them(
    world: Any, case: Case
) -> None:
    services.vote_on_admission(case, paper(VOTED), ALL, actor=world.actor("chi"))
    before = [row.step for row in awaited_of(case)]
    services.decide_admission(case, paper(date(2025, 10, 1)), actor=world.actor("nam"))
    services.receive_decision(case, date(2025, 10, 6), actor=world.actor("chi"))
    hold_ceremony(case, CEREMONY, actor=world.actor("chi"))
    for _step in ("ceremony", "received", "decided"):
        cancel_step(case, "wrong_day", actor=world.actor("an"))
    assert [row.step for row in awaited_of(case)] == before
    with pytest.raises(Refused, match="Chưa đến bước"):
        hold_ceremony(case, CEREMONY, actor=world.actor("chi"))


def test_a_step_recorded_since_the_page_was_opened_is_not_cancelled_in_place_of_the_one_that_was_shown(
    world: Any, case: Case
) -> None:
    decide(world, case)
    services.receive_decision(case, RECEIVED, actor=world.actor("chi"))
    page, chi = reverse("admission:cancel", args=[case.pk]), world.client("chi")
    shown = chi.get(page).content.decode().partition('name="step" value="')[2].partition('"')[0]
    person = hold_ceremony(case, CEREMONY, actor=world.actor("chi"))
    late = chi.post(page, {"reason": "wrong_day", "step": shown})
    assert late.status_code == 422 and "đã ghi bước khác" in late.content.decode()
    assert active(CEREMONY).filter(person_id=person).exists()
    now = chi.get(page).content.decode().partition('name="step" value="')[2].partition('"')[0]
    assert chi.post(page, {"reason": "wrong_day", "step": now}).status_code == 302
    assert not active(CEREMONY).filter(person_id=person).exists()


@pytest.mark.usefixtures("later")
def test_a_recognition_taken_back_leaves_the_member_on_probation(world: Any, case: Case, anew: Any) -> None:
    person = admit(world, case)
    recognition.vote_on_recognition(case, paper(date(2026, 10, 25)), ALL, actor=world.actor("chi"))
    anew(file=FILE | {"new_member_certificate": "branch"})
    recognition.recognise(case, paper(date(2026, 11, 5)), date(2026, 10, 20), actor=world.actor("nam"))
    with pytest.raises(Refused, match="không có vai trò"):
        cancel_step(case, "wrong_day", actor=world.actor("chi"))
    with pytest.raises(Refused, match="không có trong danh sách"):
        cancel_step(case, "because", actor=world.actor("nam"))
    cancel_step(case, "wrong_day", actor=world.actor("nam"))
    case.refresh_from_db()
    assert case.closed_by is None and [row.step for row in awaited_of(case)] == ["recognised"]
    assert active(date(2026, 11, 9)).get(person_id=person).official is False


def test_a_ceremony_on_which_other_acts_stand_is_not_taken_back(world: Any, case: Case) -> None:
    person = admit(world, case)
    record_act(person, NewAct("exempt", date(2025, 12, 1), world.places["branch"]), actor=world.actor("nam"))
    with pytest.raises(Refused, match="trước khi kết nạp"):
        cancel_step(case, "wrong_day", actor=world.actor("chi"))
    assert Step.objects.filter(case=case, code="ceremony", cancelled_by=None).exists()


@pytest.mark.usefixtures("later")
def test_a_case_goes_where_its_member_goes(world: Any, case: Case) -> None:
    person = admit(world, case)
    moved = [NewAct("transferred_out", date(2026, 2, 1), world.places["branch"]),
             NewAct("transferred_in", date(2026, 2, 1), world.places["sibling"])]  # fmt: skip
    record_change(Change(person, acts=moved), actor=world.actor("nam"))
    assert parties_of(case.pk)["branch"].organisation == world.places["sibling"]
    assert case_visible_to(world.actor("chi"), case.pk) is None
    recognition.vote_on_recognition(case, paper(date(2026, 10, 22)), ALL, actor=world.actor("nam"))
    cancel_step(case, "wrong_day", actor=world.actor("nam"))
    record_act(person, NewAct("left", date(2026, 10, 23), world.places["sibling"]), actor=world.actor("nam"))
    case.refresh_from_db()
    assert case.closed_by is not None and awaited_of(case) == []
    left = Entry.objects.filter(kind="members.left", member_id=person).latest("sequence")
    cancel_act(left.sequence, reason="wrong_person", actor=world.actor("nam"))
    case.refresh_from_db()
    assert case.closed_by is None and [row.step for row in awaited_of(case)] == ["recognition_vote"]


@pytest.mark.parametrize(("on", "gone"), [(date(2026, 9, 9), []), (date(2026, 9, 10), [1]), (date(2026, 9, 11), [1])])
def test_a_candidate_is_forgotten_twelve_months_after_the_last_step(
    world: Any, case: Case, on: date, gone: list[int]
) -> None:
    services.vote_on_admission(case, paper(VOTED), ALL, actor=world.actor("chi"))
    assert due(on) == [case.pk for _one in gone]


def test_what_is_forgotten_leaves_tables_and_book_and_the_counts_stay(world: Any, case: Case) -> None:
    services.vote_on_admission(case, paper(VOTED), ALL, actor=world.actor("chi"))
    with clock.at(date(2026, 9, 11)):
        forget_due()
    assert (Candidate.objects.count(), Sponsor.objects.count(), FilePaper.objects.count()) == (0, 0, 0)
    told = Entry.objects.filter(case_id=case.pk)
    assert not Personal.objects.filter(sequence__in=told.values("sequence")).exists()
    assert all(name not in bytes(entry.payload).decode() for entry in told for name in ("Minh", "2000-04-30", "12/GCN"))
    assert list(told.order_by("sequence").values_list("kind", flat=True)) == [
        "admission.entered", "admission.branch_vote", "admission.forgotten",
    ]  # fmt: skip
    case.refresh_from_db()
    assert case.closed_by is not None and awaited_of(case) == [] and Step.objects.filter(case=case).count() == 2
    assert list(recount.differences()) == [] and forget_candidates([case.pk]) == 0
    assert list_candidates(world.actor("chi"))[0] == []


def test_a_case_whose_candidate_is_forgotten_never_waits_again_and_the_register_follows_the_member(
    world: Any, case: Case
) -> None:
    person, nam = admit(world, case), world.actor("nam")
    left = record_act(person, NewAct("left", date(2026, 2, 1), world.places["branch"]), actor=nam)
    with clock.at(date(2027, 3, 3)):
        forget_due()
        assert not Candidate.objects.exists()
        with pytest.raises(Refused, match="đã được xóa"):
            cancel_step(case, "wrong_day", actor=world.actor("chi"))
        cancel_act(left, reason="wrong_person", actor=nam)
        moved = [NewAct("transferred_out", date(2026, 2, 1), world.places["branch"]),
                 NewAct("transferred_in", date(2026, 2, 1), world.places["sibling"])]  # fmt: skip
        record_change(Change(person, acts=moved), actor=nam)
        case.refresh_from_db()
        assert (case.closed_by, awaited_of(case)) == (left, [])
        assert [item.kind for item in waiting_for(nam, clock.today()) if item.kind.startswith("admission.")] == []
        assert person in on_probation(nam, clock.today()).values_list("person_id", flat=True)
    assert list(recount.differences()) == []


def test_nobody_on_probation_is_forgotten_and_whoever_is_erased_from_the_register_is_erased_here(
    world: Any, case: Case
) -> None:
    person = admit(world, case)
    assert due(date(2027, 3, 1)) == []
    record_act(person, NewAct("left", date(2026, 2, 1), world.places["branch"]), actor=world.actor("nam"))
    erase_people([person], actor=world.actor("an"))
    assert not Candidate.objects.exists()
    told = Entry.objects.filter(case_id=case.pk).values("sequence")
    assert not Personal.objects.filter(sequence__in=told).exists()


def test_somebody_the_register_may_already_hold_is_compared_first(world: Any, told: Told, case: Case) -> None:
    person = admit(world, case)
    other = services.enter_candidate(
        world.places["sibling"], world.places["commune"], _of_sibling(world, told), ENTERED, actor=world.actor("nam")
    )
    services.vote_on_admission(other, paper(VOTED), ALL, actor=world.actor("nam"))
    services.decide_admission(other, paper(date(2025, 10, 1)), actor=world.actor("nam"))
    services.receive_decision(other, date(2025, 10, 6), actor=world.actor("nam"))
    with pytest.raises(Refused, match="đã có một người"):
        hold_ceremony(other, CEREMONY, actor=world.actor("nam"))
    twin = hold_ceremony(other, CEREMONY, compared=True, actor=world.actor("nam"))
    assert twin != person and people_visible_to(world.actor("nam")).filter(pk__in=[twin, person]).count() == 2


def _of_sibling(world: Any, told: Told) -> Told:
    sponsors = {world.people["sibling"]: date(2023, 1, 1), world.people["em"]: date(2023, 1, 1)}
    return Told(told.who, told.agreement_on, told.certificate_no, told.certificate_on, sponsors, told.file)


def test_the_book_keeps_days_and_ids_in_the_chain_and_the_name_beside_it(world: Any, case: Case) -> None:
    decide(world, case)
    entry = Entry.objects.get(pk=case.recorded_by)
    data = json.loads(bytes(entry.payload))["data"]
    assert data["sponsors"] == [
        [number, "2023-01-01"] for number in sorted((world.people["branch"], world.people["binh"]))
    ]
    assert data["file"]["applicant_cv"] == "committee" and "Minh" not in bytes(entry.payload).decode()
