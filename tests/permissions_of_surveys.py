"""Of surveys: the lines of the tables; at each place a resolution with a round, in each branch a count with somebody to talk with."""

from collections.abc import Mapping, Sequence
from typing import Any

from liemchinh.access.actor import Actor, Grant
from liemchinh.journal import clock
from liemchinh.members.months import belonging
from liemchinh.surveys import calling, helping, past, switching, talking, voting
from liemchinh.surveys.models import Help, Part, Resolution, Round, Sign, Talk
from liemchinh.surveys.periods import half_of
from liemchinh.surveys.tests.samples import ITEMS, PAPER, counted, members
from liemchinh.surveys.words import KEEP
from tests.permissions_of_services import BRANCHES, Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import CONSOLE, PLACES, REGISTERED, World

LEAD, KEPT = "an nam dung", "chi"
SEERS = f"{LEAD} giang khoa hien chi"
WHO = f"{LEAD} console* console-an"
TALKED = "heard", "to_correct"


def keeper(world: World, place: str) -> Actor:
    """Somebody who keeps that branch in these tables."""
    grant = Grant("branch_secretary", world.places[place], frozenset({KEEP}))
    return Actor(world.accounts["oanh"].pk, "oanh", (grant,), second_factor=True)


def resolution(world: World, place: str) -> Resolution:
    """The resolution that stands at a place."""
    found = Resolution.objects.filter(organisation_id=world.places[place], cancelled_by=None).first()
    return found or switching.enter_resolution(world.places[place], PAPER, actor=CONSOLE)


def round_at(world: World, place: str) -> Round:
    """The open round of a place."""
    resolution(world, place)
    found = Round.objects.filter(organisation_id=world.places[place], cancelled_by=None).first()
    told = calling.Calling(half_of(clock.today()), ITEMS)
    return found or calling.call_round(world.places[place], told, actor=CONSOLE)


def part(world: World, place: str) -> Part:
    """A branch in its own round."""
    return Part.objects.get(round=round_at(world, place), organisation_id=world.places[place])


def concerned(world: World, place: str) -> tuple[Part, int]:
    """A branch that counted, with one person to talk with: whoever has an account there, else who stands in its register, else a new one.

    Whom another line's object took out of the branch stands on no slip.
    """
    row, person = part(world, place), world.people.get({"branch": "binh", "sibling": "em"}.get(place, place), 0)
    told = Sign.objects.filter(part=row, cancelled_by=None)
    if not told.exists():
        others = members(world, 6, place)
        there = {one.person for one in belonging(row.organisation_id, clock.today()) if one.attends}
        counted(row, {(person if person in there else others[0], ITEMS[0]): 4}, 6, keeper(world, place))
    return row, told.latest("pk").person_id


def talk(world: World, place: str) -> Talk:
    """The talk with that person."""
    row, person = concerned(world, place)
    found = Talk.objects.filter(part=row, cancelled_by=None).first()
    told = talking.Talked(clock.today(), *TALKED)
    return found or talking.record_talk(row.pk, person, told, actor=keeper(world, place))


def help_at(world: World, place: str) -> Help:
    """Help agreed with that person."""
    row, person = talk(world, place).part, concerned(world, place)[1]
    found = Help.objects.filter(part=row, cancelled_by=None, done_on=None).first()
    return found or helping.agree_help(
        row.pk, person, ITEMS[0], "helper_named", clock.today(), actor=keeper(world, place)
    )


def _everywhere(made: Any, places: Sequence[str]) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(places, lambda place: made(world, place))

    return found


