"""Whatever is recorded in whatever order, no decision has effect that the rules answer *no* to, on any path."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.casework.models import Case, Deadline, Step
from liemchinh.discipline import asking, recount
from liemchinh.discipline.facts import facts_of
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.stating import state_allegation
from liemchinh.discipline.taking import STEPS, record_step
from liemchinh.discipline.tests.samples import ballot, by_branch, by_commune, commune_officer, voters
from liemchinh.discipline.undoing import cancel_step
from liemchinh.discipline.words import FORMS, HEARD
from liemchinh.members.models import Spell
from regulations.answers import Refused
from regulations.rules import voting
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


def told(case: Case, act: Any, on: date, to: int) -> tuple[str, Given]:
    """What is tried next: mostly a step that waits, sometimes any; the form mostly the one that was voted; now and then as history."""
    pick, any_step, form, votes, heard, history, wild = act
    awaited = sorted(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True))
    code = any_step if wild == 0 or not awaited else awaited[pick % len(awaited)]
    last = asking.deciding_ballot(case)
    outcome = asking.outcome_of(last).value if last else None
    if wild > 1 and isinstance(outcome, voting.Outcome) and outcome.form:
        form = outcome.form
    body_votes = {one: count for one, count in votes.items() if one in asking.forms_for(case, on)}
    return code, Given(
        on, number="1-QĐ", form=form, ballot=ballot(10, body_votes, whole=10), heard=heard, clause="clause_296_8_7",
        ask_again_on=on + timedelta(days=30), cause="expired", to=to, organ="committee", warned=True, history=history == 0,
    )  # fmt: skip


def nothing_against_the_rules_has_effect(case: Case, decided: dict[int, list[str]]) -> None:
    """A sanction that counts was not refused by any answer when it was decided; the register ends no membership without one."""
    held = Sanction.objects.filter(case=case, cancelled_by=None).first()
    counts = held is not None and held.effective_on is not None
    if held is not None and counts:
        assert decided[held.recorded_by] == [] and not held.withheld
    expelled = Spell.objects.filter(ends_kind="expelled", cancelled_by=None).exists()
    assert expelled == bool(held is not None and counts and held.form == "expulsion")
    assert list(recount.differences()) == []


@given(st.booleans(), FACTS, st.lists(ACTS, min_size=4, max_size=14))
def test_no_decision_has_effect_that_the_rules_answer_no_to(
    world: Any, alone: bool, facts: dict[str, Any], acts: list[Any]
) -> None:
    with transaction.atomic():
        run(world, alone, facts, acts)
        transaction.set_rollback(True)


def run(world: World, alone: bool, facts: dict[str, Any], acts: list[Any]) -> None:
    voters(world)
    actor = world.actor("chi") if alone else commune_officer(world)
    case = by_branch(world, **facts) if alone else by_commune(world, **facts)
    decided: dict[int, list[str]] = {}
    for number, act in enumerate(acts):
        on = FIRST + timedelta(days=number)
        code, said = told(case, act, on, world.places["commune"])
        noes: list[str] = []
        if code == "decided" and said.form in asking.forms_for(case, on):
            noes = [name for name, answer in asking.asked(case, said.form, on).named() if answer.verdict == "no"]
        try:
            if act[0] == 9 and Step.objects.filter(case=case, cancelled_by=None).count() > 1:
                cancel_step(case, "twice", actor=actor)
            elif act[0] == 8:
                state_allegation(case, replace(facts_of(case), from_above=act[5] == 0), actor=actor)
            else:
                sequence = record_step(case, code, said, actor=actor)
                decided |= {sequence: noes} if code == "decided" else {}
        except Refused:
            pass
        case.refresh_from_db()
        nothing_against_the_rules_has_effect(case, decided)
