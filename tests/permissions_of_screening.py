"""Of screening: the addresses, what they name, and the lines of the table of services. Nobody keeps screening in the other tree."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor, Grant
from liemchinh.casework.counting import Count, whole_of
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from liemchinh.screening import deciding, grounding, helping, matter, services, undoing
from liemchinh.screening.cases import VERB
from liemchinh.screening.matter import Document
from liemchinh.screening.models import Agreed, Talk
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import PLACES, REGISTERED, World

KEEP, DECIDE = "chi hien", "hien"
TRIED = ("branch", "other_branch")
NAMED, TOLD, VOTED, HELPED = date(2024, 3, 1), date(2024, 3, 5), date(2024, 3, 9), date(2024, 4, 1)
ENDED, PROPOSED, DECIDED = date(2025, 4, 1), date(2025, 4, 9), date(2025, 5, 5)
CARD, REASON = "duty.card_returned", "wrong_day"


def officer(world: World, name: str) -> Actor:
    """Somebody who may screen everywhere, to make ready what is tried."""
    tops = (world.places["province"], world.places["other"])
    grants = tuple(Grant("screening_officer", top, frozenset({VERB})) for top in tops)
    return Actor(world.accounts[name].pk, name, grants, second_factor=True)


def screened(world: World, place: str, *steps: str) -> Case:
    """A case of somebody of that branch that has taken these steps after the naming."""
    first, second = officer(world, "an"), officer(world, "oanh")
    branch = world.places[place]
    acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
    person = register_person(PersonFacts(_called(place, steps)), acts, actor=world.actor("console"))
    above = world.places[PLACES[place][3]]
    case = services.name_member(branch, person, CARD, above, NAMED, actor=first)
    grounding.state(case, NewGround("named", "mục 2", "Văn bản 1"), actor=first)
    if steps:
        grounding.vouch(case, "named", actor=second)
    for step in steps:
        {
            "told": lambda: services.tell_member(case, Document(TOLD, "1"), actor=first),
            "review_vote": lambda: services.vote_on_review(case, Document(VOTED, "2"), all_for(case, VOTED), actor=first),
            "help": lambda: services.begin_help(case, HELPED, actor=first),
            "talked": lambda: helping.note_talk(case, HELPED, actor=first),
            "agreed": lambda: helping.agree(case, CARD, "task_assigned", HELPED, actor=first),
            "progress_vote": lambda: deciding.vote_on_progress(case, Document(ENDED, "3"), Count(0, 0, 0, 0), actor=first),
            "proposed": lambda: deciding.propose(case, Document(PROPOSED, "4"), actor=first),
        }[step]()  # fmt: skip
    return case


def all_for(case: Case, on: date) -> Count:
    """Everybody votes for."""
    return Count(*[int(str(whole_of("screening.vote", matter.branch_of(case), on).value))] * 4)


def _called(place: str, steps: Sequence[str]) -> str:
    return f"Ngô Văn Ghi {place} {'-'.join(steps)}"


def _once(world: World, place: str, *steps: str) -> Case:
    found = Case.objects.filter(kind="screening", parties__person__details__full_name=_called(place, steps)).first()
    return found or screened(world, place, *steps)


HELPING = ("told", "review_vote", "help", "agreed")


def _agreed(world: World, place: str) -> Sequence[Any]:
    case = _once(world, place, *HELPING).pk
    return case, Agreed.objects.get(case=case, cancelled_by=None).pk


def _talked(world: World, place: str) -> Sequence[Any]:
    case = _once(world, place, *HELPING, "talked").pk
    return case, Talk.objects.get(case=case, cancelled_by=None).pk


def _everywhere(parts: Callable[[World, str], Sequence[Any]]) -> Callable[[World, str], Mapping[str, Sequence[Any]]]:
    return lambda world, person: Each(REGISTERED, lambda place: parts(world, place))


OBJECTS: dict[str, Callable[[World, str], Mapping[str, Sequence[Any]]]] = {
    "screening": _everywhere(lambda world, place: (_once(world, place).pk,)),
    "screening at a step": _everywhere(lambda world, place: (_once(world, place).pk, "told")),
    "screening with a ground": _everywhere(lambda world, place: (_once(world, place).pk, "named")),
    "help agreed": _everywhere(_agreed),
    "talk": _everywhere(_talked),
}
PAGES: dict[str, Row] = {
    # screening: the branch and the committee above it, with the right for this work alone
    "screening:list": page(KEEP),
    "screening:name": form(KEEP, of="branch"),
    "screening:one": page(KEEP, of="screening"),
    "screening:step": form(KEEP, of="screening at a step"),
    "screening:ground": form(KEEP, of="screening with a ground"),
    "screening:vouch": act(KEEP, of="screening with a ground"),
    "screening:agree": form(KEEP, of="screening"),
    "screening:talk": form(KEEP, of="screening"),
    "screening:done": act(KEEP, of="help agreed"),
    "screening:cancel": form(KEEP, of="screening"),
    "screening:cancel-agreed": form(KEEP, of="help agreed"),
    "screening:cancel-talk": form(KEEP, of="talk"),
}


def _act(who: str, call: Callable[[At], Any], *steps: str) -> Act:
    return Act(who, call, places=TRIED, ready=lambda at: _once(at.world, at.place, *steps), stays=True)


def _named(at: At) -> Case:
    above = at.world.places[PLACES[at.place][3]]
    return services.name_member(at.number, at.world.people[at.place], CARD, above, NAMED, actor=at.actor)


def _done(at: At) -> int:
    return helping.mark_done(at.given, Agreed.objects.get(case=at.given).pk, DECIDED, actor=at.actor)


ACTS: dict[str, Act] = {
    "screening.services.name_member": Act(KEEP, _named, places=TRIED),
    "screening.services.tell_member": Act(
        KEEP,
        lambda at: services.tell_member(at.given, Document(TOLD, "1"), actor=at.actor),
        places=TRIED,
        ready=lambda at: _vouched(at),
    ),
    "screening.services.vote_on_review": _act(
        KEEP,
        lambda at: services.vote_on_review(at.given, Document(VOTED, "2"), all_for(at.given, VOTED), actor=at.actor),
        "told",
    ),
    "screening.services.begin_help": _act(
        KEEP, lambda at: services.begin_help(at.given, HELPED, actor=at.actor), "told", "review_vote"
    ),
    "screening.services.stop": _act(KEEP, lambda at: services.stop(at.given, TOLD, actor=at.actor)),
    "screening.helping.agree": _act(
        KEEP, lambda at: helping.agree(at.given, CARD, "dues_paid", HELPED, actor=at.actor), *HELPING
    ),
    "screening.helping.mark_done": _act(KEEP, _done, *HELPING),
    "screening.helping.note_talk": _act(
        KEEP, lambda at: helping.note_talk(at.given, DECIDED, actor=at.actor), *HELPING
    ),
    "screening.deciding.vote_on_progress": _act(
        KEEP,
        lambda at: deciding.vote_on_progress(at.given, Document(ENDED, "3"), all_for(at.given, ENDED), actor=at.actor),
        *HELPING,
    ),
    "screening.deciding.propose": _act(
        KEEP, lambda at: deciding.propose(at.given, Document(PROPOSED, "4"), actor=at.actor), *HELPING, "progress_vote"
    ),
    "screening.deciding.decide": _act(
        DECIDE,
        lambda at: deciding.decide(at.given, Document(DECIDED, "5"), "struck_off", actor=at.actor),
        *HELPING,
        "progress_vote",
        "proposed",
    ),
    "screening.undoing.cancel_step": _act(
        KEEP, lambda at: undoing.cancel_step(at.given, REASON, actor=at.actor), "told"
    ),
    "screening.undoing.cancel_agreed": _act(
        KEEP,
        lambda at: undoing.cancel_agreed(at.given, Agreed.objects.get(case=at.given).pk, REASON, actor=at.actor),
        *HELPING,
    ),
    "screening.undoing.cancel_talk": _act(
        KEEP,
        lambda at: undoing.cancel_talk(at.given, Talk.objects.get(case=at.given).pk, REASON, actor=at.actor),
        *HELPING,
        "talked",
    ),
    "screening.grounding.state": _act(
        KEEP, lambda at: grounding.state(at.given, NewGround("named", "mục 3", "Văn bản 2"), actor=at.actor)
    ),
    "screening.grounding.vouch": _act(KEEP, lambda at: grounding.vouch(at.given, "named", actor=at.actor)),
}


def _vouched(at: At) -> Case:
    case = screened(at.world, at.place)
    grounding.vouch(case, "named", actor=officer(at.world, "oanh"))
    return case
