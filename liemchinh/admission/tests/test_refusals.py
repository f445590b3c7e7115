"""Every step is refused with all reasons at once; what is unknown is never read against the candidate."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liemchinh.admission import recognition, services
from liemchinh.admission.facts import Told
from liemchinh.admission.forgetting import forget_candidates
from liemchinh.admission.grounding import state_for_decision, vouch_for_decision
from liemchinh.admission.tests.conftest import ALL, DECIDED, ENTERED, FILE, MINH, VOTED, paper
from liemchinh.casework.counting import Count
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case, Vote
from liemchinh.casework.queries import course_of
from liemchinh.journal.models import Entry
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, record_act
from regulations.answers import Refused


def codes(call: Callable[[], Any]) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    assert all(refusal.message and refusal.remedy for refusal in refused.value.refusals)
    return [refusal.code for refusal in refused.value.refusals]


def vote(world: Any, case: Case, on: date = VOTED, count: Count = ALL, number: str = "07-NQ/CB") -> int:
    return services.vote_on_admission(case, paper(on, number), count, actor=world.actor("chi"))


def decide(world: Any, case: Case, on: date) -> int:
    return services.decide_admission(case, paper(on), actor=world.actor("nam"))


def test_everything_that_is_missing_is_told_at_once(world: Any, case: Case, anew: Any) -> None:
    anew(
        who=MINH._replace(birth="2008-01-01"),
        certificate_on=date(2020, 8, 9),
        sponsors={},
        file={"application": "branch"},
    )
    assert codes(lambda: vote(world, case, date(2025, 8, 30), Count(3, 4, 2, 3), "")) == [
        "before-last", "decision-number", "age", "certificate-expired", "sponsors-few", "file",
        "count-returned", "count-for", "count-voters",
    ]  # fmt: skip


def test_the_refusals_name_article_and_the_missing_papers(world: Any, case: Case, anew: Any) -> None:
    anew(file={code: place for code, place in FILE.items() if code not in {"application", "introduction"}}, sponsors={})
    with pytest.raises(Refused) as refused:
        vote(world, case)
    few, file = refused.value.refusals
    assert few.citation == "Điều 4, Điều lệ Đảng" and "Mới có 0." in few.message
    assert file.message == "Hồ sơ còn thiếu: Đơn xin vào Đảng; Giấy giới thiệu của đảng viên chính thức."


def test_a_sponsor_is_an_official_member_of_the_branch_who_has_been_together_for_twelve_months(
    world: Any, case: Case, anew: Any
) -> None:
    long_ago, lately = date(2023, 1, 1), date(2025, 1, 1)
    anew(sponsors={world.people["em"]: long_ago, world.people["binh"]: lately})
    with pytest.raises(Refused) as refused:
        vote(world, case)
    assert sorted((refusal.code, refusal.message.partition(":")[0][:13]) for refusal in refused.value.refusals) == [
        ("sponsor-not-official", "Huỳnh Thị Em "),
        ("sponsor-together", "Trần Văn Bình"),
    ]


def test_one_sponsor_is_enough_where_a_union_introduces_too(world: Any, case: Case, anew: Any) -> None:
    one = {world.people["binh"]: date(2023, 1, 1)}
    anew(sponsors=one)
    assert codes(lambda: vote(world, case)) == ["sponsors-few"]
    anew(sponsors=one, file=FILE | {"union_resolution": "branch"})
    vote(world, case)


@pytest.mark.parametrize(
    ("issued", "fits"), [(date(2020, 9, 9), False), (date(2020, 9, 10), True), (date(2020, 9, 11), True)]
)
def test_the_certificate_is_valid_on_the_day_of_the_vote_and_sixty_months_back(
    world: Any, case: Case, anew: Any, issued: date, fits: bool
) -> None:
    anew(certificate_on=issued)
    if fits:
        vote(world, case)
    else:
        assert codes(lambda: vote(world, case)) == ["certificate-expired"]


@pytest.mark.parametrize(("birth", "fits"), [("2007-09-09", True), ("2007-09-10", True), ("2007-10-01", False)])
def test_a_candidate_is_eighteen_on_the_day_of_the_vote(
    world: Any, case: Case, anew: Any, birth: str, fits: bool
) -> None:
    anew(who=MINH._replace(birth=birth))
    if fits:
        vote(world, case)
    else:
        assert codes(lambda: vote(world, case)) == ["age"]


@pytest.mark.parametrize(("votes", "outcome"), [(1, "short"), (2, "met")])
def test_a_result_short_of_two_thirds_goes_to_the_committee_all_the_same(
    world: Any, case: Case, votes: int, outcome: str
) -> None:
    sequence = vote(world, case, count=Count(2, 2, 2, votes))
    assert f'"outcome":"{outcome}"' in bytes(Entry.objects.get(pk=sequence).payload).decode()
    assert Vote.objects.get(case=case).whole == 2
    decide(world, case, DECIDED)


@pytest.mark.usefixtures("later")
def test_where_nobody_knows_who_counts_a_vote_that_passes_either_way_passes_and_one_between_is_unknown(
    world: Any, told: Told
) -> None:
    record_act(
        world.people["branch"], NewAct("exempt", date(2026, 7, 1), world.places["branch"]), actor=world.actor("an")
    )

    def outcome_of(name: str, count: Count) -> str:
        told_anew = replace(told, who=told.who._replace(full_name=name))
        place, above, chi = world.places["branch"], world.places["commune"], world.actor("chi")
        case = services.enter_candidate(place, above, told_anew, date(2026, 8, 1), actor=chi)
        payload = Entry.objects.get(pk=vote(world, case, date(2026, 8, 3), count)).payload
        return bytes(payload).decode().partition('"outcome":"')[2].partition('"')[0]

    assert outcome_of("Lý Văn Một", Count(2, 2, 2, 2, 1)) == "met"
    assert outcome_of("Lý Văn Hai", Count(1, 1, 1, 1)) == "unknown"
    assert outcome_of("Lý Văn Ba", Count(1, 1, 1, 0)) == "short"


@pytest.mark.usefixtures("later")
def test_somebody_over_sixty_is_decided_on_a_ground_of_two_since_two_texts_contradict(
    world: Any, case: Case, anew: Any
) -> None:
    anew(who=MINH._replace(birth="1964-04-30"))
    vote(world, case)
    assert codes(lambda: decide(world, case, date(2026, 7, 25))) == ["over-sixty"]
    assert codes(lambda: decide(world, case, date(2026, 7, 26))) == ["unknown"]
    state_for_decision(case, NewGround("decided", "mục 3", "Hướng dẫn 01-HD/TW"), actor=world.actor("nam"))
    assert codes(lambda: decide(world, case, date(2026, 7, 27))) == ["unknown"]
    with pytest.raises(Refused, match="không tự xác nhận"):
        vouch_for_decision(case, "decided", actor=world.actor("nam"))
    vouch_for_decision(case, "decided", actor=world.actor("an"))
    decide(world, case, date(2026, 7, 27))
    ground = course_of(case)[-1].ground
    assert ground is not None and (ground.article, ground.document) == ("mục 3", "Hướng dẫn 01-HD/TW")


def test_a_candidate_without_agreement_or_with_facts_that_cannot_be_is_not_entered(world: Any, told: Told) -> None:
    def enter(told: Told, committee: str = "commune") -> None:
        services.enter_candidate(
            world.places["branch"], world.places[committee], told, ENTERED, actor=world.actor("chi")
        )

    wrong = replace(
        told, who=PersonFacts(""), agreement_on=None, file={"photo": "branch"}, certificate_on=date(2026, 1, 1)
    )
    assert codes(lambda: enter(wrong, "other")) == [
        "name-missing",
        "agreement",
        "certificate-late",
        "file-list",
        "committee",
    ]
    enter(told)
    assert codes(lambda: enter(told)) == ["entered-before"]
    assert Case.objects.count() == 1


def test_decisions_have_numbers_and_days_in_order(world: Any, case: Case) -> None:
    vote(world, case)
    assert codes(lambda: services.decide_admission(case, paper(date(2025, 9, 9), " "), actor=world.actor("nam"))) == [
        "before-last", "decision-number",
    ]  # fmt: skip
    assert (
        codes(lambda: recognition.recognise(case, paper(DECIDED), DECIDED, actor=world.actor("nam")))[0]
        == "not-awaited"
    )


def test_nothing_of_a_day_to_come_is_recorded_of_a_candidate(world: Any, case: Case, told: Told) -> None:
    ahead, chi = date(2026, 3, 4), world.actor("chi")
    branch, commune = world.places["branch"], world.places["commune"]
    other = replace(told, who=MINH._replace(full_name="Lý Thị Năm"))
    before = Entry.objects.count()
    assert codes(lambda: services.enter_candidate(branch, commune, other, ahead, actor=chi)) == ["ahead"]
    assert codes(lambda: services.change_candidate(case, told, ahead, actor=chi)) == ["ahead"]
    assert codes(lambda: services.withdraw_candidate(case, ahead, actor=chi)) == ["ahead"]
    assert codes(lambda: vote(world, case, ahead)) == ["ahead"]
    assert Entry.objects.count() == before


def test_nothing_is_recorded_any_more_about_a_candidate_whose_data_is_deleted(world: Any, case: Case) -> None:
    forget_candidates([case.pk])
    assert codes(lambda: vote(world, case)) == ["forgotten"]
