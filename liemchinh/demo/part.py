"""From the areas of one tree to its records: runs the histories, cuts them at the day asked for, names the people."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from liemchinh.demo import accounts
from liemchinh.demo.accounts import Signer
from liemchinh.demo.content import Account, Event, Person, Piece, Post
from liemchinh.demo.histories import History
from liemchinh.demo.people import People
from liemchinh.demo.plans import Plan
from liemchinh.demo.register import ELSEWHERE, Life, Told
from liemchinh.demo.seats import Seat, Seats, committees_of
from liemchinh.demo.tree import Branch, Tree

# So many people are told of at a time: enough that checking and writing them is done by the batch, few enough that whoever
# writes them begins early.
PIECE = 2500
_NUMBERS = 100_000  # kept for each area, so that its people have the same numbers whatever happens in another


@dataclass(frozen=True)
class Area:
    """Branches whose members make one history."""

    branches: Sequence[Branch]
    plan: Plan
    seed: int


@dataclass(frozen=True)
class Part:
    """What one tree contributes besides its members."""

    posts: list[Post] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)


def make(
    tree: Tree, areas: Sequence[Area], signers: Sequence[Signer], people: People, tell: Callable[[Piece], None]
) -> Part:
    """Everything that is known of a tree's members at the end of the day that `people` are drawn for; what comes later is not told.

    The members themselves are told by the piece, as soon as an area's history has run.
    """
    part, on = Part(), people.on
    signing: dict[str, Life] = {}
    by_number: dict[int, Person] = {}
    for place, area in enumerate(areas):
        history = History(area.branches, area.plan, area.seed, place * _NUMBERS + 1)
        kept = accounts.keep(history.register, tree, signers)
        seats = Seats(
            history.register, _committees(areas, place), accounts.reserved(tree, signers, kept), area.seed + 2000
        )
        history.run(on, accounts.wishes(history.register, tree, on), seats.each_month)
        told = [one for one in history.register.told if one.day <= on.toordinal()]
        for drawn, piece in _pieces(people, history.register.lives, told, area.branches):
            by_number |= drawn
            tell(piece)
        part.posts.extend(_posts(seats.seats, by_number, on))
        signing |= kept | accounts.on_probation(history.register, tree, on)
    part.accounts.extend(accounts.accounts(tree, signers, signing, lambda life: by_number[life.number]))
    return part


def _committees(areas: Sequence[Area], place: int) -> list[str]:
    """The committees whose posts are filled from an area; one above several areas is filled from the last, which has the offices."""
    later = {key for area in areas[place + 1 :] for key in committees_of(area.branches)}
    return [key for key in committees_of(areas[place].branches) if key not in later]


def _pieces(
    people: People, lives: Sequence[Life], told: Sequence[Told], branches: Sequence[Branch]
) -> Iterator[tuple[dict[int, Person], Piece]]:
    """Everyone of whom something is told, by number and by the piece; a card for whoever was ever recognised."""
    acts: dict[int, list[Told]] = defaultdict(list)
    for one in sorted(told, key=attrgetter("day")):
        acts[one.life].append(one)
    known = [life for life in lives if life.number in acts]
    keys = [*(branch.key for branch in branches), None]  # ELSEWHERE is the last place
    days = {day: date.fromordinal(day) for day in {one.day for one in told}}
    for start in range(0, len(known), PIECE):
        drawn, events = {}, []
        for life in known[start : start + PIECE]:
            carded = any(act.kind == "official" for act in acts[life.number])
            settings = branches[life.first].setting, branches[life.branch].setting
            drawn[life.number] = person = people.person(life, *settings, has_card=carded)
            events += [
                Event(person.key, keys[branch], kind, days[day], keys[counterpart], happened)
                for day, _life, kind, branch, counterpart, happened in acts[life.number]
            ]
        done = len(branches) * (start + len(drawn)) // len(known) - len(branches) * start // len(known)
        yield drawn, Piece(tuple(drawn.values()), tuple(events), done)


def _posts(seats: Sequence[Seat], persons: Mapping[int, Person], on: date) -> Iterator[Post]:
    last = on.toordinal()
    for seat in seats:
        if seat.starts <= last:
            ends = date.fromordinal(seat.ends) if 0 < seat.ends <= last else None
            yield Post(persons[seat.life.number].key, seat.organisation, seat.post, date.fromordinal(seat.starts), ends)


assert ELSEWHERE == -1, "the keys of _pieces count on it"
