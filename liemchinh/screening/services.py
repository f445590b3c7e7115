"""From a name with its ground to the list of those who are helped: each step refused with all reasons, the member told before any vote."""

from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case, Party
from liemchinh.casework.places import committees_above, stands_in
from liemchinh.casework.steps import Taken, Who, faults_of_step, open_case, take_step
from liemchinh.members.changes import NewAct
from liemchinh.members.days import faults_of_day
from liemchinh.members.locking import lock_people
from liemchinh.screening.cases import KIND, VERB
from liemchinh.screening.checking import faults_of_ground, unproved
from liemchinh.screening.matter import (
    Document,
    act,
    branch_of,
    elsewhere,
    end,
    faults_before,
    paper_of,
    unvouched,
    weigh,
)
from liemchinh.screening.models import Screening
from liemchinh.screening.words import LISTED, NOT_LISTED, STOPPED
from regulations.answers import Refusal, Refused


@transaction.atomic
def name_member(branch: int, person: int, ground: str, committee: int, on: date, *, actor: Actor) -> Case:
    """The branch committee names a member of its own branch, with a ground of the catalogue; gives the case.

    Refuses: a ground that the rules of the day do not name or that the records contradict, somebody not of this branch, a committee that
    does not stand above it, a second case beside an open one.
    """
    faults = actor.refusals(VERB, branch)
    if faults:
        raise Refused(faults)
    lock_people([person])
    faults = faults_of_day(on)
    if stands_in(person, on) != branch:
        # Of somebody elsewhere nothing is told, not even what the records say.
        faults.append(elsewhere(on))
        raise Refused(faults)
    found, proved = faults_of_ground(ground, person, on)
    faults += found
    if committee not in dict(committees_above(branch)):
        faults.append(
            Refusal(
                "committee",
                "Ban điều hành đã chọn không ở trên chi hội này.",
                remedy="Hãy chọn ban điều hành có thẩm quyền.",
            )
        )
    if Party.objects.filter(
        person_id=person, role="member", cancelled_by=None, case__kind=KIND, case__closed_by=None
    ).exists():
        faults.append(
            Refusal("named-before", "Đã có việc rà soát đang mở về người này.", remedy="Hãy mở việc đang có.")
        )
    if faults:
        raise Refused(faults)
    parties = [Who("branch", branch), Who("committee", committee), Who("member", person=person)]
    case = open_case(KIND, parties, Taken("named", on, {"ground": ground, "proved": proved}), actor=actor)
    Screening.objects.create(case=case, ground=ground, proved=proved, recorded_by=case.recorded_by)
    return case


@transaction.atomic
def tell_member(case: Case, paper: Document, *, actor: Actor) -> int:
    """The ground is handed to the member on paper. Where the records do not bear it out two officers stand behind it first."""
    faults = faults_before(case, "told", paper.on, actor) + paper.faults()
    if why := unproved(case):
        faults += unvouched(case, "named", why)
    if faults:
        raise Refused(faults)
    return take_step(case, Taken("told", paper.on, papers=[paper_of(case, "notice", paper)]), actor=actor)


@transaction.atomic
def vote_on_review(case: Case, paper: Document, count: Count, *, actor: Actor) -> int:
    """The branch's secret ballot on the list. Short of the threshold the case ends: nobody is listed."""
    faults = faults_before(case, "review_vote", paper.on, actor) + paper.faults()
    met, whole, found = weigh(case, "screening.vote", count, paper.on)
    if faults or found:
        raise Refused(faults + found)
    result = LISTED if met else NOT_LISTED
    taken = Taken(
        "review_vote", paper.on, {"outcome": result}, papers=[paper_of(case, "branch_resolution", paper)], count=count,
        whole=whole, leads_to=None if met else (),
    )  # fmt: skip
    sequence = take_step(case, taken, actor=actor)
    if not met:
        end(case, result)
    return sequence


@transaction.atomic
def begin_help(case: Case, on: date, *, actor: Actor) -> int:
    """Twelve months of help begin; the register counts the member among those who are helped, and shows it with the case alone."""
    faults = faults_before(case, "help", on, actor)
    if faults:
        raise Refused(faults)
    sequence = take_step(case, Taken("help", on), actor=actor)
    act(case, NewAct("helped", on, branch_of(case)), actor, case.pk)
    return sequence


@transaction.atomic
def stop(case: Case, on: date, *, actor: Actor) -> int:
    """The branch ends the matter, whatever the reason; none is asked. No trace stays outside the book."""
    faults = actor.refusals(VERB, branch_of(case)) or faults_of_step(case, "stopped", on)
    if faults:
        raise Refused(faults)
    sequence = take_step(case, Taken("stopped", on, leads_to=()), actor=actor)
    end(case, STOPPED)
    return sequence
