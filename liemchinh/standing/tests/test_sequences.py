"""Whatever steps are taken in whatever order, with acts of the register between, everything that stands is what the book says."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.casework.models import Case, Deadline
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.changes import NewAct
from liemchinh.members.models import Spell
from liemchinh.members.services import cancel_act, record_act
from liemchinh.standing.cases import outlives
from liemchinh.standing.matter import Given
from liemchinh.standing.models import Matter
from liemchinh.standing.services import open_matter, record_death, record_step
from liemchinh.standing.tests.conftest import ALL, CARD, differences, stand_behind
from liemchinh.standing.undoing import cancel_step
from liemchinh.standing.words import FIRST, SUSPENSION
from regulations.answers import Refused
from tests.kept_world import standing_world
from tests.world import CONSOLE, World

START, TODAY = date(2026, 2, 1), date(2026, 3, 3)
ACTS = (
    "exempt",
    "suspended",
    "resumed",
    "left",
    "expelled",
    "transferred_out",
    "transferred_in",
    "restored",
    "readmitted",
)
Moves = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from(tuple(FIRST)), st.integers(0, 1)),
        st.tuples(st.just("step"), st.integers(0, 9), st.integers(0, 1)),
        st.tuples(st.just("step"), st.integers(0, 9), st.integers(0, 1)),
        st.tuples(st.just("act"), st.sampled_from(ACTS), st.integers(0, 1)),
        st.tuples(st.sampled_from(("undo", "die", "cancel")), st.just(0), st.integers(0, 1)),
    ),
    min_size=4,
    max_size=12,
)


def take(world: World, case: Case, which: int, on: date) -> None:
    """The chosen one of the steps the case waits for; what would be unknown stands on two officers."""
    codes = list(Deadline.objects.filter(case=case, cancelled_by=None).order_by("pk").values_list("step", flat=True))
    if not codes:
        return
    code = codes[which % len(codes)]
    told = Given(
        on, "7-QĐ", body=world.places["commune"], until=on + timedelta(days=20), count=ALL if code == "strike_off_voted" else None,
        card="recovered", outcome="annulled" if which % 2 else "upheld", reviewed=True,
    )  # fmt: skip
    try:
        with transaction.atomic():
            record_step(case, code, told, actor=world.actor("an"))
    except Refused as refused:
        if [one.code for one in refused.refusals] == ["unknown"]:
            stand_behind(world, case, code, "an", "nam")
            record_step(case, code, told, actor=world.actor("an"))


def do(world: World, what: str, which: Any, person: int, on: date) -> None:
    case = Case.objects.filter(kind="standing", parties__person=person, closed_by=None).order_by("-pk").first()
    if what == "open":
        open_matter(
            which, person, Given(on, "5-QĐ", body=None if which.startswith("exemption") else world.places["commune"],
                                 ground=CARD if which == "strike_off_stated" else ""), actor=world.actor("an"),
        )  # fmt: skip
    elif what == "step" and case is not None:
        take(world, case, which, on)
    elif what == "act":
        record_act(person, NewAct(which, on, world.places["branch"]), actor=CONSOLE)
    elif what == "undo" and case is not None:
        cancel_step(case, "wrong_day", actor=world.actor("an"))
    elif what == "die":
        record_death(person, on, actor=world.actor("an"))
    elif what == "cancel":
        done = Entry.objects.filter(kind__startswith="members.", member_id=person, cancels_id=None)
        last = done.exclude(kind__in=("members.registered", "members.admitted", "members.official")).last()
        if last is not None:
            cancel_act(last.sequence, reason="annulled", actor=CONSOLE)


def check(people: list[int]) -> None:
    """Rows equal the book; of who is no member only what outlives membership is open; nothing waits in a case that ended."""
    assert differences() == []
    assert not Deadline.objects.filter(case__kind="standing", cancelled_by=None).exclude(case__closed_by=None).exists()
    for matter in Matter.objects.filter(case__closed_by=None).select_related("case"):
        person = matter.case.parties.get(role="member", cancelled_by=None).person_id
        spell = Spell.objects.filter(person_id=person, cancelled_by=None, ends_on=None).first()
        assert (spell is None) == outlives(matter.case)
        assert matter.what != SUSPENSION or (spell is not None and spell.suspended)


@pytest.mark.django_db
@given(Moves)
def test_no_sequence_of_steps_and_acts_parts_the_cases_from_the_register(moves: list[tuple[str, Any, int]]) -> None:
    with clock.at(TODAY), transaction.atomic():
        world = standing_world()
        people = [world.people[name] for name in ("binh", "branch")]
        for day, (what, which, who) in enumerate(moves):
            with suppress(Refused), transaction.atomic():
                do(world, what, which, people[who], START + timedelta(days=2 * day))
        check(people)
        transaction.set_rollback(True)
