"""Sittings about a document: who was due by the register of the day, who came, once over session and make-ups, and names for a time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from liemchinh.directives.services import cancel_document, end_document
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from liemchinh.study import recount
from liemchinh.study.asking import Call
from liemchinh.study.coverage import coverage_of
from liemchinh.study.due import asked_to, left_of, registered, registered_on, states_of
from liemchinh.study.forgetting import forget
from liemchinh.study.held import Held, record_held
from liemchinh.study.models import Address, Attendance, Roll, Share, Sitting
from liemchinh.study.queries import attendance_of
from liemchinh.study.rolls import Count, record_count, record_roll, roll_of, withdraw_roll
from liemchinh.study.services import call_sitting, revoke_sitting
from liemchinh.study.waiting import waiting
from regulations.answers import Refused
from tests.permissions_of_directives import document
from tests.world import CONSOLE

DAY, LATER = date(2026, 2, 10), date(2026, 2, 20)


def called(world, at="commune", day=DAY, makes_up=None, addressed=None, told=None):
    row = told or document(world, at="province")
    call = Call("study", row.pk, day, tuple(world.places[place] for place in addressed or (at,)), makes_up)
    return call_sitting(world.places[at], call, actor=world.actor("nam"))


def marks(world, phuc="present", binh="present"):
    return {world.people["branch"]: phuc, world.people["binh"]: binh}


def rolled(world, sitting, by="chi", phuc="present", binh="present", **more):
    return record_roll(sitting.pk, world.places["branch"], marks(world, phuc, binh), actor=world.actor(by), **more)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_who_is_due_is_read_from_the_register_of_the_day_and_stays_counted_by_kind_without_names(world):
    sitting, branch = called(world), world.places["branch"]
    record_act(world.people["binh"], NewAct("suspended", date(2026, 2, 20), branch), actor=CONSOLE)
    assert [one.person for one in asked_to(sitting, branch)] == [world.people["binh"], world.people["branch"]]
    sequence = rolled(world, sitting, binh="excused")
    entry = Entry.objects.get(sequence=sequence)
    assert (entry.kind, entry.effective_on, entry.organisation_id) == ("study.attended", DAY, branch)
    roll = Roll.objects.get()
    assert (roll.due, roll.present, roll.excused, roll.absent) == (2, 1, 1, 0)
    shares = Share.objects.filter(roll=roll).values_list("kind", "due", "present", "excused")
    assert list(shares) == [("official", 2, 1, 1)]
    assert attendance_of(world.people["binh"]) == [(sitting, "excused")]
    with clock.at(date(2028, 1, 1)):
        forget()
        forget()
        assert not Attendance.objects.exists() and not Personal.objects.filter(sequence=sequence).exists()
        assert coverage_of(sitting, world.places["commune"]).kinds["official"].attended == 1
        with pytest.raises(Refused) as refused:
            rolled(world, sitting, by="nam", seen=sequence, reason="paper")
        assert codes(refused)[0] == "study.closed"
    assert list(recount.differences()) == [] and verify().ok


def test_a_person_counts_once_over_a_sitting_and_its_make_ups(world):
    row, branch = document(world), world.places["branch"]
    first = called(world, told=row)
    rolled(world, first, binh="absent")
    make_up = called(world, told=row, day=LATER, makes_up=first.pk, addressed=("branch",))
    again = called(world, told=row, day=date(2026, 2, 25), makes_up=first.pk, addressed=("branch",))
    assert [one.person for one in asked_to(make_up, branch)] == [world.people["binh"]]
    with pytest.raises(Refused) as refused:
        record_roll(make_up.pk, branch, marks(world), actor=world.actor("chi"))
    assert codes(refused) == ["study.stranger"]
    record_roll(make_up.pk, branch, {world.people["binh"]: "present"}, actor=world.actor("chi"))
    assert asked_to(again, branch) == [] and left_of(again, branch) == 0
    with pytest.raises(Refused) as refused:
        record_count(again.pk, branch, Count(1, 1, 0, "3-BB/CB", date(2026, 2, 25)), actor=world.actor("chi"))
    assert codes(refused) == ["study.counted", "study.left"]
    for act in (
        lambda: rolled(world, first, reason="paper"),
        lambda: withdraw_roll(roll_of(first, branch).pk, reason="twice", actor=world.actor("chi")),
        lambda: revoke_sitting(first.pk, reason="twice", actor=world.actor("nam")),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert {"study.made-up", "study.make-ups"} & set(codes(refused))
    found = coverage_of(first, world.places["commune"])
    assert (found.whole.due, found.whole.attended, found.whole.parts()) == (2, 2, (1, 1, 0, 0))
    assert {place: reach.attended for place, reach in found.children.items()} == {branch: 2}
    assert found.waiting == {world.places["sibling"]} and list(recount.differences()) == []


def test_a_lot_of_past_sittings_asks_whether_its_document_was_in_force_on_all_of_their_days(world):
    told, commune, nam = document(world, at="province"), world.places["commune"], world.actor("nam")
    end_document(told.pk, LATER, actor=CONSOLE)

    def lot(*days):
        return [Held(Call("study", told.pk, day, (commune,)), Count(4, 3, 0, "7-BB/ĐU", day)) for day in days]

    before = told.dated - timedelta(days=1)
    for days in ((DAY, LATER), (before, DAY), (LATER, before)):
        with pytest.raises(Refused) as refused:
            record_held(commune, lot(*days), actor=nam)
        assert codes(refused) == ["study.document"] and not Sitting.objects.exists()
    assert record_held(commune, lot(DAY, LATER - timedelta(days=1), DAY), actor=nam) == 3
    assert list(Roll.objects.values_list("registered", flat=True)) == [4, 4, 4] and list(recount.differences()) == []


def test_many_places_and_days_are_counted_at_once_as_one_by_one(world):
    branch, commune = world.places["branch"], world.places["commune"]
    for act, on in (("suspended", DAY), ("resumed", LATER)):
        record_act(world.people["binh"], NewAct(act, on, branch), actor=CONSOLE)
    record_act(world.people["em"], NewAct("transferred_out", LATER, world.places["sibling"]), actor=CONSOLE)
    days = [DAY - timedelta(days=1), DAY, LATER - timedelta(days=1), LATER, date(2014, 12, 31)]
    found = registered_on([branch, commune], days)
    assert found == {day: {place: registered(place, day) for place in (branch, commune)} for day in days}
    assert [found[day][commune] for day in days] == [4, 3, 3, 3, 0] and registered_on([branch], []) == {}


def test_minutes_count_for_a_place_and_all_under_it_and_nothing_is_counted_twice(world):
    sitting, commune = called(world), world.places["commune"]
    with pytest.raises(Refused) as refused:
        record_count(sitting.pk, commune, Count(3, 3, 1, "mười hai", date(2026, 2, 1)), actor=world.actor("nam"))
    assert codes(refused) == ["study.more-than-due", "study.minutes", "study.minutes-day"]
    record_count(sitting.pk, commune, Count(9, 7, 1, "12-BB/ĐU", DAY), actor=world.actor("nam"))
    roll = roll_of(sitting, commune)
    assert (roll.due, roll.registered, roll.minutes) == (9, 4, "12-BB/ĐU")
    with pytest.raises(Refused) as refused:
        rolled(world, sitting)
    assert codes(refused) == ["study.counted"]
    found = coverage_of(sitting, world.places["province"])
    assert (found.whole.due, found.whole.attended, found.unsorted.due, found.registered) == (9, 7, 9, 4)
    assert found.waiting == frozenset() and waiting(world.actor("chi"), clock.today()) == []
    withdraw_roll(roll.pk, reason="wrong_day", actor=world.actor("nam"))
    assert [item.title for item in waiting(world.actor("chi"), clock.today())] == [
        "Điểm danh buổi học tập ngày 10/02/2026"
    ]
    revoke_sitting(sitting.pk, reason="twice", actor=world.actor("nam"))
    assert waiting(world.actor("chi"), clock.today()) == [] and list(recount.differences()) == []
    kinds = Entry.objects.filter(kind__startswith="study.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["study.called", "study.counted", "study.withdrawn", "study.revoked"]
    Address.objects.filter(sitting=sitting).update(organisation_id=world.places["branch"])
    assert len(list(recount.differences())) == 1


def test_a_roll_of_a_make_up_waits_only_where_somebody_missed(world):
    sitting, branch = called(world), world.places["branch"]
    make_up = called(world, day=LATER, makes_up=sitting.pk, told=sitting.document)

    def waits():
        found = waiting(world.actor("chi"), clock.today())
        return [item.url for item in found if item.title == "Điểm danh buổi học bù ngày 20/02/2026"]

    assert waits() == []
    first = rolled(world, sitting)
    assert waits() == []
    rolled(world, sitting, by="nam", binh="absent", seen=first, reason="paper")
    assert waits() == [reverse("study:roll", args=[make_up.pk, branch])]
    record_roll(make_up.pk, branch, {world.people["binh"]: "present"}, seen=0, actor=world.actor("chi"))
    assert waits() == []


def test_what_a_phone_sends_twice_is_recorded_once(world):
    sitting, sending = called(world), uuid4()
    first = rolled(world, sitting, seen=0, sending=sending)
    entries = Entry.objects.count()
    assert rolled(world, sitting, seen=0, sending=sending) == first
    corrected = rolled(world, sitting, by="nam", binh="absent", seen=first, reason="paper")
    assert rolled(world, sitting, seen=0, sending=sending) == first and Entry.objects.count() == entries + 1
    assert states_of(sitting, world.places["branch"]) == marks(world, binh="absent")
    with pytest.raises(Refused) as refused:
        rolled(world, sitting, by="nam", sending=sending)
    assert codes(refused) == ["offline.other"]
    with pytest.raises(Refused) as refused:
        rolled(world, sitting, seen=first, sending=uuid4())
    assert codes(refused) == ["study.changed"] and roll_of(sitting, world.places["branch"]).recorded_by == corrected


def test_everything_wrong_with_a_sitting_is_said_at_once_and_its_document_stays(world):
    row = document(world)
    sitting = called(world, told=row)
    with pytest.raises(Refused) as refused:
        cancel_document(row.pk, reason="twice", actor=CONSOLE)
    assert codes(refused) == ["study.studied"]
    count = Sitting.objects.count()
    wrong = Call("party", 0, date(2027, 1, 1), (world.places["other"],), sitting.pk)
    with pytest.raises(Refused) as refused:
        call_sitting(world.places["commune"], wrong, actor=world.actor("nam"))
    assert codes(refused) == ["study.kind", "study.ahead", "study.document", "study.addressed", "study.makes-up"]
    ahead = called(world, told=row, day=date(2026, 3, 20))
    with pytest.raises(Refused) as refused:
        rolled(world, ahead)
    assert codes(refused) == ["study.not-yet"] and Sitting.objects.count() == count + 1


def test_whoever_is_erased_leaves_no_mark(world):
    sequence = rolled(world, called(world))
    record_act(world.people["branch"], NewAct("died", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    erase_people([world.people["branch"]], actor=world.actor("an"))
    assert list(Attendance.objects.values_list("person_id", flat=True)) == [world.people["binh"]]
    assert not Personal.objects.filter(sequence=sequence).exists() and list(recount.differences()) == []
