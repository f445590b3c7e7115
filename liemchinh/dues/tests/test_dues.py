"""A branch's month of dues: recorded in one go, corrected, counted, kept by name only as long as it is needed."""

from datetime import date

import pytest

from liemchinh.dues import recount
from liemchinh.dues.forgetting import forget
from liemchinh.dues.models import Dues, Month
from liemchinh.dues.queries import (
    month_recorded,
    months_of,
    payers,
    recorded_among,
    states_of,
    unpaid_ground,
    unpaid_months,
)
from liemchinh.dues.services import record_dues
from liemchinh.dues.waiting import waiting
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from regulations.answers import Refused
from tests.world import CONSOLE

FEBRUARY = date(2026, 2, 1)


def marks(world, phuc="paid", binh="paid"):
    return {world.people["branch"]: phuc, world.people["binh"]: binh}


def recorded(world, month=FEBRUARY, by="chi", **more):
    given = {name: more.pop(name) for name in ("phuc", "binh") if name in more}
    return record_dues(world.places["branch"], month, marks(world, **given), actor=world.actor(by), **more)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_a_month_is_one_entry_with_its_counts_and_names_beside_the_chain(world):
    sequence = recorded(world, binh="unpaid")
    entry = Entry.objects.get(sequence=sequence)
    assert (entry.kind, entry.effective_on, entry.organisation_id) == (
        "dues.recorded",
        FEBRUARY,
        world.places["branch"],
    )
    assert str(world.people["binh"]) in Personal.objects.get(sequence=sequence).value
    assert b"people_unpaid" not in bytes(entry.payload)
    row = Month.objects.get()
    assert (row.paid, row.unpaid, row.excused, row.recorded_by) == (1, 1, 0, sequence)
    assert states_of(world.places["branch"], FEBRUARY) == marks(world, binh="unpaid")
    assert list(recount.differences()) == [] and verify().ok


def test_the_same_month_sent_twice_is_recorded_once(world):
    first = recorded(world, seen=0)
    assert recorded(world, seen=0) == first
    assert Entry.objects.filter(kind__startswith="dues.").count() == 1


def test_a_correction_needs_a_reason_from_the_list_and_cancels_what_was(world):
    first = recorded(world, binh="unpaid")
    with pytest.raises(Refused) as refused:
        recorded(world, reason="because")
    assert codes(refused) == ["dues.reason"]
    second = recorded(world, reason="paid_later", seen=first)
    assert (
        Entry.objects.get(sequence=second).kind == "dues.corrected"
        and Entry.objects.get(sequence=second).cancels_id == first
    )
    assert states_of(world.places["branch"], FEBRUARY) == marks(world)
    assert Dues.objects.filter(cancelled_by=second, state="unpaid").count() == 1
    assert list(recount.differences()) == []


def test_who_saw_an_older_page_overwrites_nothing(world):
    recorded(world, binh="unpaid")
    with pytest.raises(Refused) as refused:
        recorded(world, phuc="unpaid", reason="typing", seen=0)
    assert codes(refused) == ["dues.changed"]
    assert states_of(world.places["branch"], FEBRUARY) == marks(world, binh="unpaid")


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(world):
    before = Entry.objects.count()
    strange = {world.people["branch"]: "later", world.people["em"]: "paid"}
    with pytest.raises(Refused) as refused:
        record_dues(world.places["branch"], date(2026, 4, 1), strange, actor=world.actor("chi"))
    assert codes(refused) == ["dues.ahead", "dues.missing", "dues.state", "dues.stranger"]
    with pytest.raises(Refused) as refused:
        record_dues(world.places["commune"], date(2024, 12, 1), {}, actor=world.actor("an"))
    assert codes(refused) == ["dues.closed", "dues.nobody"]
    assert Entry.objects.count() == before


def test_nothing_is_asked_of_the_exempt_and_suspended_while_no_rule_is_verified(world):
    record_act(world.people["branch"], NewAct("exempt", date(2026, 1, 5), world.places["branch"]), actor=CONSOLE)
    listed = payers(world.places["branch"], FEBRUARY)
    assert {one.person: one.asked for one in listed} == {world.people["branch"]: False, world.people["binh"]: True}
    record_dues(world.places["branch"], FEBRUARY, {world.people["binh"]: "paid"}, actor=world.actor("chi"))
    assert states_of(world.places["branch"], FEBRUARY) == {world.people["binh"]: "paid"}
    assert unpaid_months(world.actor("chi"), world.people["branch"]) == []


