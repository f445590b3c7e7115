"""Who holds which post: elected in June of every fifth year, replaced when they leave the branch or are exempted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from liemchinh.demo.register import Life, Register
from liemchinh.demo.tree import Branch
from liemchinh.demo.vocabulary import DEPUTY, INSPECTION_CHAIR, SECRETARY

FIRST_CONGRESS = 2020
_TERM = 5  # years
_CONGRESS_MONTH = 6
_CHANGED = 0.4  # of the seats at a later congress


@dataclass(slots=True)
class Seat:
    """A post of an organisation held by someone; days are ordinals, `ends` 0 while it is held."""

    organisation: str
    post: str
    life: Life
    starts: int
    ends: int = 0


class Seats:
    """The posts of one area's branches and of the committees above them. Draws from a generator of its own."""

    def __init__(
        self, register: Register, committees: Sequence[str], reserved: Mapping[tuple[str, str], Life], seed: int
    ) -> None:
        self.register = register
        self.rng = Random(seed)
        self.reserved = reserved
        self.seats: list[Seat] = []
        self.held: dict[int, list[Seat]] = {}
        self.vacant: list[tuple[str, str]] = []
        self.under: dict[str, list[int]] = {}
        for place, branch in enumerate(register.branches):
            for key in branch.lineage:
                self.under.setdefault(key, []).append(place)
        self.posts = [
            (key, post) for key in committees if key in self.under for post in (SECRETARY, DEPUTY, INSPECTION_CHAIR)
        ]
        self.posts += [(branch.key, post) for branch in register.branches for post in (SECRETARY, DEPUTY)]
        register.on_leaving = self.close

    def each_month(self, year: int, month: int) -> None:
        """Holds the congress when it is due, then fills what is vacant as of the last day of the month."""
        if (year - FIRST_CONGRESS) % _TERM == 0 and month == _CONGRESS_MONTH and year >= FIRST_CONGRESS:
            if year == FIRST_CONGRESS:
                self.vacant = list(self.posts)
            else:
                self._change_some()
        vacant, self.vacant = self.vacant, []
        for organisation, post in vacant:
            life = self.reserved.get((organisation, post)) or self._candidate(organisation)
            if life is None:
                self.vacant.append((organisation, post))
                continue
            seat = Seat(organisation, post, life, self.register.last_day)
            self.seats.append(seat)
            self.held.setdefault(life.number, []).append(seat)

    def close(self, life: Life, day: int) -> None:
        """Ends every post of someone who leaves."""
        for seat in self.held.pop(life.number, ()):
            seat.ends = day
            self.vacant.append((seat.organisation, seat.post))

    def _change_some(self) -> None:
        for number in [number for number in self.held if self.rng.random() < _CHANGED]:
            if not self.held[number][0].life.steady:
                self.close(self.held[number][0].life, self.register.last_day)

    def _candidate(self, organisation: str) -> Life | None:
        """Someone of working age in a branch of the organisation who holds no post yet; in a branch, anyone who can."""
        places = self.under[organisation]
        for _ in range(30):
            found = self._fit(self.register.members[places[int(self.rng.random() * len(places))]], 32, 57)
            if found:
                return found[int(self.rng.random() * len(found))]
        found = self._fit(self.register.members[places[0]], 18, 75)
        return found[0] if found else None

    def _fit(self, lives: Iterable[Life], least: int, most: int) -> list[Life]:
        day = self.register.last_day
        return [
            life
            for life in lives
            if life.official
            and not life.exempt
            and not life.suspended
            and not life.steady
            and life.number not in self.held
            if least <= life.age(day) <= most
        ]


def committees_of(branches: Iterable[Branch]) -> list[str]:
    """The organisations above some branches, the topmost first, each once."""
    return list(dict.fromkeys(key for branch in branches for key in branch.lineage[:-1]))
