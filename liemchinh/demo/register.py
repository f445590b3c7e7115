"""The register while histories are being made: who is where on which day, and every event so far."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import NamedTuple

from liemchinh.demo.content import EventKind
from liemchinh.demo.tree import Branch

ELSEWHERE = -1  # in place of a branch: outside the installation
LEAST_MEMBERS = 8  # a branch at this size lets nobody go, so that three official members always remain
YEAR = 365.2425


class Told(NamedTuple):
    """An event by ordinal day, number of the life, and places of branches in the register."""

    day: int
    life: int
    kind: EventKind
    branch: int
    counterpart: int = ELSEWHERE
    happened: str = ""


class Life:
    """One person's membership so far. Days are ordinals; `branch` stays the last one after leaving."""

    __slots__ = (
        "admitted", "arrived", "birth", "branch", "busy", "exempt", "first", "gone", "gone_on", "helped", "number",
        "official", "probation_ends", "slot", "steady", "suspended",
    )  # fmt: skip

    def __init__(self, number: int, birth: int, admitted: int, branch: int) -> None:
        self.number = number
        self.birth = birth
        self.admitted = admitted
        self.branch = branch
        self.first = branch
        self.arrived = admitted  # in this branch
        self.official = False
        self.exempt = False
        self.gone = ""
        self.gone_on = 0
        self.helped = 0
        self.probation_ends = 0
        self.suspended = 0
        self.steady = False
        self.busy = (0, 0)  # the month of the latest event but recognition
        self.slot = 0

    def age(self, day: int) -> float:
        """Years lived."""
        return (day - self.birth) / YEAR


def year_later(day: int, years: int = 1) -> int:
    """The same day some years later; 29 February becomes 1 March."""
    that = date.fromordinal(day)
    if that.month == 2 and that.day == 29:
        return date(that.year + years, 3, 1).toordinal()
    return that.replace(year=that.year + years).toordinal()


class Register:
    """Two pools to draw from, active and exempt, and the size of each branch. Every change is told as an event."""

    def __init__(self, branches: Sequence[Branch], rng: Random, first_number: int) -> None:
        self.branches = branches
        self.rng = rng
        self.first_number = first_number
        self.lives: list[Life] = []
        self.told: list[Told] = []
        self.active: list[Life] = []
        self.exempt: list[Life] = []
        self.left_behind: list[Life] = []  # struck off or expelled
        self.away: list[Life] = []  # gone to another province
        self.size = [0] * len(branches)
        self.members: list[list[Life]] = [[] for _ in branches]
        self.month = (0, 0)
        self.on_leaving: Callable[[Life, int], None] = lambda life, day: None

    def __len__(self) -> int:
        return len(self.active) + len(self.exempt)

    def new_life(self, birth: int, admitted: int, branch: int) -> Life:
        """A person not yet entered anywhere."""
        life = Life(self.first_number + len(self.lives), birth, admitted, branch)
        self.lives.append(life)
        return life

    def tell(
        self,
        day: int,
        life: Life,
        kind: EventKind,
        branch: int | None = None,
        counterpart: int = ELSEWHERE,
        happened: str = "",
    ) -> None:
        """Notes one event; without a branch it is in the one the person belongs to."""
        self.told.append(Told(day, life.number, kind, life.branch if branch is None else branch, counterpart, happened))

    def open_month(self, year: int, month: int) -> tuple[int, int]:
        """Makes it this month, and gives its first and last day as ordinals."""
        self.month = (year, month)
        self.first_day = date(year, month, 1).toordinal()
        self.last_day = self.first_day + monthrange(year, month)[1] - 1
        return self.first_day, self.last_day

    def enter(self, life: Life, branch: int, day: int) -> None:
        """Puts a person into a branch."""
        life.branch, life.arrived, life.gone, life.busy = branch, day, "", self.month
        pool = self.exempt if life.exempt else self.active
        life.slot = len(pool)
        pool.append(life)
        self.size[branch] += 1
        self.members[branch].append(life)

    def leave(self, life: Life, day: int, gone: str) -> None:
        """Takes a person out of their branch; `gone` says how, empty when they go on to another."""
        self.on_leaving(life, day)
        self._unpool(life)
        self.size[life.branch] -= 1
        self.members[life.branch].remove(life)
        life.gone, life.gone_on, life.busy = gone, day, self.month

    def exempt_from(self, life: Life, day: int) -> None:
        """The member stays in the branch, without duties and meetings."""
        self.on_leaving(life, day)
        self._unpool(life)
        life.exempt, life.busy, life.slot = True, self.month, len(self.exempt)
        self.exempt.append(life)

    def draw(self, pool: list[Life], fits: Callable[[Life], bool], tries: int = 200_000) -> Life | None:
        """Someone of the pool nothing else happens to this month, who fits; None when nobody is found in so many tries."""
        choose, last_day, month = self.rng.random, self.last_day, self.month
        for _ in range(tries):
            life = pool[int(choose() * len(pool))]
            due = life.probation_ends
            if life.busy != month and not life.steady and not (due and due <= last_day) and fits(life):
                return life
        return None

    def _unpool(self, life: Life) -> None:
        pool = self.exempt if life.exempt else self.active
        final = pool.pop()
        if final is not life:
            pool[life.slot] = final
            final.slot = life.slot
