"""Whatever is tried in whatever order: nobody is in two branches, counted twice, or lost, and the book makes the same again."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.admission import recognition, services
from liemchinh.admission import recount as candidates_recount
from liemchinh.admission.ceremony import hold_ceremony
from liemchinh.admission.facts import Told
from liemchinh.admission.tests.conftest import FILE, MINH, paper
from liemchinh.admission.undoing import cancel_step
from liemchinh.casework import recount as cases_recount
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case, Step
from liemchinh.casework.steps import parties_of
from liemchinh.journal import clock
from liemchinh.members import recount as members_recount
from liemchinh.members.changes import Change
from liemchinh.members.models import Details, Spell
from liemchinh.members.queries import active
from liemchinh.members.services import NewAct, record_change
from regulations.answers import Refused

START, TODAY = date(2025, 9, 1), date(2027, 12, 1)
STEPS = ("branch_vote", "decided", "received", "ceremony", "recognition_vote", "recognised", "strike_off_vote", "struck_off", "returned",
         "declined", "withdrawn", "cancel", "transfer")  # fmt: skip
# The usual way is often taken, so that its far end is reached; the rest comes in between.
USUAL = ("branch_vote", "decided", "received", "ceremony", "recognition_vote", "recognised")
TRIED = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 200)), max_size=6)
PLANS = st.tuples(st.integers(0, len(USUAL)), TRIED)


def take(world: Any, case: Case, step: str, on: date) -> None:
    """One thing somebody tries; what is refused writes nothing."""
    nam, decision, count = world.actor("nam"), paper(on), Count(2, 2, 2, 2)
    if step == "cancel":
        cancel_step(case, "wrong_day", actor=nam)
    elif step == "transfer":
        _transfer(world, case, on)
    elif step == "branch_vote":
        services.vote_on_admission(case, decision, count, actor=nam)
    elif step in {"recognition_vote", "strike_off_vote"}:
        by = recognition.vote_on_recognition if step == "recognition_vote" else recognition.vote_on_strike_off
        by(case, decision, count, actor=nam)
    elif step == "recognised":
        recognition.recognise(case, decision, on, actor=nam)
    elif step == "ceremony":
        hold_ceremony(case, on, actor=nam)
    elif step in {"received", "withdrawn"}:
        (services.receive_decision if step == "received" else services.withdraw_candidate)(case, on, actor=nam)
    else:
        by_paper = {"decided": services.decide_admission, "declined": services.decline_admission,
                    "struck_off": recognition.strike_off, "returned": recognition.return_to_branch}  # fmt: skip
        by_paper[step](case, decision, actor=nam)


def _transfer(world: Any, case: Case, on: date) -> None:
    parties = parties_of(case.pk)
    if "member" not in parties:
        return
    here = parties["branch"].organisation
    there = world.places["sibling" if here == world.places["branch"] else "branch"]
    acts = [NewAct("transferred_out", on, here), NewAct("transferred_in", on, there)]
    record_change(Change(parties["member"].person, acts=acts), actor=world.actor("nam"))


@given(plan=PLANS)
def test_nobody_is_in_two_branches_counted_twice_or_lost(world: Any, plan: tuple[int, list[tuple[str, int]]]) -> None:
    usual, tried = plan
    days = (9, 30, 35, 45, 412, 420)
    with transaction.atomic(), clock.at(TODAY):
        before = active(TODAY).count()
        sponsors = {world.people["branch"]: date(2023, 1, 1), world.people["binh"]: date(2023, 1, 1)}
        told = Told(
            MINH, date(2025, 8, 20), "12/GCN", date(2024, 5, 5), sponsors, FILE | {"new_member_certificate": "branch"}
        )
        case = services.enter_candidate(
            world.places["branch"], world.places["commune"], told, START, actor=world.actor("nam")
        )
        on = START
        for step, day in [*zip(USUAL[:usual], days, strict=False), *tried]:
            on = START + timedelta(day) if (step, day) in zip(USUAL, days, strict=True) else on + timedelta(day)
            try:
                with transaction.atomic():
                    take(world, case, step, min(on, TODAY))
            except Refused:
                pass
        _holds(case, before)
        transaction.set_rollback(True)


def _holds(case: Case, before: int) -> None:
    steps = list(
        Step.objects.filter(case=case, cancelled_by=None).order_by("recorded_by").values_list("code", flat=True)
    )
    is_member = "ceremony" in steps and "struck_off" not in steps
    assert active(TODAY).count() == before + is_member
    people = set(
        Details.objects.filter(full_name=MINH.full_name, cancelled_by=None).values_list("person_id", flat=True)
    )
    open_ones = Spell.objects.filter(person_id__in=people, cancelled_by=None, ends_on=None)
    assert len(people) <= 1 and open_ones.count() == is_member
    if is_member:
        spell = open_ones.get()
        assert spell.official is ("recognised" in steps)
        case.refresh_from_db()
        # An open case has gone where its member went.
        assert case.closed_by is not None or parties_of(case.pk)["branch"].organisation == spell.organisation_id
    for differences in (candidates_recount.differences, cases_recount.differences, members_recount.differences):
        assert list(differences()) == []
