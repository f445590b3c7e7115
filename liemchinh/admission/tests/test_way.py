"""From a candidate to an official member: each step by whose turn it is, the register follows, and nobody waits twice."""

from datetime import date
from typing import Any

import pytest

from liemchinh.admission import recognition, recount, services
from liemchinh.admission.facts import told_of
from liemchinh.admission.models import Candidate, FilePaper, Sponsor
from liemchinh.admission.tests.conftest import ALL, CEREMONY, DECIDED, ENTERED, FILE, VOTED, admit, paper
from liemchinh.casework import recount as steps_recount
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of, course_of
from liemchinh.casework.steps import parties_of
from liemchinh.journal.models import Entry
from liemchinh.members import recount as members_recount
from liemchinh.members.models import Details, Spell
from liemchinh.members.queries import active
from liemchinh.web.discovery import waiting_for
from regulations.answers import Refused


def spells(person: int) -> list[tuple[Any, ...]]:
    rows = Spell.objects.filter(person_id=person, cancelled_by=None).order_by("starts_on")
    return list(rows.values_list("organisation_id", "official", "starts_on", "ends_on"))


def test_a_candidate_becomes_a_member_on_the_day_of_the_ceremony_and_party_age_keeps_the_day_of_the_decision(
    world: Any, case: Case
) -> None:
    before = active(CEREMONY).count()
    person = admit(world, case)
    assert spells(person) == [(world.places["branch"], False, CEREMONY, None)]
    assert active(CEREMONY).count() == before + 1
    told = Details.objects.get(person_id=person)
    assert (told.full_name, told.gender, told.birth, told.ethnicity) == ("Lý Văn Minh", "nam", "2000-04-30", "khmer")
    entry = Entry.objects.get(kind="members.admitted", member_id=person)
    assert (entry.effective_on, entry.happened) == (CEREMONY, DECIDED.isoformat())
    assert parties_of(case.pk)["member"].person == person


def test_every_step_waits_for_whose_turn_it_is(world: Any, case: Case) -> None:
    def titles(name: str) -> list[str]:
        return [line.title for line in waiting_for(world.actor(name), date(2026, 3, 3)) if "Minh" in line.title]

    vote = "Chi bộ họp, biểu quyết đề nghị kết nạp: Lý Văn Minh"
    assert vote in titles("chi") and titles("em") == [] and titles("khoa") == [] and titles("dung") == []
    services.vote_on_admission(case, paper(VOTED), ALL, actor=world.actor("chi"))
    assert vote not in titles("chi")
    assert titles("nam") == ["Cấp ủy có thẩm quyền quyết định kết nạp: Lý Văn Minh"]
    services.decide_admission(case, paper(DECIDED), actor=world.actor("nam"))
    assert "Chi bộ nhận quyết định kết nạp: Lý Văn Minh" in titles("chi")


@pytest.mark.parametrize(
    ("received", "starts", "why"),
    [
        (date(2026, 7, 24), date(2026, 7, 24), "Quy định 294-QĐ/TW"),
        (date(2026, 7, 25), date(2026, 7, 25), "Quy định 294-QĐ/TW"),
        (date(2026, 7, 26), date(2026, 7, 1), "Quy định 208-QĐ/TW"),
        (date(2026, 7, 27), date(2026, 7, 1), "Quy định 208-QĐ/TW"),
    ],
)
@pytest.mark.usefixtures("later")
def test_the_ceremony_is_due_from_receipt_until_the_text_that_counts_from_issue(
    world: Any, case: Case, received: date, starts: date, why: str
) -> None:
    services.vote_on_admission(case, paper(VOTED), ALL, actor=world.actor("chi"))
    services.decide_admission(case, paper(date(2026, 7, 1)), actor=world.actor("nam"))
    services.receive_decision(case, received, actor=world.actor("chi"))
    (awaited,) = awaited_of(case)
    assert awaited.step == "ceremony" and why in awaited.why and f"kể từ ngày sau {starts:%d/%m/%Y}" in awaited.why


