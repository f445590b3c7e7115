"""A transfer has two sides: one sends, the other takes in or sends back; meanwhile everybody is counted exactly once."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from liemchinh.casework import recount as casework_recount
from liemchinh.casework.counting import whole_of
from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of
from liemchinh.casework.waiting import waiting
from liemchinh.journal.models import Entry
from liemchinh.members import recount as members_recount
from liemchinh.members.acts import to_record
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.erasing import erase_people
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Details
from liemchinh.members.queries import active, headcounts, history_of
from liemchinh.members.services import cancel_act, record_act, record_change
from liemchinh.transfers import recount
from liemchinh.transfers.away import away, staying
from liemchinh.transfers.models import Transfer
from liemchinh.transfers.queries import lines
from liemchinh.transfers.receiving import end_stay, note_letter, receive_members, return_letter, withdraw_letter
from liemchinh.transfers.sending import Arrival, Letter, receive_from_outside, send_members, send_outside
from liemchinh.transfers.tests.conftest import SENT, Sends
from regulations.answers import Refused

TODAY = date(2026, 3, 3)


def stands(world: Any, name: str, on: date = TODAY) -> list[str]:
    """In which places the register has somebody on a day."""
    by_id = {number: place for place, number in world.places.items()}
    return [by_id[spell.organisation_id] for spell in active(on).filter(person_id=world.people[name])]


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def nothing_differs() -> bool:
    return not [*members_recount.differences(), *casework_recount.differences(), *recount.differences()]


def test_somebody_sent_stays_with_the_sender_until_received_and_is_counted_once_at_every_moment(
    world: Any, send: Sends
) -> None:
    (case,) = send()
    assert stands(world, "branch") == ["branch"]
    receive_members([case], date(2026, 2, 20), actor=world.actor("an"))
    assert [stands(world, "branch", day) for day in (date(2026, 2, 19), date(2026, 2, 20), TODAY)] == [
        ["branch"], ["sibling"], ["sibling"],
    ]  # fmt: skip
    acts = Entry.objects.filter(member_id=world.people["branch"]).order_by("-sequence")
    assert list(acts.values_list("kind", flat=True)[:4]) == [
        "transfers.received", "members.transferred_in", "members.transferred_out", "transfers.sent",
    ]  # fmt: skip
    assert nothing_differs()


def test_a_letter_sent_back_or_taken_back_leaves_the_person_where_they_are(world: Any, send: Sends) -> None:
    before = list(history_of(world.people["branch"]).values())
    return_letter(send()[0], TODAY, actor=world.actor("an"))
    withdraw_letter(send()[0], TODAY, actor=world.actor("chi"))
    assert list(history_of(world.people["branch"]).values()) == before
    assert not Case.objects.filter(closed_by=None).exists() and nothing_differs()


def test_each_side_acts_for_itself_alone(world: Any, send: Sends) -> None:
    (case,) = send(who="chi")
    with pytest.raises(Refused) as refused:
        receive_members([case], TODAY, actor=world.actor("chi"))
    assert codes(refused) == ["access.out_of_scope"]
    with pytest.raises(Refused):
        return_letter(case, TODAY, actor=world.actor("chi"))
    with pytest.raises(Refused):
        send(who="dung")
    with pytest.raises(Refused):
        withdraw_letter(case, TODAY, actor=world.actor("dung"))
    assert stands(world, "branch") == ["branch"]


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), date(2025, 9, 25)),
        (date(2026, 2, 2), date(2026, 5, 7)),
    ],
)
def test_the_time_to_receive_is_that_of_the_rule_of_the_day(
    world: Any, send: Sends, sent: date, due: date | None
) -> None:
    (case,) = send(on=sent)
    received = next(row for row in awaited_of(Case.objects.get(pk=case)) if row.step == "received")
    assert (received.due_on, received.is_unknown) == (due, due is None)
    assert due is None or "60 ngày làm việc" in received.why


def test_what_waits_is_on_the_home_of_whoever_receives_and_of_nobody_else(world: Any, send: Sends) -> None:
    send()
    (line,) = waiting(world.actor("nam"), TODAY)
    assert line.title == ("Chi bộ nơi đến tiếp nhận đảng viên: Thạch Vĩnh Phúc, Chi bộ ấp Gò Cát → Chi bộ ấp Rạch Dừa")
    assert line.due_on == date(2026, 5, 7) and "Quy định 294-QĐ/TW" in line.why
    assert [waiting(world.actor(name), TODAY) for name in ("chi", "binh", "em", "dung", "khoa", "giang")] == [[]] * 6


def test_a_letter_handed_in_is_noted_and_its_own_time_is_told(world: Any, send: Sends) -> None:
    (case,) = send()
    letter = next(row for row in awaited_of(Case.objects.get(pk=case)) if row.step == "presented")
    assert letter.due_on == date(2026, 3, 23)
    note_letter(case, date(2026, 2, 10), actor=world.actor("an"))
    assert [row.step for row in awaited_of(Case.objects.get(pk=case))] == ["received"]


def test_everything_wrong_is_told_at_once_and_nothing_written(world: Any, send: Sends) -> None:
    send()
    before = Entry.objects.count()
    people = [world.people["branch"], world.people["em"]]
    with pytest.raises(Refused) as refused:
        send_members(people, world.places["branch"], world.places["commune"], Letter(" ", date(2026, 3, 4)),
                     actor=world.actor("an"))  # fmt: skip
    assert codes(refused) == ["ahead", "number-missing", "no-branch", "not-there", "on-the-way"]
    assert Entry.objects.count() == before


def test_a_death_on_the_way_ends_the_transfer_and_one_recorded_wrongly_lets_it_wait_again(
    world: Any, send: Sends
) -> None:
    (case,) = send()
    died = record_act(
        world.people["branch"], NewAct("died", date(2026, 2, 10), world.places["branch"]), actor=world.actor("an")
    )
    (line,) = lines(world.actor("an"), [Case.objects.get(pk=case)])
    assert (line.state, line.state_on, line.closed, line.due_on) == ("ended", date(2026, 2, 10), True, None)
    with pytest.raises(Refused) as refused:
        receive_members([case], TODAY, actor=world.actor("an"))
    assert codes(refused) == ["case-closed", "not-there"] and stands(world, "branch") == []
    cancel_act(died, reason="wrong_person", actor=world.actor("an"))
    receive_members([case], TODAY, actor=world.actor("an"))
    assert stands(world, "branch") == ["sibling"] and nothing_differs()


def test_the_quick_way_for_who_keeps_both_ends_gives_the_same_register_and_the_letter_can_no_more_be_received(
    world: Any, send: Sends
) -> None:
    (case,) = send()
    person, sibling = world.people["branch"], world.places["sibling"]
    acts = to_record("transfer", date(2026, 2, 20), sibling, list(history_of(person)))
    record_change(Change(person, acts=acts), actor=world.actor("an"))
    with pytest.raises(Refused) as refused:
        receive_members([case], TODAY, actor=world.actor("an"))
    assert codes(refused) == ["not-there"] and stands(world, "branch") == ["sibling"]


def test_a_stay_for_a_time_is_counted_at_the_official_place_and_away_for_its_votes(world: Any, send: Sends) -> None:
    branch, sibling, person = world.places["branch"], world.places["sibling"], world.people["branch"]
    (case,) = send(until=date(2026, 4, 30))
    assert away(branch, TODAY) == set()
    receive_members([case], date(2026, 2, 10), actor=world.actor("an"))
    assert stands(world, "branch") == ["branch"] and headcounts([branch, sibling], TODAY) == {branch: 2, sibling: 2}
    assert [away(branch, day) for day in (date(2026, 2, 9), TODAY, date(2026, 4, 30), date(2026, 5, 1))] == [
        set(), {person}, {person}, set(),
    ]  # fmt: skip
    assert staying(sibling, TODAY) == {person} and staying(branch, TODAY) == set()
    assert whole_of("admission.vote.cell", branch, TODAY).value == 1
    (back,) = awaited_of(Case.objects.get(pk=case))
    assert (back.step, back.due_on, back.why) == (
        "went_back", date(2026, 4, 30), "Ngày ghi trên văn bản của bước trước.",
    )  # fmt: skip
    end_stay(case, date(2026, 3, 2), actor=world.actor("an"))
    assert away(branch, TODAY) == set() and nothing_differs()
    assert Entry.objects.latest("sequence").kind == "transfers.went_back"


def test_who_goes_outside_for_good_leaves_the_list_and_may_come_again(world: Any) -> None:
    person, branch = world.people["branch"], world.places["branch"]
    send_outside([person], branch, "Chi bộ tàu Hải Âu", Letter("13-GGT", SENT), actor=world.actor("chi"))
    assert [stands(world, "branch", day) for day in (date(2026, 2, 1), SENT)] == [["branch"], []]
    letter = Letter("77-GGT", date(2026, 2, 20))
    receive_from_outside(Arrival(person), world.places["sibling"], "Chi bộ tàu Hải Âu", letter, actor=world.actor("an"))
    assert stands(world, "branch") == ["sibling"] and nothing_differs()
    with pytest.raises(Refused, match="chưa rời danh sách này bằng giấy giới thiệu"):
        receive_from_outside(Arrival(person), branch, "Chi bộ tàu Hải Âu", letter, actor=world.actor("an"))


def test_who_goes_outside_for_a_time_stays_counted_and_comes_home(world: Any) -> None:
    person, branch = world.people["branch"], world.places["branch"]
    letter = Letter("13-GGT", SENT, date(2026, 6, 30))
    (case,) = send_outside([person], branch, "Chi bộ tàu Hải Âu", letter, actor=world.actor("chi"))
    assert stands(world, "branch") == ["branch"] and away(branch, TODAY) == {person}
    end_stay(case, TODAY, actor=world.actor("chi"))
    assert away(branch, TODAY) == set() and nothing_differs()
    kinds = Entry.objects.filter(case_id=case).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["transfers.left_for_a_time", "transfers.came_home"]


def test_somebody_new_comes_from_outside_with_what_their_papers_say(world: Any) -> None:
    facts = PersonFacts("Đặng Thị Mới", birth="1980", card_no="99001122")
    arrival = Arrival(facts=facts, admitted_on=date(2010, 5, 19), official_on=date(2011, 5, 19))
    case = receive_from_outside(
        arrival, world.places["branch"], "Chi bộ tàu Hải Âu", Letter("5", SENT), actor=world.actor("chi")
    )
    kinds = Entry.objects.filter(sequence__gte=Case.objects.get(pk=case).recorded_by - 4).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == [
        "members.registered", "members.transferred_in", "members.admitted", "members.official", "transfers.arrived",
    ]  # fmt: skip


def test_days_on_the_papers_of_who_comes_from_outside_are_in_their_order(world: Any) -> None:
    facts, letter, branch = PersonFacts("Đặng Thị Mới", birth="1980"), Letter("5", SENT), world.places["branch"]
    late, early = date(2026, 2, 3), date(2009, 5, 19)
    wrong = {
        (late, late): [
            "Ngày vào Đảng 03/02/2026 sau ngày ghi trên giấy",
            "Ngày công nhận chính thức 03/02/2026 sau ngày",
        ],
        (date(2010, 5, 19), early): ["Ngày 19/05/2009: không thể ghi “công nhận chính thức” trước khi kết nạp"],
    }
    for (admitted, official), told in wrong.items():
        arrival = Arrival(facts=facts, admitted_on=admitted, official_on=official)
        with pytest.raises(Refused) as refused:
            receive_from_outside(arrival, branch, "Chi bộ tàu Hải Âu", letter, actor=world.actor("chi"))
        assert [one.message.startswith(words) for one, words in zip(refused.value.refusals, told, strict=True)] == [
            True
        ] * len(told)
    assert not Details.objects.filter(full_name="Đặng Thị Mới").exists()


def test_where_outside_somebody_went_is_erased_with_them(world: Any) -> None:
    person = world.people["branch"]
    send_outside([person], world.places["branch"], "Chi bộ tàu Hải Âu", Letter("1", SENT), actor=world.actor("chi"))
    erase_people([person], actor=world.actor("an"))
    assert Transfer.objects.get().outside == "" and nothing_differs()


def test_many_go_under_one_letter_or_none_does(world: Any, send: Sends) -> None:
    cases = send(people=("branch", "binh"))
    receive_members(cases, TODAY, actor=world.actor("an"))
    assert headcounts([world.places["branch"], world.places["sibling"]], TODAY) == {world.places["sibling"]: 4}


def test_pages_of_the_register_are_the_same_with_and_without_a_transfer_under_way(world: Any, send: Sends) -> None:
    uid, branch = world.uids["branch"], world.places["branch"]
    addresses = [reverse("members:one", args=[uid]), f"{reverse('members:list')}?at={branch}",
                 reverse("organisations:one", args=[branch])]  # fmt: skip
    khoa: Client = world.client("khoa")

    def pages() -> list[bytes]:
        # The list of who read the page grows with each reading, with or without a transfer.
        return [khoa.get(address).content.split(b'name="csrfmiddlewaretoken"')[0] for address in addresses]

    before = pages()
    send()
    assert pages() == before


def test_no_act_of_the_register_is_refused_while_a_transfer_is_under_way(world: Any, send: Sends) -> None:
    send()
    for day, kind in enumerate(("exempt", "exempt_ended", "suspended", "resumed"), start=10):
        act = NewAct(kind, date(2026, 2, day), world.places["branch"])
        record_act(world.people["branch"], act, actor=world.actor("an"))
    assert stands(world, "branch") == ["branch"]


def test_the_recount_finds_a_transfer_that_is_not_what_the_book_says(world: Any, send: Sends) -> None:
    (case,) = send()
    Transfer.objects.filter(pk=case).update(temporary=True, until=TODAY)
    assert list(recount.differences()) == [f"Việc chuyển sinh hoạt số {case}: đang lưu khác với sổ."]


@pytest.mark.parametrize("how", ["expelled", "struck_off", "died"])
def test_who_did_not_leave_by_a_transfer_does_not_come_again_by_a_letter(world: Any, how: str) -> None:
    person = world.people["branch"]
    record_act(person, NewAct(how, date(2026, 2, 1), world.places["branch"]), actor=world.actor("console"))
    letter = Letter("3-GGT", date(2026, 3, 1))
    with pytest.raises(Refused, match="chưa rời danh sách này bằng giấy giới thiệu"):
        receive_from_outside(
            Arrival(person), world.places["other_branch"], "Đảng bộ X", letter, actor=world.actor("dung")
        )