def _own_talks(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    return {"binh": (talk(world, "branch").pk,), "em": (talk(world, "sibling").pk,)}


OBJECTS = {
    "survey resolution": _everywhere(lambda world, place: (resolution(world, place).pk,), list(PLACES)),
    "survey round": _everywhere(lambda world, place: (round_at(world, place).pk,), list(PLACES)),
    "survey part": _everywhere(lambda world, place: (part(world, place).pk,), list(REGISTERED)),
    "survey person": _everywhere(lambda world, place: (concerned(world, place)[0].pk, concerned(world, place)[1]), BRANCHES),
    "survey help": _everywhere(lambda world, place: (help_at(world, place).pk,), list(REGISTERED)),
    "survey talk": _own_talks,
}  # fmt: skip
PAGES: dict[str, Row] = {
    "surveys:list": page(SEERS, of="organisation"),
    "surveys:resolve": form(LEAD, of="organisation"),
    "surveys:end": form(LEAD, of="survey resolution"),
    "surveys:call": form(LEAD, of="organisation"),
    "surveys:round": page(SEERS, of="survey round"),
    "surveys:close": act(LEAD, of="survey round"),
    "surveys:withdraw": form(LEAD, of="survey round"),
    # names: whoever keeps the branch, and nobody else
    "surveys:part": page(KEPT, of="survey part"),
    "surveys:prepare": form(KEPT, of="survey part"),
    "surveys:report": form(KEPT, of="survey part"),
    "surveys:talk": form(KEPT, of="survey person"),
    "surveys:help": form(KEPT, of="survey person"),
    "surveys:done": act(KEPT, of="survey help"),
    "surveys:own": page("binh em"),
    "surveys:contest": act("binh! em!", of="survey talk"),
}


def _resolved(at: At) -> int:
    return resolution(at.world, at.place).pk


def _talk(at: At) -> Talk:
    row, person = at.given
    return talking.record_talk(row.pk, person, talking.Talked(clock.today(), *TALKED), actor=at.actor)


def _report(at: At) -> Any:
    return talking.report_part(at.given.part_id, clock.today(), "07-BB/CB", actor=at.actor)


def _agree(at: At) -> Any:
    return helping.agree_help(
        at.given.part_id, at.given.person_id, ITEMS[0], "helper_named", clock.today(), actor=at.actor
    )


def _past(at: At) -> Any:
    return past.record_past_rounds(at.number, [past.Past("2025-H1", clock.today(), ())], actor=at.actor)


def _ready(made: Any) -> Any:
    return lambda at: made(at.world, at.place)


ACTS: dict[str, Act] = {
    "surveys.switching.enter_resolution": Act(
        WHO, lambda at: switching.enter_resolution(at.number, PAPER, actor=at.actor)
    ),
    "surveys.switching.end_resolution": Act(
        WHO, lambda at: switching.end_resolution(at.given, reason="resolution", actor=at.actor), ready=_resolved
    ),
    "surveys.calling.call_round": Act(
        WHO,
        lambda at: calling.call_round(at.number, calling.Calling(half_of(clock.today()), ITEMS), actor=at.actor),
        ready=_resolved,
    ),
    "surveys.calling.withdraw_round": Act(
        WHO, lambda at: calling.withdraw_round(at.given.pk, reason="twice", actor=at.actor), ready=_ready(round_at)
    ),
    "surveys.calling.close_round": Act(
        WHO, lambda at: calling.close_round(at.given.pk, actor=at.actor), ready=_ready(round_at)
    ),
    "surveys.past.record_past_rounds": Act(WHO, _past, ready=_resolved),
    "surveys.voting.prepare_part": Act(
        KEPT,
        lambda at: voting.prepare_part(at.given.pk, clock.today(), actor=at.actor),
        places=BRANCHES,
        ready=lambda at: (members(at.world, 6, at.place), part(at.world, at.place))[1],
    ),
    "surveys.talking.record_talk": Act(KEPT, _talk, places=BRANCHES, ready=_ready(concerned)),
    "surveys.talking.report_part": Act(KEPT, _report, places=BRANCHES, ready=_ready(talk)),
    "surveys.talking.contest_talk": Act(
        "binh em",
        lambda at: talking.contest_talk(at.given.pk, actor=at.actor),
        places=("branch", "sibling"),
        ready=_ready(talk),
    ),
    "surveys.helping.agree_help": Act(KEPT, _agree, places=BRANCHES, ready=_ready(talk)),
    "surveys.helping.mark_help_done": Act(
        KEPT,
        lambda at: helping.mark_help_done(at.given.pk, clock.today(), actor=at.actor),
        places=BRANCHES,
        ready=_ready(help_at),
    ),
}