@pytest.mark.usefixtures("later")
def test_after_twelve_months_the_branch_reviews_and_the_committee_recognises(world: Any, case: Case, anew: Any) -> None:
    person = admit(world, case)
    (awaited,) = awaited_of(case)
    assert (awaited.step, awaited.opens_on) == ("recognition_vote", date(2026, 10, 20))
    with pytest.raises(Refused, match="chỉ làm được từ ngày 20/10/2026"):
        recognition.vote_on_recognition(case, paper(date(2026, 10, 19)), ALL, actor=world.actor("chi"))
    recognition.vote_on_recognition(case, paper(date(2026, 10, 25)), ALL, actor=world.actor("chi"))
    with pytest.raises(Refused) as refused:
        recognition.recognise(case, paper(date(2026, 11, 5), ""), date(2026, 10, 19), actor=world.actor("nam"))
    assert [refusal.code for refusal in refused.value.refusals] == ["decision-number", "official-early", "file"]
    anew(file=FILE | {"new_member_certificate": "branch"})
    recognition.recognise(case, paper(date(2026, 11, 5)), date(2026, 10, 20), actor=world.actor("nam"))
    branch = world.places["branch"]
    assert spells(person) == [
        (branch, False, CEREMONY, date(2026, 10, 20)), (branch, True, date(2026, 10, 20), None),
    ]  # fmt: skip
    case.refresh_from_db()
    assert case.closed_by is not None and awaited_of(case) == []
    assert [step.code for step in course_of(case)] == [
        "entered", "branch_vote", "decided", "received", "ceremony", "recognition_vote", "recognised",
    ]  # fmt: skip


@pytest.mark.usefixtures("later")
def test_a_proposal_to_strike_off_needs_two_thirds_and_short_of_it_the_review_is_awaited_again(
    world: Any, case: Case
) -> None:
    person = admit(world, case)
    recognition.vote_on_strike_off(case, paper(date(2026, 6, 1)), Count(2, 2, 2, 1), actor=world.actor("chi"))
    assert [row.step for row in awaited_of(case)] == ["recognition_vote"]
    with pytest.raises(Refused, match="Chưa đến bước"):
        recognition.strike_off(case, paper(date(2026, 6, 9)), actor=world.actor("nam"))
    recognition.vote_on_strike_off(case, paper(date(2026, 6, 15)), ALL, actor=world.actor("chi"))
    recognition.strike_off(case, paper(date(2026, 6, 30)), actor=world.actor("nam"))
    assert spells(person) == [(world.places["branch"], False, CEREMONY, date(2026, 6, 30))]
    case.refresh_from_db()
    assert case.closed_by is not None


@pytest.mark.usefixtures("later")
def test_what_the_committee_gives_back_the_branch_reviews_again(world: Any, case: Case) -> None:
    admit(world, case)
    recognition.vote_on_recognition(case, paper(date(2026, 10, 25)), ALL, actor=world.actor("chi"))
    recognition.return_to_branch(case, paper(date(2026, 11, 2), "20-TB/ĐU"), actor=world.actor("nam"))
    assert [row.step for row in awaited_of(case)] == ["recognition_vote"]


def test_a_case_may_end_by_withdrawal_or_by_the_committee_and_the_register_holds_nobody(world: Any, case: Case) -> None:
    people = Details.objects.count()
    services.vote_on_admission(case, paper(VOTED), Count(2, 2, 2, 1), actor=world.actor("chi"))
    services.decline_admission(case, paper(DECIDED, "16-TB/ĐU"), actor=world.actor("nam"))
    case.refresh_from_db()
    assert case.closed_by is not None
    other = services.enter_candidate(
        world.places["branch"], world.places["commune"], told_of(case), ENTERED, actor=world.actor("chi")
    )
    services.withdraw_candidate(other, VOTED, actor=world.actor("chi"))
    other.refresh_from_db()
    assert other.closed_by is not None and Details.objects.count() == people


def test_nobody_waits_twice_and_who_does_not_see_the_case_sees_the_register_as_before(world: Any, case: Case) -> None:
    admit(world, case)

    def told(name: str) -> list[str]:
        return [
            line.title for line in waiting_for(world.actor(name), date(2026, 10, 10)) if "Lý Văn Minh" in line.title
        ]

    assert told("chi") == ["Chi bộ họp, xét công nhận đảng viên chính thức: Lý Văn Minh"]
    assert told("khoa") == ["Xét công nhận chính thức: Lý Văn Minh"]


def test_the_book_alone_makes_everything_again(world: Any, case: Case) -> None:
    admit(world, case)
    for differences in (recount.differences, steps_recount.differences, members_recount.differences):
        assert list(differences()) == []
    Candidate.objects.filter(case=case).update(full_name="Người Khác")
    assert list(recount.differences()) == [
        f"Vụ việc số {case.pk}: thông tin về người xin vào Đảng đang lưu khác với sổ."
    ]
    assert (Sponsor.objects.count(), FilePaper.objects.count()) == (2, 5)
