"""Grades: proposed by the branch, decided by the committee for many at once, decided anew; caps never exceeded in silence."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import recount_state, verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from liemchinh.reviews import recount
from liemchinh.reviews.changed import changes
from liemchinh.reviews.given import Decision, Given
from liemchinh.reviews.mine import mine
from liemchinh.reviews.models import Grade
from liemchinh.reviews.overview import progress_visible_to
from liemchinh.reviews.periods import of_year, read
from liemchinh.reviews.queries import list_of
from liemchinh.reviews.redeciding import regrade, take_back, vouch_for_grades
from liemchinh.reviews.services import decide_grades, propose_grades
from liemchinh.reviews.tests.samples import BASIS, ON, YEAR, decided, grade_of, newcomer, proposed
from liemchinh.reviews.waiting import waiting
from liemchinh.reviews.weighing import caps
from liemchinh.reviews.words import EXCESS, LEVELS
from liemchinh.rulebook.rows import shipped
from regulations.answers import Refused
from tests.world import CONSOLE

EXCELLENT = Given("excellent")


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_branch_proposes_in_one_entry_and_nothing_is_in_effect_before_the_body_decides(world: Any) -> None:
    newcomer(world, date(2025, 10, 1))
    first = proposed(world, by="chi", marks={"binh": Given("completed", reminded=True)}, seen=0)
    assert proposed(world, by="chi", marks={"binh": Given("completed", reminded=True)}) == first
    entry = Entry.objects.get(sequence=first)
    assert entry.kind == "reviews.proposed" and b"completed+" not in bytes(entry.payload)
    results = Counter(Grade.objects.filter(cancelled_by=None).values_list("result", flat=True))
    assert results == {"good": 2, "completed": 1, "excluded_new": 1}
    assert mine(world.actor("binh"), clock.today()) == []
    assert changes(world.actor("binh"), clock.now().replace(hour=0)) == []
    decided(world, "branch")
    told = mine(world.actor("binh"), clock.today())[0].rows
    assert told == [("Xếp loại năm 2025", "Hoàn thành, được nhắc nhở, quyết định số 15-QĐ/ĐU ngày 02/02/2026")]
    assert [one.sentence for one in changes(world.actor("binh"), clock.now().replace(hour=0))] == [
        "Có quyết định xếp loại năm 2025 của bạn"
    ]
    with pytest.raises(Refused) as refused:
        proposed(world, by="chi")
    assert codes(refused) == ["reviews.decided"]
    assert list(recount.differences()) == [] and verify().ok


def test_everything_that_is_wrong_with_a_list_is_said_at_once(world: Any) -> None:
    new = newcomer(world, date(2025, 10, 1))
    before = Entry.objects.count()
    people = {
        new: Given("good"),
        world.people["em"]: Given("best"),
        world.people["binh"]: Given("not_completed", True, 70),
    }
    with pytest.raises(Refused) as refused:
        propose_grades(
            world.places["branch"], read("2024-Q4"), people, Given("good", total=101), seen=9, actor=world.actor("chi")
        )
    assert codes(refused) == [
        "reviews.period", "reviews.changed", "reviews.missing", "reviews.stranger", "reviews.level", "reviews.twice",
        "reviews.total", "reviews.total",
    ]  # fmt: skip
    assert refused.value.refusals[0].citation == "Quy định 124-QĐ/TW"
    with pytest.raises(Refused) as refused:
        propose_grades(world.places["branch"], YEAR, {new: Given("good")}, actor=world.actor("chi"))
    assert codes(refused) == ["reviews.missing", "reviews.left_out"]
    assert Entry.objects.count() == before


def test_a_committee_decides_for_many_branches_at_once_and_all_faults_are_told(world: Any) -> None:
    proposed(world), proposed(world, "sibling")
    with pytest.raises(Refused) as refused:
        decided(world, "branch", "commune", number=" ", on=date(2026, 3, 4))
    assert codes(refused) == ["reviews.moved_on", "ahead", "reviews.number"]
    with pytest.raises(Refused) as refused:
        decided(world, "branch", by="chi")
    assert "access.no_role" in codes(refused)
    assert len(decided(world, "branch", "sibling")) == 2
    assert {row.body_id for row in Grade.objects.filter(cancelled_by=None)} == {world.places["commune"]}
    line = progress_visible_to(world.actor("an"), world.places["district"], YEAR)[0]
    assert (line.branches, line.proposed, line.decided) == (2, 0, 2)
    assert progress_visible_to(world.actor("giang"), world.places["district"], YEAR) == []


def test_where_the_share_is_unknown_a_second_officer_vouches_for_what_the_body_stands_on(world: Any) -> None:
    proposed(world, marks={"binh": EXCELLENT})
    with pytest.raises(Refused) as refused:
        decided(world, "branch")
    assert codes(refused) == ["reviews.unknown"] and "Quy định 366-QĐ/TW" in refused.value.refusals[0].citation
    decided(world, "branch", basis=BASIS)
    assert mine(world.actor("binh"), clock.today()) == []
    assert "reviews.vouch" in [one.kind for one in waiting(world.actor("an"), clock.today())]
    commune = world.places["commune"]
    with pytest.raises(Refused) as refused:
        vouch_for_grades(commune, "2025", "15-QĐ/ĐU", actor=world.actor("nam"))
    assert codes(refused) == ["reviews.same_officer"]
    vouch_for_grades(commune, "2025", "15-QĐ/ĐU", actor=world.actor("an"))
    assert mine(world.actor("binh"), clock.today()) and grade_of(world, "binh").basis == BASIS
    with pytest.raises(Refused) as refused:
        vouch_for_grades(commune, "2025", "15-QĐ/ĐU", actor=world.actor("an"))
    assert codes(refused) == ["reviews.gone"] and list(recount.differences()) == []


def test_an_excess_needs_a_reason_of_the_list_also_when_it_is_made_of_two_decisions(world: Any) -> None:
    last, on, nam = of_year(2024), date(2025, 1, 20), world.actor("nam")
    with clock.at(on):
        proposed(world, period=last, marks={"binh": EXCELLENT})
        decision = Decision(world.places["commune"], "03-QĐ/ĐU", on)
        with pytest.raises(Refused) as refused:
            decide_grades(last, [world.places["branch"]], decision, actor=nam)
        assert codes(refused) == ["reviews.cap"] and refused.value.refusals[0].citation == "Điều 12, Quy định 124-QĐ/TW"
        reasoned = Decision(world.places["commune"], "03-QĐ/ĐU", on, "rounding")
        decide_grades(last, [world.places["branch"]], reasoned, actor=nam)
        reasons = dict(Grade.objects.filter(cancelled_by=None).values_list("person_id", "exceeded"))
        # The collective is a group of its own, and within the share.
        assert reasons == {world.people["branch"]: "rounding", world.people["binh"]: "rounding", None: ""}
        proposed(world, "sibling", period=last)
        with pytest.raises(Refused) as refused:
            decide_grades(last, [world.places["sibling"]], decision, actor=nam)
        assert codes(refused) == ["reviews.cap"]


@given(
    groups=st.dictionaries(
        st.sampled_from(["members", "branch"]),
        st.dictionaries(st.sampled_from(list(LEVELS)), st.integers(0, 60)),
        min_size=1,
    ),
    reason=st.sampled_from(["", "because", *EXCESS]),
)
def test_no_excess_is_silent_and_nothing_is_one_that_is_not(groups: Any, reason: str) -> None:
    counted = {group: Counter(found) for group, found in groups.items()}
    refusals, unknown, exceeding = caps(shipped().rulebook, counted, date(2024, 12, 31), reason)
    over = {group for group, found in counted.items() if found["excellent"] * 5 > found["good"]}
    assert exceeding == over and unknown == []
    assert bool(refusals) == (bool(over) and reason not in EXCESS)
    refusals, unknown, exceeding = caps(shipped().rulebook, counted, date(2025, 12, 31), reason)
    assert (refusals, exceeding, bool(unknown)) == (
        [],
        frozenset(),
        any(found["excellent"] for found in counted.values()),
    )


def test_a_later_decision_grades_anew_and_both_are_known_as_of_their_days(world: Any) -> None:
    proposed(world)
    first = decided(world, "branch")[0]
    row, early = grade_of(world, "binh"), Decision(world.places["commune"], "16-QĐ/ĐU", date(2026, 2, 1))
    with pytest.raises(Refused) as refused:
        regrade(row.pk, Given("good", total=9), early, "", actor=world.actor("nam"))
    assert codes(refused) == ["reviews.cause", "reviews.before", "reviews.total"]
    later = Decision(world.places["commune"], "16-QĐ/ĐU", date(2026, 3, 2))
    second = regrade(row.pk, Given("not_completed"), later, "conclusion", actor=world.actor("nam"))
    known = Grade.objects.filter(person_id=world.people["binh"], decided_on__isnull=False).order_by("pk")
    assert [(one.result, one.recorded_by, one.cancelled_by) for one in known] == [
        ("good", first, second), ("not_completed", second, None)
    ]  # fmt: skip
    told = Entry.objects.get(sequence=second)
    assert (told.kind, told.member_id) == ("reviews.regraded", world.people["binh"]) and b"not_completed" not in bytes(
        told.payload
    )
    assert "16-QĐ/ĐU" in mine(world.actor("binh"), clock.today())[0].rows[0][1]
    collective = Grade.objects.get(person_id=None, cancelled_by=None)
    regrade(collective.pk, Given("completed", total=61), later, "conclusion", actor=world.actor("nam"))
    assert list(recount.differences()) == []
    with pytest.raises(Refused) as refused:
        regrade(row.pk, Given("good"), later, "mistake", actor=world.actor("nam"))
    assert codes(refused) == ["reviews.gone"]


def test_a_decision_recorded_wrongly_is_taken_back_and_the_list_waits_again(world: Any) -> None:
    proposed(world)
    sequence = decided(world, "branch")[0]
    with pytest.raises(Refused) as refused:
        take_back(world.places["sibling"], YEAR, reason="because", actor=world.actor("nam"))
    assert codes(refused) == ["reason", "reviews.undecided"]
    taken = take_back(world.places["branch"], YEAR, reason="wrong_day", actor=world.actor("nam"))
    entry = Entry.objects.get(sequence=taken)
    assert (entry.kind, entry.cancels_id) == ("reviews.taken_back", sequence)
    assert list_of(world.places["branch"], YEAR).decided is None and mine(world.actor("binh"), clock.today()) == []
    decided(world, "branch", number="17-QĐ/ĐU")
    assert grade_of(world, "binh").number == "17-QĐ/ĐU" and list(recount.differences()) == []


def test_a_branch_that_ends_between_proposal_and_decision_loses_nothing(world: Any) -> None:
    from liemchinh.casework.tests.test_taking_over import merge

    proposed(world, marks={"binh": Given("completed", reminded=True)})
    merge(world, "branch", "sibling")
    proposed(world, "sibling")
    # The heir is asked for its own alone: whoever came is on the list that came with them.
    assert {one.person for one in list_of(world.places["sibling"], YEAR).lines} == {
        world.people["sibling"],
        world.people["em"],
    }
    assert [
        (one.name, one.proposed) for one in progress_visible_to(world.actor("nam"), world.places["commune"], YEAR)
    ] == [("Chi bộ ấp Rạch Dừa", 2)]
    decided(world, "branch", "sibling")
    assert (grade_of(world, "binh").result, grade_of(world, "binh").reminded) == ("completed", True)
    assert Grade.objects.filter(cancelled_by=None, decided_on=ON).count() == 6
    assert list(recount.differences()) == [] and verify().ok and list(recount_state()) == []


def test_whoever_is_erased_stays_counted_without_a_name_in_the_book(world: Any) -> None:
    sequence = proposed(world)
    record_act(world.people["binh"], NewAct("died", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    erase_people([world.people["binh"]], actor=world.actor("an"))
    assert not Personal.objects.filter(sequence=sequence).exists()
    assert Grade.objects.filter(cancelled_by=None).count() == 3 and list(recount.differences()) == []
    Grade.objects.filter(person_id=world.people["branch"]).update(result="excellent")
    assert list(recount.differences()) == [
        f"Tổ chức số {world.places['branch']}, xếp loại năm 2025: điều đang lưu khác với sổ."
    ]


def test_what_waits_is_the_secretarys_and_the_committees(world: Any) -> None:
    today = clock.today()
    assert [one.title for one in waiting(world.actor("chi"), today)] == [
        "Ghi cam kết năm 2026",
        "Đề nghị xếp loại năm 2025",
    ]
    assert waiting(world.actor("nam"), today) == []
    proposed(world)
    assert [one.title for one in waiting(world.actor("chi"), today)] == ["Ghi cam kết năm 2026"]
    assert [one.title for one in waiting(world.actor("nam"), today)] == [
        "Quyết định xếp loại năm 2025: 1 danh sách đã được đề nghị"
    ]
    assert [waiting(world.actor(name), today) for name in ("giang", "khoa", "binh", "lan")] == [[]] * 4
