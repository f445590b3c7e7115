"""Whatever is recorded in whatever order, no decision has effect that the rules answer *no* to, on any path."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.access.actor import Actor
from liemchinh.access.models import Account
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.holders import holders_of
from liemchinh.casework.models import Case, Deadline, Step
from liemchinh.casework.settling import Ruling
from liemchinh.discipline import asking, recount
from liemchinh.discipline.bodies import posts_held
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.register import Register
from liemchinh.discipline.settling import settle_sanction
from liemchinh.discipline.stating import state_allegation
from liemchinh.discipline.taking import STEPS, record_step
from liemchinh.discipline.tests.samples import ballot, by_branch, by_commune, voters
from liemchinh.discipline.undoing import cancel_step
from liemchinh.discipline.words import FORMS, HEARD
from liemchinh.members.models import Post, Spell
from liemchinh.members.posting import Seat, take_post
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from regulations.rules import voting
from tests.granted_kind import officer
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 5)
FACTS = st.fixed_dictionaries({
    "happened_on": st.sampled_from([date(2012, 1, 1), date(2018, 1, 1), date(2020, 1, 8), date(2021, 1, 8), date(2025, 1, 1)]),
    "from_above": st.sampled_from([True, False, None]),
    "task_level": st.sampled_from(["", "grassroots", "province"]),
    "managed_by": st.sampled_from(["", "province", None]),
    "post": st.sampled_from([True, False, None]),
    "authorised": st.sampled_from([True, False, None]),
    "established": st.booleans(),
})  # fmt: skip
VOTES = st.dictionaries(st.sampled_from(sorted(FORMS)), st.integers(0, 10), max_size=3)
ACTS = st.tuples(
    st.integers(0, 9), st.sampled_from(STEPS), st.sampled_from(sorted(FORMS)), VOTES, st.sampled_from(["", *HEARD]),
    st.integers(0, 3), st.integers(0, 4),
)  # fmt: skip
# Which body a case is put to by which, and who has it open there: stated by the second, vouched for by the third.
ABOVE = {"branch": "commune", "commune": "province", "province": "province"}
KEEPERS = {"branch": ("chi",), "commune": ("tam", "sau", "bay"), "province": ("kien", "loan", "minh")}


def keeper_of(world: World, case: Case) -> Actor:
    """Somebody the case is open to where it is now; opened there by two if nobody has it."""
    place = next(name for name, number in world.places.items() if number == Folder(case).body)
    one, *others = KEEPERS[place]
    if others and not holders_of(case):
        for name in KEEPERS[place]:
            there = Account.objects.filter(username=name).first()
            world.accounts[name] = there or officer(world, name, f"Cán bộ {name}", place)
        state_grant(case, world.accounts[one], actor=world.actor(others[0]))
        vouch_for_grant(case, world.accounts[one], actor=world.actor(others[1]))
    return world.actor(one)


def told(world: World, case: Case, act: Any, on: date) -> tuple[str, Given]:
    """What is tried next: mostly a step that waits, sometimes any; the form mostly the one that was voted; now and then as history."""
    pick, any_step, form, votes, heard, history, wild = act
    awaited = sorted(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True))
    code = any_step if wild == 0 or not awaited else awaited[pick % len(awaited)]
    last = asking.deciding_ballot(Folder(case))
    outcome = asking.outcome_of(Folder(case), last).value if last else None
    if wild > 1 and isinstance(outcome, voting.Outcome) and outcome.form:
        form = outcome.form
    body_votes = {one: count for one, count in votes.items() if one in asking.forms_for(Folder(case), on)}
    place = next(name for name, number in world.places.items() if number == Folder(case).body)
    posts = tuple(row.pk for row in posts_held(Register(), world.people["binh"], on)) if form == "removal" else ()
    return code, Given(
        on, papers=typed("1-QĐ"), form=form, ballot=ballot(10, body_votes, whole=10), heard=heard, clause="clause_296_8_7",
        ask_again_on=on + timedelta(days=30), cause="expired", to=world.places[ABOVE[place]], organ="committee",
        reviewer=Folder(case).body, noticed=("state",), warned=True, posts=posts, history=history == 0,
    )  # fmt: skip


def nothing_against_the_rules_has_effect(world: World, case: Case, decided: dict[int, list[str]]) -> None:
    """A sanction that counts was not refused by any answer when it was decided; without one no membership and no post ends."""
    held = Sanction.objects.filter(case=case, cancelled_by=None).first()
    counts = held is not None and held.effective_on is not None and held.set_aside != "annulled"
    if held is not None and counts:
        assert decided[held.recorded_by] == [] and not held.withheld
    expelled = Spell.objects.filter(person=world.people["binh"], cancelled_by=None).latest("starts_on").ends_kind
    assert (expelled == "expelled") == bool(held is not None and counts and held.form == "expulsion")
    ended = Post.objects.filter(person=world.people["binh"], cancelled_by=None).exclude(ends_on=None)
    if ended.exists():
        # A post that ended stays ended until somebody is given one, whatever became of the removal since.
        assert any(decided[row.recorded_by] == [] for row in Sanction.objects.exclude(removed_from=[]))
    assert list(recount.differences()) == []


def test_no_decision_has_effect_that_the_rules_answer_no_to(world: World, count: Callable[[int, int], int]) -> None:
    @settings(max_examples=count(6, 300))
    @given(st.booleans(), FACTS, st.lists(ACTS, min_size=4, max_size=14))
    def tried(alone: bool, facts: dict[str, Any], acts: list[Any]) -> None:
        with transaction.atomic():
            run(world, alone, facts, acts)
            transaction.set_rollback(True)

    tried()


def run(world: World, alone: bool, facts: dict[str, Any], acts: list[Any]) -> None:
    voters(world)
    take_post(
        Seat(world.people["binh"], world.places["branch"], "secretary", date(2023, 1, 1)), actor=world.actor("nam")
    )
    case = by_branch(world, **facts) if alone else by_commune(world, **facts)
    decided: dict[int, list[str]] = {}
    for number, act in enumerate(acts):
        on, actor = FIRST + timedelta(days=number), keeper_of(world, case)
        code, said = told(world, case, act, on)
        noes: list[str] = []
        if code == "decided" and said.form in asking.forms_for(Folder(case), on):
            noes = [
                name for name, answer in asking.asked(Folder(case), said.form, on).named() if answer.verdict == "no"
            ]
        try:
            if act[0] == 9 and Step.objects.filter(case=case, cancelled_by=None).count() > 1:
                cancel_step(case, "twice", actor=actor)
            elif act[0] == 8 and act[6] > 2:
                ruling = Ruling("changed" if act[5] else "annulled", "9-QĐ", on, "Cấp trên", on, form=act[2])
                settle_sanction(case, ruling, actor=actor)
            elif act[0] == 8:
                state_allegation(
                    case, replace(Folder(case).facts, from_above=act[5] == 0, authorised=act[6] == 2), actor=actor
                )
            else:
                sequence = record_step(case, code, said, actor=actor)
                decided |= {sequence: noes} if code == "decided" else {}
        except Refused:
            pass
        case.refresh_from_db()
        nothing_against_the_rules_has_effect(world, case, decided)