def test_a_month_is_recorded_where_the_member_stands_when_it_ends_and_only_once(world):
    march, branch, sibling = date(2026, 3, 1), world.places["branch"], world.places["sibling"]
    recorded(world, march, binh="unpaid")
    for kind, place in (("transferred_out", branch), ("transferred_in", sibling)):
        record_act(world.people["binh"], NewAct(kind, date(2026, 3, 2), place), actor=CONSOLE)
    assert [one.person for one in payers(branch, march)] == [world.people["binh"], world.people["branch"]]
    assert world.people["binh"] not in [one.person for one in payers(sibling, march)]
    assert world.people["binh"] in [one.person for one in payers(sibling, date(2026, 4, 1))]
    assert world.people["binh"] not in [one.person for one in payers(sibling, FEBRUARY)]


def test_three_unpaid_months_of_a_year_are_what_the_rules_call_a_ground(world):
    months = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), FEBRUARY]
    for month in months[:3]:
        recorded(world, month, binh="unpaid")
    chi, binh = world.actor("chi"), world.people["binh"]
    assert unpaid_ground(chi, binh, on=date(2026, 3, 3)).verdict == "unknown"
    recorded(world, FEBRUARY, binh="unpaid")
    recorded(world, date(2026, 3, 1), binh="excused")
    assert unpaid_ground(chi, binh, on=date(2026, 3, 3)).verdict == "unknown"
    recorded(world, date(2026, 3, 1), binh="unpaid", reason="typing")
    answer = unpaid_ground(chi, binh, on=date(2026, 3, 3))
    assert (answer.verdict, answer.value, answer.citation.article) == ("yes", 3, "Điều 8")
    assert unpaid_ground(chi, world.people["branch"], on=date(2026, 3, 3)).verdict == "no"


def test_months_are_seen_by_oneself_and_by_who_keeps_the_branch(world):
    recorded(world, binh="unpaid")
    seen = {
        name
        for name in world.accounts
        if not name.startswith("at-") and unpaid_months(world.actor(name), world.people["binh"])
    }
    assert seen == {"an", "oanh", "nam", "chi", "binh"}
    assert months_of(world.people["binh"]) == [(FEBRUARY, "unpaid")]


def test_branches_that_recorded_are_counted(world):
    recorded(world)
    assert recorded_among([world.places["branch"], world.places["sibling"]], FEBRUARY) == {world.places["branch"]}
    assert recorded_among([world.places["branch"]], date(2026, 3, 1)) == frozenset()


def test_what_is_not_recorded_waits_for_the_secretary_alone(world):
    on = clock.today()
    assert [(item.title, item.due_on) for item in waiting(world.actor("chi"), on)] == [
        ("Ghi đảng phí tháng 03/2026", None), ("Ghi đảng phí tháng 02/2026", None),
    ]  # fmt: skip
    recorded(world)
    assert [item.title for item in waiting(world.actor("chi"), on)] == ["Ghi đảng phí tháng 03/2026"]
    assert [waiting(world.actor(name), on) for name in ("an", "nam", "giang", "binh", "lan")] == [[]] * 5


def test_names_go_when_the_year_after_is_over_and_the_counts_stay(world):
    branch = world.places["branch"]
    old, new = recorded(world, date(2025, 12, 1), binh="unpaid"), recorded(world)
    with clock.at(date(2027, 1, 1)):
        forget()
        forget()
        assert [states_of(branch, month) for month in (date(2025, 12, 1), FEBRUARY)] == [{}, marks(world)]
        assert not Personal.objects.filter(sequence=old).exists() and Personal.objects.filter(sequence=new).exists()
        kept = month_recorded(branch, date(2025, 12, 1))
        assert kept is not None and (kept.paid, kept.unpaid) == (1, 1)
        with pytest.raises(Refused) as refused:
            recorded(world, date(2025, 12, 1), reason="typing")
        assert "dues.closed" in codes(refused)
        assert list(recount.differences()) == [] and verify().ok


def test_whoever_is_erased_leaves_no_mark(world):
    sequence = recorded(world, binh="unpaid")
    record_act(world.people["branch"], NewAct("died", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    erase_people([world.people["branch"]], actor=world.actor("an"))
    assert list(Dues.objects.values_list("person_id", flat=True)) == [world.people["binh"]]
    assert not Personal.objects.filter(sequence=sequence).exists()
    assert list(recount.differences()) == [] and verify().ok


def test_a_row_that_the_book_does_not_tell_is_found(world):
    recorded(world)
    Dues.objects.filter(person_id=world.people["binh"]).update(state="unpaid")
    assert list(recount.differences()) == [
        f"Tổ chức số {world.places['branch']}, đảng phí tháng 02/2026: điều đang lưu khác với sổ."
    ]
