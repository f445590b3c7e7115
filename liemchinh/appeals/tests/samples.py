"""Appeals for tests: decisions that were announced and handed over, an appeal on paper, the steps a body takes until it rules."""

from dataclasses import replace
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.appeals.filing import PaperAppeal, receive_appeal
from liemchinh.appeals.taking import Given, record_step
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case
from liemchinh.casework.settling import decision_of
from liemchinh.casework.steps import Who
from liemchinh.discipline.cases import SUBJECT
from liemchinh.discipline.given import Given as Decided
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.taking import record_step as discipline_step
from liemchinh.discipline.tests.samples import (
    DECIDED,
    FILED,
    PLAIN,
    SOURCE,
    body_meets,
    by_branch,
    by_commune,
    commune_officer,
    decision,
    meet,
    voters,
)
from liemchinh.papers.of_steps import typed
from tests.world import World, build

TOLD, SENT, RULED = date(2026, 2, 20), date(2026, 2, 25), date(2026, 3, 3)
STEPS = ("acknowledged", "accepted", "verified", "heard", "body_meeting", "decided", "announced", "delivered")


def warned(world: World) -> Case:
    """Bình is warned by the branch; announced and handed over on 20/02/2026."""
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"warning": 9}, chi)
    return _told(case, "warning", chi)


def with_a_warning() -> World:
    """The world in which he was, with three officers of the commune who keep appeals there."""
    made = build()
    warned(made)
    for username in ("tam", "tu", "tuan"):
        commune_officer(made, username)
    return made


def warned_by_commune(world: World, officer: str = "tam", number: str = "07-QĐ/CB") -> Case:
    """The same by the committee of the commune, whose next level is the district."""
    actor, case = commune_officer(world, officer), by_commune(world, officer)
    body_meets(case, {"warning": 12}, actor)
    return _told(case, "warning", actor, papers=typed(number, DECIDED))


def sanctioned_branch(world: World) -> Case:
    """The branch is warned by the committee of the commune; announced and handed over on 20/02/2026."""
    actor = commune_officer(world)
    facts = replace(PLAIN, organ="committee")
    about = Who(SUBJECT, organisation=world.places["branch"])
    case = open_discipline(world.places["commune"], about, facts, SOURCE, FILED, actor=actor)
    body_meets(case, {"warning": 12}, actor)
    return _told(case, "warning", actor)


def _told(case: Case, sanction: str, actor: Actor, **more: Any) -> Case:
    for code, given in (
        ("decided", decision(sanction, **more)),
        ("announced", Decided(TOLD)),
        ("delivered", Decided(TOLD)),
    ):
        discipline_step(case, code, given, actor=actor)
    return case


def on_paper(world: World, source: Case) -> PaperAppeal:
    """Bình's appeal against the decision of a case, on paper, in time."""
    decided = decision_of(source)
    assert decided is not None
    return PaperAppeal(world.people["binh"], decided.number, decided.decided_on, SENT, RULED, "office", "12")


def filed_on_paper(world: World, source: Case, place: str, actor: Actor) -> Case:
    """It is received at a place by an officer there, who has it open."""
    return receive_appeal(world.places[place], on_paper(world, source), actor=actor)


def until(
    case: Case, actor: Actor, last: str, outcome: str = "annulled", form: str = "", *, first: str = STEPS[0]
) -> None:
    """Every step from `first` up to `last`, as it is usually recorded."""
    for code in STEPS[STEPS.index(first) :]:
        count = Count(15, 15, 15, 12) if code == "body_meeting" else None
        given = Given(RULED, typed("31-QĐ/ĐU", RULED), {}, None, count, 15, outcome if code == "decided" else "", form)
        record_step(case, code, given, actor=actor)
        if code == last:
            return
