"""The paper month: printed with numbers that stay, entered by them, everything recorded or nothing."""

from datetime import date

import pytest

from liemchinh.dues.queries import month_recorded, states_of
from liemchinh.dues.services import record_dues
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.meetings import queries as meetings
from liemchinh.meetings.services import record_meeting
from liemchinh.members.erasing import erase_people
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, record_act, register_person
from liemchinh.packets.forgetting import forget
from liemchinh.packets.models import Packet, Row
from liemchinh.packets.queries import numbered, people_of, shares
from liemchinh.packets.services import Written, enter_packet, make_packet
from regulations.answers import Refused
from tests.world import CONSOLE

FEBRUARY, DAY = date(2026, 2, 1), date(2026, 2, 3)


def made(world, month=FEBRUARY):
    return make_packet(world.places["branch"], month, actor=world.actor("chi"))


def newcomer(world, on=date(2026, 2, 2)):
    return register_person(
        PersonFacts("Âu Thị Ánh"), [NewAct("transferred_in", on, world.places["branch"])], actor=CONSOLE
    )


def entered(world, packet, **marks):
    day = marks.pop("day", DAY)
    written = Written(day, **{name: frozenset(numbers) for name, numbers in marks.items()})
    return enter_packet(packet, written, actor=world.actor("chi"))


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def attendance(world):
    meeting = meetings.meeting_on(world.places["branch"], DAY)
    return meetings.states_of(meeting) if meeting else None


def test_a_packet_is_made_once_until_somebody_comes_or_goes(world):
    first = made(world)
    assert made(world) == first and people_of(Packet.objects.get()) == [world.people["binh"], world.people["branch"]]
    newcomer(world)
    assert made(world) != first
    assert Entry.objects.filter(kind="packets.made").count() == Packet.objects.count() == 2


def test_where_nobody_is_there_is_nothing_to_print(world):
    with pytest.raises(Refused) as refused:
        make_packet(world.places["commune"], FEBRUARY, actor=world.actor("nam"))
    assert codes(refused) == ["packets.nobody"]


def test_whoever_is_not_marked_was_there_and_has_paid(world):
    sequences = entered(world, made(world), excused=[1], unpaid=[2])
    binh, phuc = world.people["binh"], world.people["branch"]
    assert attendance(world) == {binh: "excused", phuc: "present"}
    assert states_of(world.places["branch"], FEBRUARY) == {binh: "paid", phuc: "unpaid"}
    assert [Entry.objects.get(sequence=one).kind for one in sequences] == ["meetings.held", "dues.recorded"]


def test_a_number_stays_with_its_person_and_who_came_later_is_numbered_on(world):
    packet = made(world)
    late = newcomer(world)
    rows = numbered(Packet.objects.get(), day=DAY)
    assert [(row.number, row.person, row.printed) for row in rows] == [
        (1, world.people["binh"], True), (2, world.people["branch"], True), (3, late, False),
    ]  # fmt: skip
    entered(world, packet, absent=[3])
    assert attendance(world)[late] == "absent" and attendance(world)[world.people["binh"]] == "present"


def test_nothing_is_recorded_while_anything_is_wrong_and_all_of_it_is_said(world):
    packet, before = made(world), Entry.objects.count()
    record_act(world.people["binh"], NewAct("exempt", date(2026, 2, 2), world.places["branch"]), actor=CONSOLE)
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        entered(world, packet, day=date(2026, 3, 1), absent=[1, 9], unpaid=[2], waived=[2])
    assert codes(refused) == ["packets.number", "packets.twice", "packets.day", "packets.not_due"]
    with pytest.raises(Refused) as refused:
        entered(world, packet, day=None, absent=[2])
    assert codes(refused) == ["packets.no_day"]
    assert Entry.objects.count() == before and month_recorded(world.places["branch"], FEBRUARY) is None


def test_what_is_recorded_on_a_screen_already_is_not_entered_again(world):
    packet, branch = made(world), world.places["branch"]
    everybody = [world.people["binh"], world.people["branch"]]
    record_dues(branch, FEBRUARY, dict.fromkeys(everybody, "paid"), actor=world.actor("chi"))
    with pytest.raises(Refused) as refused:
        entered(world, packet, unpaid=[1])
    assert codes(refused) == ["packets.dues"]
    with pytest.raises(Refused) as refused:
        entered(world, packet, day=None)
    assert codes(refused) == ["packets.nothing"]
    record_meeting(branch, DAY, dict.fromkeys(everybody, "absent"), actor=world.actor("chi"))
    with pytest.raises(Refused) as refused:
        entered(world, packet)
    assert codes(refused) == ["meetings.changed"]
    assert attendance(world) == dict.fromkeys(everybody, "absent")


def test_a_packet_that_is_gone_is_refused(world):
    with pytest.raises(Refused) as refused:
        entered(world, 0)
    assert codes(refused) == ["packets.none"]


def test_packets_go_after_six_months_and_an_erased_persons_number_at_once(world):
    packet = made(world)
    record_act(world.people["binh"], NewAct("died", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    erase_people([world.people["binh"]], actor=world.actor("an"))
    assert list(Row.objects.values_list("number", "person_id")) == [(2, world.people["branch"])]
    with clock.at(date(2026, 8, 31)):
        forget()
        assert Packet.objects.get().pk == packet
    with clock.at(date(2026, 9, 1)):
        forget()
        assert not Packet.objects.exists() and not Row.objects.exists()


def test_branches_that_recorded_their_month_are_counted_up_the_tree(world):
    entered(world, made(world))
    record_dues(
        world.places["sibling"],
        FEBRUARY,
        {world.people[n]: "paid" for n in ("sibling", "em")},
        actor=world.actor("nam"),
    )
    whole, below = shares(world.actor("giang"), world.places["district"], FEBRUARY)
    assert (whole.branches, whole.met, whole.paid) == (2, 1, 2)
    assert [(one.organisation, one.branches, one.met, one.paid, one.is_branch) for one in below] == [
        (world.places["commune"], 2, 1, 2, False)
    ]
    whole, below = shares(world.actor("nam"), world.places["commune"], FEBRUARY)
    assert [(one.organisation, one.met, one.paid, one.is_branch) for one in below] == [
        (world.places["branch"], 1, 1, True), (world.places["sibling"], 0, 1, True),
    ]  # fmt: skip
