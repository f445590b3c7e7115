"""An assignment is taken back whole: afterwards all is as before it, unless something stands on it by then."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell
from liemchinh.members.posting import Seat, take_post
from liemchinh.members.services import NewAct, cancel_act, record_act
from liemchinh.organisations.assigning import Assignment, assign
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import apply
from liemchinh.organisations.services import Facts, change_organisation
from liemchinh.organisations.tests.contents import contents
from liemchinh.organisations.tests.test_reorganisation import DAY, decision, row
from liemchinh.organisations.tests.test_waiting_places import CONSOLE, sound, split, waiting_people
from liemchinh.organisations.unassigning import undo_assignment
from liemchinh.organisations.undoing import undo
from regulations.answers import Refused

__all__ = ["split"]
pytestmark = pytest.mark.django_db


def refused(sequence: int, actor: Any = CONSOLE) -> list[tuple[str, int]]:
    """The codes of a refusal to take it back, and of which entries they tell."""
    with pytest.raises(Refused) as told:
        undo_assignment(sequence, actor=actor)
    found = [(refusal.code, re.search(r"[Ss]ố (\d+)", refusal.message)) for refusal in told.value.refusals]
    return [(code, int(number[1]) if number else 0) for code, number in found]


def test_branches_and_members_wait_again_as_before_even_where_the_place_was_no_more(split: dict[str, Any]) -> None:
    before = contents()
    people = waiting_people(split["lower"])
    (members,) = assign(
        split["lower"], [Assignment(split["Chi bộ C"], members=people)], decision="15-QĐ", actor=CONSOLE
    )
    told = [Assignment(split["Xã A"], [split["ids"][7]]), Assignment(split["Xã B"], [split["ids"][11]])]
    first, last = assign(split["upper"], told, decision="15-QĐ", actor=CONSOLE)
    assert contents() != before
    assert refused(first) == [("later-act", last)]
    for sequence in (last, first, members):
        undone_by = undo_assignment(sequence, actor=CONSOLE)
        entry = Entry.objects.get(sequence=undone_by)
        assert (entry.kind, entry.cancels_id) == ("organisations.assignment_undone", sequence)
        sound()
    assert contents() == before
    assert refused(members) == [("not-undoable", members)] and refused(split["sequence"])[0][0] == "not-undoable"


def test_what_was_taken_back_can_be_decided_again_and_the_reorganisation_undone(split: dict[str, Any]) -> None:
    people = waiting_people(split["lower"])
    for target in ("Chi bộ C", "Chi bộ D"):
        (sequence,) = assign(
            split["lower"], [Assignment(split[target], members=people)], decision="15-QĐ", actor=CONSOLE
        )
        assert set(Spell.objects.filter(recorded_by__gt=sequence).values_list("organisation_id", flat=True)) >= {
            split[target]
        }
        undo_assignment(sequence, actor=CONSOLE)
    undo(split["sequence"], actor=CONSOLE)
    assert not Version.objects.filter(name="Chi bộ C").exists()
    sound()


def test_later_acts_that_stand_on_it_are_told_and_those_taken_back_are_not(split: dict[str, Any]) -> None:
    first, second, third = waiting_people(split["lower"])
    place, target, day = split["lower"], split["Chi bộ C"], DAY + timedelta(days=30)
    (sequence,) = assign(place, [Assignment(target, members=[first, second])], decision="15-QĐ", actor=CONSOLE)
    helped = record_act(first, NewAct("helped", day, target), actor=CONSOLE)
    elsewhere = record_act(third, NewAct("died", day, place), actor=CONSOLE)
    post = take_post(Seat(second, target, "secretary", day), actor=CONSOLE)
    died = record_act(second, NewAct("died", day, target), actor=CONSOLE)
    assert elsewhere not in (helped, post, died)
    before = contents()
    assert refused(sequence) == [("later-act", helped), ("later-act", post), ("later-act", died)]
    assert contents() == before
    cancel_act(helped, reason="wrong_person", actor=CONSOLE)
    assert refused(sequence) == [("later-act", post), ("later-act", died)]


def test_a_branch_moved_on_since_is_told(split: dict[str, Any]) -> None:
    branch = split["ids"][7]
    (sequence,) = assign(split["upper"], [Assignment(split["Xã A"], [branch])], decision="15-QĐ", actor=CONSOLE)
    facts = Facts("Tổ chức 7", "chi bộ", DAY + timedelta(days=9), split["Xã B"])
    moved = change_organisation(branch, facts, decision="16-QĐ", actor=CONSOLE)
    assert refused(sequence) == [("later-act", moved)]


def test_whoever_decides_only_at_one_end_is_refused_before_later_acts_are_told(world: Any) -> None:
    """The commune's branch is split; Nam, of the district, assigns; Dũng, of another province, and Giang, who reads, take nothing back."""
    commune, branch = world.places["commune"], world.places["branch"]
    told = decision(
        [row("+1", f"#{commune}", "Chi bộ ấp Một"), row("+2", f"#{commune}", "Chi bộ ấp Hai")],
        (f"#{branch}", "+1", "split"), (f"#{branch}", "+2", "split"), on=date(2026, 2, 2),
    )  # fmt: skip
    apply(told, actor=world.actor("nam"))
    place = standing(date(2026, 2, 2)).get(category="unassigned").organisation_id
    one = Version.objects.get(name="Chi bộ ấp Một").organisation_id
    (sequence,) = assign(
        place, [Assignment(one, members=[world.people["branch"]])], decision="15-QĐ", actor=world.actor("nam")
    )
    record_act(world.people["branch"], NewAct("helped", date(2026, 2, 9), one), actor=CONSOLE)
    assert {code for code, _number in refused(sequence, world.actor("dung"))} == {"access.out_of_scope"}
    assert {code for code, _number in refused(sequence, world.actor("giang"))} == {"access.no_role"}
    assert {code for code, _number in refused(sequence, world.actor("nam"))} == {"later-act"}
