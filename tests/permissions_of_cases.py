"""What the tables of pages and services ask of cases: a candidate of each branch, as far on their way as a line needs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.admission import grounding, recognition, services, undoing
from liemchinh.admission.ceremony import hold_ceremony
from liemchinh.admission.checks import officials
from liemchinh.admission.facts import Told, told_of
from liemchinh.admission.services import Decision
from liemchinh.casework.counting import Count
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case
from liemchinh.members.facts import PersonFacts
from tests.permissions_of_services import KEEPERS, Act, At
from tests.permissions_rows import Each
from tests.world import PLACES, REGISTERED, World

DAYS = {
    "entered": date(2024, 1, 5), "branch_vote": date(2024, 1, 10), "decided": date(2024, 2, 1), "received": date(2024, 2, 5),
    "ceremony": date(2024, 2, 20), "recognition_vote": date(2025, 3, 1), "strike_off_vote": date(2025, 3, 1),
}  # fmt: skip
LATER = date(2025, 3, 5)
PAPERS = (
    "course_certificate",
    "application",
    "applicant_cv",
    "introduction",
    "union_resolution",
    "branch_resolution",
    "new_member_certificate",
)


def officers(world: World, place: str) -> tuple[Actor, Actor]:
    """Two officers who may do everything there, in person."""
    names = ("phuong", "dung") if place == "other_branch" else ("oanh", "an")
    return world.actor(names[0]), world.actor(names[1])


def told_at(world: World, place: str, *steps: str) -> Told:
    """A candidate of a branch with all that any step needs; who is at another step is somebody else."""
    who = PersonFacts(f"Ngô Thị {'Bầu' if steps else 'Mới'} {place}", gender="nữ", birth="2000-05-06")
    sponsors = {world.people[place]: date(2020, 1, 1)}
    return Told(who, date(2024, 1, 2), "5/GCN", date(2023, 3, 3), sponsors, dict.fromkeys(PAPERS, "branch"))


def count_at(world: World, place: str, on: date) -> Count:
    """Everybody votes for."""
    return Count(*[len(officials(world.places[place], on))] * 4)


def candidate(world: World, place: str, *steps: str) -> Case:
    """A case of the branch that has taken these steps after it was entered."""
    actor, branch = officers(world, place)[0], world.places[place]
    case = services.enter_candidate(
        branch, world.places[PLACES[place][3]], told_at(world, place, *steps), DAYS["entered"], actor=actor
    )
    for step in steps:
        on = DAYS[step]
        paper, count = Decision(on, "01"), count_at(world, place, on)
        {
            "branch_vote": lambda paper=paper, count=count: services.vote_on_admission(case, paper, count, actor=actor),
            "decided": lambda paper=paper: services.decide_admission(case, paper, actor=actor),
            "received": lambda on=on: services.receive_decision(case, on, actor=actor),
            "ceremony": lambda on=on: hold_ceremony(case, on, actor=actor),
            "recognition_vote": lambda paper=paper, count=count: recognition.vote_on_recognition(
                case, paper, count, actor=actor
            ),
            "strike_off_vote": lambda paper=paper, count=count: recognition.vote_on_strike_off(
                case, paper, count, actor=actor
            ),
        }[step]()
    return case


# One branch of each tree is enough: who reaches where is tried by every other line.
TRIED = ("branch", "other_branch")
TO_CEREMONY = ("branch_vote", "decided", "received", "ceremony")
KEEP, VOTE = f"{KEEPERS} chi console* console-an", f"{KEEPERS} chi"


def _act(who: str, call: Callable[[At], Any], *steps: str) -> Act:
    return Act(who, call, places=TRIED, ready=lambda at: candidate(at.world, at.place, *steps))


def _enter(at: At) -> Case:
    above = at.world.places[PLACES[at.place][3]]
    return services.enter_candidate(at.number, above, told_at(at.world, at.place), DAYS["entered"], actor=at.actor)


def _paper(at: At, service: Callable[..., Any], on: date, *more: Any) -> Any:
    return service(at.given, Decision(on, "02"), *more, actor=at.actor)


def _ballot(at: At, service: Callable[..., Any], step: str) -> Any:
    return _paper(at, service, DAYS[step], count_at(at.world, at.place, DAYS[step]))


def _grounded(at: At) -> Case:
    """Proposed to be struck off on a day whose threshold nobody has verified: two officers stand behind the ground."""
    case, (first, second) = candidate(at.world, at.place, *TO_CEREMONY, "strike_off_vote"), officers(at.world, at.place)
    grounding.state_for_decision(case, NewGround("struck_off", "mục 5", "Hướng dẫn 01-HD/TW"), actor=first)
    grounding.vouch_for_decision(case, "struck_off", actor=second)
    return case


def _stated(at: At) -> Case:
    case = candidate(at.world, at.place, "branch_vote")
    grounding.state_for_decision(
        case, NewGround("decided", "mục 5", "Hướng dẫn 01-HD/TW"), actor=officers(at.world, at.place)[0]
    )
    return case


CASES: dict[str, Act] = {
    "admission.services.enter_candidate": Act(KEEP, _enter, places=TRIED),
    "admission.services.change_candidate": _act(
        KEEP, lambda at: services.change_candidate(at.given, told_of(at.given), LATER, actor=at.actor)
    ),
    "admission.services.vote_on_admission": _act(
        VOTE, lambda at: _ballot(at, services.vote_on_admission, "branch_vote")
    ),
    "admission.services.decide_admission": _act(
        KEEPERS, lambda at: _paper(at, services.decide_admission, DAYS["decided"]), "branch_vote"
    ),
    "admission.services.decline_admission": _act(
        KEEPERS, lambda at: _paper(at, services.decline_admission, DAYS["decided"]), "branch_vote"
    ),
    "admission.services.receive_decision": _act(
        KEEP, lambda at: services.receive_decision(at.given, DAYS["received"], actor=at.actor), "branch_vote", "decided"
    ),
    "admission.services.withdraw_candidate": _act(
        KEEP, lambda at: services.withdraw_candidate(at.given, LATER, actor=at.actor)
    ),
    "admission.ceremony.hold_ceremony": _act(
        KEEP, lambda at: hold_ceremony(at.given, DAYS["ceremony"], actor=at.actor), "branch_vote", "decided", "received"
    ),
    "admission.recognition.vote_on_recognition": _act(
        VOTE, lambda at: _ballot(at, recognition.vote_on_recognition, "recognition_vote"), *TO_CEREMONY
    ),
    "admission.recognition.vote_on_strike_off": _act(
        VOTE, lambda at: _ballot(at, recognition.vote_on_strike_off, "strike_off_vote"), *TO_CEREMONY
    ),
    "admission.recognition.recognise": _act(
        KEEPERS,
        lambda at: _paper(at, recognition.recognise, LATER, date(2025, 2, 20)),
        *TO_CEREMONY,
        "recognition_vote",
    ),
    "admission.recognition.return_to_branch": _act(
        KEEPERS, lambda at: _paper(at, recognition.return_to_branch, LATER), *TO_CEREMONY, "recognition_vote"
    ),
    "admission.recognition.strike_off": Act(
        KEEPERS, lambda at: _paper(at, recognition.strike_off, LATER), places=TRIED, ready=_grounded
    ),
    "admission.grounding.state_for_decision": _act(
        KEEPERS,
        lambda at: grounding.state_for_decision(at.given, NewGround("decided", "mục 5", "Văn bản"), actor=at.actor),
        "branch_vote",
    ),
    "admission.grounding.vouch_for_decision": Act(
        KEEPERS,
        lambda at: grounding.vouch_for_decision(at.given, "decided", actor=at.actor),
        places=TRIED,
        ready=_stated,
    ),
    "admission.undoing.cancel_step": _act(
        VOTE, lambda at: undoing.cancel_step(at.given, "wrong_day", actor=at.actor), "branch_vote"
    ),
}


def candidates(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """In each branch a candidate whom the branch has yet to vote on."""
    return Each(REGISTERED, lambda place: (_once(world, place),))


def voted_on(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """In each branch a candidate whom the branch has voted on."""
    return Each(REGISTERED, lambda place: (_once(world, place, "branch_vote"),))


def at_step(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """The same, at the step that is awaited."""
    return Each(REGISTERED, lambda place: (_once(world, place), "branch_vote"))


def with_paper(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """The same, with a paper of the file."""
    return Each(REGISTERED, lambda place: (_once(world, place), "application"))


def to_decide(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """The same, at the decision, for which one officer has stated a ground."""

    def stated(place: str) -> Sequence[Any]:
        number, new = _once(world, place, "branch_vote"), NewGround("decided", "mục 5", "Hướng dẫn 01-HD/TW")
        grounding.state_for_decision(Case.objects.get(pk=number), new, actor=officers(world, place)[0])
        return number, "decided"

    return Each(REGISTERED, stated)


def _once(world: World, place: str, *steps: str) -> int:
    found = Case.objects.filter(candidate__full_name=told_at(world, place, *steps).who.full_name, closed_by=None)
    return found.values_list("pk", flat=True).first() or candidate(world, place, *steps).pk
