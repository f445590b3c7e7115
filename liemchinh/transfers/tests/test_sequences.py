"""Whatever happens in whatever order, nobody stands in two branches, is counted twice, or is lost."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.casework import recount as casework_recount
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members import recount as members_recount
from liemchinh.members.acts import to_record
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.models import Spell
from liemchinh.members.queries import active, headcounts, history_of
from liemchinh.members.services import cancel_act, record_act, record_change
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import facts_of
from liemchinh.organisations.undoing import undo
from liemchinh.transfers import receiving, recount, sending
from liemchinh.transfers.sending import Arrival, Letter
from regulations.answers import Refused
from tests.kept_world import standing_world
from tests.world import CONSOLE, World

FIRST, TODAY = date(2026, 2, 1), date(2026, 3, 3)
BRANCHES, PEOPLE = ("branch", "sibling", "other_branch"), ("branch", "sibling", "other_branch", "binh", "em")
ACTS = (
    "send", "lend", "send", "receive", "receive", "receive", "present", "return", "withdraw", "end", "outside", "outside_for_a_time",
    "arrive", "die", "quick", "exempt", "cancel", "merge", "undo",
)  # fmt: skip
Moves = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 4), st.integers(0, 2), st.integers(0, 2), st.integers(0, 28)),
    min_size=5,
    max_size=10,
)


def there(person: int) -> int:
    return Spell.objects.filter(person_id=person, cancelled_by=None).latest("starts_on").organisation_id


def merged(world: World, source: int, target: int, on: date) -> None:
    stand = [standing(on).filter(organisation_id=number).first() for number in (source, target)]
    if not all(stand):
        return  # merged before
    old, new = (facts_of(version) for version in stand if version)
    row = After(f"#{target}", f"#{new.parent}", new)
    steps = [Step(f"#{source}", f"#{target}", "merge", ""), Step(f"#{target}", f"#{target}", "merge", "")]
    assert old.parent == new.parent
    apply(Decision("09-QĐ", on, [row], steps), actor=CONSOLE)


def do(world: World, act: str, person: int, place: int, case: int | None, on: date) -> None:
    here = there(person)
    letter, stay = Letter("1-GGT", on), Letter("1-GGT", on, TODAY + timedelta(days=60))
    of_case: dict[str, Callable[..., None]] = {
        "present": receiving.note_letter, "return": receiving.return_letter, "withdraw": receiving.withdraw_letter,
        "end": receiving.end_stay,
    }  # fmt: skip
    if act in of_case or act == "receive":
        if case is not None:
            receiving.receive_members([case], on, actor=CONSOLE) if act == "receive" else of_case[act](
                case, on, actor=CONSOLE
            )
    elif act in {"send", "lend"}:
        sending.send_members([person], here, place, stay if act == "lend" else letter, actor=CONSOLE)
    elif act.startswith("outside"):
        sending.send_outside([person], here, "Tàu", stay if act != "outside" else letter, actor=CONSOLE)
    elif act == "arrive":
        sending.receive_from_outside(Arrival(person), place, "Tàu", letter, actor=CONSOLE)
    elif act == "quick":
        record_change(Change(person, acts=to_record("transfer", on, place, list(history_of(person)))), actor=CONSOLE)
    elif act in {"die", "exempt"}:
        record_act(person, NewAct("died" if act == "die" else "exempt", on, here), actor=CONSOLE)
    elif act == "cancel":
        last = Entry.objects.filter(member_id=person, kind="members.transferred_in").order_by("-sequence").first()
        if last is not None:
            cancel_act(last.sequence, reason="wrong_day", actor=CONSOLE)
    elif act == "merge":
        merged(world, world.places["branch"], world.places["sibling"], on)
    elif act == "undo":
        done = Entry.objects.filter(kind="organisations.reorganised").order_by("-sequence").first()
        if done is not None:
            undo(done.sequence, actor=CONSOLE)


def check(world: World, people: list[int]) -> None:
    """One spell a day for each; the sum over the tops is the number of those who stand somewhere; the book gives the same."""
    spells = list(Spell.objects.filter(cancelled_by=None).order_by("person_id", "starts_on"))
    for one, other in pairwise(spells):
        assert one.person_id != other.person_id or (one.ends_on is not None and one.ends_on <= other.starts_on)
    now = list(active(TODAY).values_list("person_id", flat=True))
    assert len(now) == len(set(now))
    counted = headcounts([world.places["province"], world.places["other"]], TODAY)
    assert sum(counted.values()) == len(now)
    ended = {
        person
        for person in people
        if (last := Spell.objects.filter(person_id=person, cancelled_by=None).latest("starts_on")).ends_on is not None
        and last.ends_kind in {"transferred_out", "died"}
    }
    assert set(now) == set(people) - ended


def check_book() -> None:
    """What stands is what the book says."""
    assert [*members_recount.differences(), *casework_recount.differences(), *recount.differences()] == []


@pytest.mark.django_db
@given(Moves)
def test_no_sequence_of_acts_leaves_anybody_in_two_branches_or_lost(
    moves: list[tuple[str, int, int, int, int]],
) -> None:
    with clock.at(TODAY), transaction.atomic():
        world = standing_world()
        people = [world.people[name] for name in PEOPLE]
        for act, who, where, which, day in moves:
            cases = list(Case.objects.filter(kind="transfers").order_by("-pk").values_list("pk", flat=True)[:3])
            case = cases[which % len(cases)] if cases else None
            with suppress(Refused), transaction.atomic():
                do(world, act, people[who], world.places[BRANCHES[where]], case, FIRST + timedelta(days=day))
            check(world, people)
        check_book()
        transaction.set_rollback(True)
