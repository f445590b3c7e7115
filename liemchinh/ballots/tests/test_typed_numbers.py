"""A step of a case tells of its secret vote what the box holds: each service refuses any other number, whoever calls it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from liemchinh.admission import services as admission
from liemchinh.admission.services import Decision
from liemchinh.appeals import taking as appeals
from liemchinh.appeals.tests.samples import RULED, filed_on_paper, until, warned
from liemchinh.ballots.counting_again import ask_to_count_again
from liemchinh.ballots.ending import void_box
from liemchinh.ballots.given import Preparing
from liemchinh.ballots.of_steps import box_of_step
from liemchinh.ballots.services import prepare_boxes
from liemchinh.ballots.tests.rounds import Round, people
from liemchinh.ballots.words import PHONE, VOTE
from liemchinh.casework import boxes
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case, Step
from liemchinh.discipline import taking as discipline
from liemchinh.discipline.ballots import NewBallot
from liemchinh.discipline.given import Given as Disciplined
from liemchinh.discipline.tests.samples import MET, by_branch, commune_officer
from liemchinh.papers.of_steps import typed
from liemchinh.screening import services as screening
from liemchinh.screening.matter import Document
from liemchinh.standing import grounding, services
from liemchinh.standing.matter import Given
from regulations.answers import Refused
from tests.permissions_of_cases import DAYS, candidate
from tests.permissions_of_screening import VOTED, screened
from tests.permissions_of_screening import officer as screener
from tests.permissions_of_standing import ASKED, officer, stated
from tests.world import World

VOTERS, FOR = 8, 7
AGREE = ("agree", "disagree")


@dataclass(frozen=True)
class Voted:
    """A case that waits for its vote: the step, the day, and the service that takes it with these numbers."""

    case: Case
    step: str
    on: date
    take: Callable[[Count], Any]
    by: str = "chi"
    place: str = "branch"
    columns: tuple[str, ...] = AGREE


def on_admission(world: World) -> Voted:
    case, on = candidate(world, "branch"), DAYS["branch_vote"]
    return Voted(
        case,
        "branch_vote",
        on,
        lambda count: admission.vote_on_admission(case, Decision(on, "01"), count, actor=world.actor("oanh")),
    )


def on_screening(world: World) -> Voted:
    case = screened(world, "branch", "told")
    return Voted(
        case,
        "review_vote",
        VOTED,
        lambda count: screening.vote_on_review(case, Document(VOTED, "2"), count, actor=screener(world, "an")),
    )


def on_strike_off(world: World) -> Voted:
    case, actor = stated(world, "branch"), officer(world, "an")
    grounding.vouch(case, "strike_off_told", actor=actor)
    services.record_step(case, "strike_off_told", Given(ASKED, "01-TB"), actor=actor)
    return Voted(
        case,
        "strike_off_voted",
        ASKED,
        lambda count: services.record_step(case, "strike_off_voted", Given(ASKED, "02-NQ", count=count), actor=actor),
    )


def on_discipline(world: World) -> Voted:
    case = by_branch(world)

    def take(count: Count) -> int:
        votes = {"warning": count.votes_for, "reprimand": min(VOTERS - FOR, count.valid - count.votes_for)}
        told = NewBallot(count.issued, count.returned, count.valid, votes)
        given = Disciplined(MET, ballot=told, heard="at_meeting")
        return discipline.record_step(case, "branch_meeting", given, actor=world.actor("chi"))

    return Voted(case, "branch_meeting", MET, take, columns=("warning", "reprimand"))


def on_appeal(world: World) -> Voted:
    tam = commune_officer(world, "tam")
    case = filed_on_paper(world, warned(world), "commune", tam)
    until(case, tam, "heard")
    given = appeals.Given(RULED, typed("31-QĐ/ĐU", RULED), whole=15)
    return Voted(
        case,
        "body_meeting",
        RULED,
        lambda count: appeals.record_step(case, "body_meeting", replace(given, count=count), actor=tam),
        by="tam",
        place="commune",
    )


KINDS = (on_admission, on_screening, on_strike_off, on_discipline, on_appeal)


def closed(world: World, voted: Voted) -> Round:
    """The box of the step, in which all but one voted for the first column; closed, not counted."""
    voters = people(world, VOTERS)
    told = Preparing(
        world.places[voted.place], VOTE, voted.case.kind, ("matter",), voted.columns, voters, voted.on, voters[:2], PHONE,
        step=voted.step, case=voted.case.pk,
    )  # fmt: skip
    held = Round(world, prepare_boxes([told], actor=world.actor(voted.by))[0], voted.by).opened(phone=VOTERS)
    for place in range(VOTERS):
        held.vote(place, (0, 0 if place < FOR else 1))
    return held.closed()


def refused(voted: Voted, count: Count) -> list[str]:
    """Why the service refuses these numbers; nothing was written."""
    steps = Step.objects.count()
    with pytest.raises(Refused) as found:
        voted.take(count)
    assert Step.objects.count() == steps
    return [one.code for one in found.value.refusals]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_no_service_takes_a_number_that_the_box_does_not_hold(kind: Callable[[World], Voted], world: World) -> None:
    voted = kind(world)
    held, right = closed(world, voted), Count(VOTERS, VOTERS, VOTERS, FOR)
    assert refused(voted, right) == ["box-uncounted"]
    held.counted()
    for wrong in ({"issued": 9}, {"returned": 7, "valid": 7}, {"valid": 7}, {"votes_for": 6}, {"votes_for": 8}):
        assert set(refused(voted, replace(right, **wrong))) == {"box-differs"}
    ask_to_count_again(held.box.pk, "subject", actor=held.actor)
    assert refused(voted, right) == ["box-uncounted"]
    held.counted()
    voted.take(right)
    assert Step.objects.filter(case=voted.case, code=voted.step).count() == 1
    assert box_of_step(voted.case, voted.step) is None, "told once"


@pytest.mark.django_db
def test_without_the_box_beside_it_a_service_takes_whatever_adds_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The weak variant: what stood in the form alone.
    monkeypatch.setattr(boxes, "_asked", [])
    voted = on_admission(world)
    closed(world, voted).counted()
    voted.take(Count(VOTERS, VOTERS, VOTERS, VOTERS))
    assert Step.objects.filter(case=voted.case, code=voted.step).exists()


@pytest.mark.django_db
def test_the_day_is_the_day_of_the_box_and_a_void_box_binds_nobody(world: World) -> None:
    voted = on_screening(world)
    held, right = closed(world, replace(voted, on=date(2024, 3, 8))), Count(VOTERS, VOTERS, VOTERS, FOR)
    held.counted()
    assert refused(voted, right) == ["box-differs"]
    void_box(held.box.pk, "wrong_list", actor=held.actor)
    voted.take(right)
    assert Step.objects.filter(case=voted.case, code=voted.step).exists()
