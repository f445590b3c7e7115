"""Whatever is recorded in whatever order, no conclusion stands that the rules answer *no* to, and what is refused changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.access.actor import Actor
from liemchinh.casework import recount as casework_recount
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.steps import subjects_of
from liemchinh.inspections import asking, case_recount, taking, team, undoing
from liemchinh.inspections.matter import SUBJECT
from liemchinh.inspections.models import FollowUp, Result, TeamMember
from liemchinh.inspections.taking import CONCLUDE, Given, Outcome
from liemchinh.journal.models import Entry
from liemchinh.papers.of_steps import NO_PAPER, typed
from regulations.answers import Refused
from tests.permissions_of_cases_of_inspection import ON, on_signs, planned
from tests.world import World

pytestmark = pytest.mark.django_db
RESULTS = (("good", "no"), ("shortcomings", "no"), ("violation", "own"), ("good", "own"), ("excellent", "no"))
# What is tried: which of the waiting steps, or any at all; how; with which result; and how many days later than the last.
ACTS = st.tuples(
    st.integers(0, 11), st.sampled_from(["step", "step", "step", "any", "history", "cancel", "team"]), st.integers(0, 4),
    st.booleans(), st.integers(-2, 9),
)  # fmt: skip
KINDS: dict[str, Callable[[World], Case]] = {
    "signs": on_signs,
    "planned": lambda world: planned(world, "district"),
    "branch": lambda world: planned(world, "branch"),
    "topic": lambda world: planned(world, "branch", sort="topic"),
}


def standing(case: Case) -> tuple[Any, ...]:
    """Everything of a case that a step could change."""
    kept = [
        list(model._default_manager.filter(case=case, cancelled_by=None).order_by("pk").values_list())  # type: ignore[attr-defined]
        for model in (Step, Deadline, Party, Result, TeamMember, FollowUp)
    ]
    return (*kept, Case.objects.filter(pk=case.pk).values_list("closed_by").get(), Entry.objects.count())


def told(case: Case, act: Any, on: date) -> tuple[str, Given]:
    """A step that waits, or any of the procedure, as somebody may fill it in: well or badly."""
    pick, how, result, well, _days = act
    waits = sorted(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True))
    codes = [step.code for step in case_kind(case.kind).procedure.steps]
    listed = codes if how in ("any", "history") or not waits else waits
    about = subjects_of(case.pk, SUBJECT)
    outcomes = [Outcome(who, *RESULTS[result]) for who in about[: None if well else 0]]
    return listed[pick % len(listed)], Given(
        on, papers=typed("22-TB") if well else NO_PAPER, kept_at="organ" if well else "", answered=well,
        until=on + timedelta(days=20 * result), outcomes=outcomes, history=how == "history",
    )  # fmt: skip


def tried(world: World, case: Case, act: Any, on: date, actor: Actor, noes: dict[int, list[str]]) -> None:
    """One act; a step that was recorded is noted with what the rules answered *no* to before it."""
    pick, how, _result, well, _days = act
    if how == "cancel":
        undoing.cancel_step(case, "typing" if well else "no such reason", actor=actor)
    elif how == "team":
        person = world.people[("em", "binh", "branch")[pick % 3]]
        team.join_team(case, person, leads=well, actor=actor)
    else:
        code, given_ = told(case, act, on)
        against = [*asking.refused(asking.asked(case, code, on)), *asking.unheard(case, code)]
        noes[taking.record_step(case, code, given_, actor=actor)] = [one.code for one in against]


def nothing_stands_against_the_rules(case: Case, noes: dict[int, list[str]]) -> None:
    """Every result is of a conclusion that nothing spoke against, of each subject once; the rows are those of the book."""
    for step in Step.objects.filter(case=case, cancelled_by=None, is_history=False):
        assert noes.get(step.recorded_by, []) == [], step.code
    results = list(Result.objects.filter(case=case, cancelled_by=None))
    for row in results:
        step = Step.objects.get(case=case, recorded_by=row.recorded_by, cancelled_by=None)
        assert step.code == CONCLUDE and not step.withheld and asking.HEARING not in noes[row.recorded_by]
        assert row.discipline == "no" or row.result == "violation"
    about = [(row.organisation_id, row.person_id) for row in results]
    assert len(about) == len(set(about)) and set(about) <= {
        (who.organisation, who.person) for who in subjects_of(case.pk)
    }
    assert [*case_recount.differences(), *casework_recount.differences()] == []


def run(world: World, kind: str, acts: list[Any]) -> None:
    case, on, noes = KINDS[kind](world), ON, dict[int, list[str]]()
    actor = world.actor("chi" if kind in ("branch", "topic") else "khoa")
    for act in acts:
        day, before = on + timedelta(days=act[-1]), standing(case)
        try:
            with transaction.atomic():
                tried(world, case, act, day, actor, noes)
        except Refused as refused:
            assert refused.refusals and standing(case) == before, "what is refused changes nothing"
        else:
            on = max(on, day)
        case.refresh_from_db()
        nothing_stands_against_the_rules(case, noes)


def test_no_conclusion_stands_that_the_rules_answer_no_to(world: World, count: Callable[[int, int], int]) -> None:
    @settings(max_examples=count(4, 250))
    @given(st.sampled_from(sorted(KINDS)), st.lists(ACTS, min_size=6, max_size=18))
    def histories(kind: str, acts: list[Any]) -> None:
        with transaction.atomic():
            run(world, kind, acts)
            transaction.set_rollback(True)

    histories()
