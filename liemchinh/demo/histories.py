"""The told years, month by month: who is admitted, recognised, moved, exempted, and how membership ends."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import exp
from random import Random

from liemchinh.demo.content import EventKind
from liemchinh.demo.founding import found
from liemchinh.demo.plans import OPENS, Plan
from liemchinh.demo.register import ELSEWHERE, LEAST_MEMBERS, YEAR, Life, Register, year_later
from liemchinh.demo.tables import Urn
from liemchinh.demo.tree import Branch

_ANNIVERSARIES = {2: 3, 5: 19, 9: 2, 12: 22}  # days on which admissions are held by preference
_READMISSION_WAIT = 1130  # days, a little over 36 months
_SUSPENDED_FOR = (45, 85)  # days; no longer than 90
_AT_WORK = 58
_RETIRED = 60
_RECOGNISED_WITHIN = 25  # days after probation ends in which some still wait

Fits = Callable[[Life], bool]


class History:
    """Makes the history of some branches until the end of a month. The same arguments give the same history."""

    def __init__(self, branches: Sequence[Branch], plan: Plan, seed: int, first_number: int = 1) -> None:
        self.plan = plan
        self.rng = Random(seed)
        self.register = Register(branches, self.rng, first_number)
        self.anywhere = Urn((place, branch.size) for place, branch in enumerate(branches))
        self.near: dict[str, Urn[int]] = {}
        self.homes: dict[str, Urn[int]] = {}
        for upper in dict.fromkeys(branch.upper for branch in branches):
            inside = [(place, branch) for place, branch in enumerate(branches) if branch.upper == upper]
            self.near[upper] = Urn((place, branch.size) for place, branch in inside)
            homes = [(place, branch.size) for place, branch in inside if branch.setting.is_residential]
            self.homes[upper] = Urn(homes) if homes else self.anywhere
        self.probations: dict[tuple[int, int], list[Life]] = {}
        self.suspended: list[Life] = []
        found(self.register, plan.founders, plan.exempt_founders)
        for life in self.register.lives:
            if life.probation_ends:
                self._await_recognition(life)

    def run(self, until: date, wishes: Mapping[tuple[int, int], int], each_month: Callable[[int, int], None]) -> None:
        """All months up to that of `until`. `wishes` says in which branch the first admission of a month is to be."""
        year, month = OPENS.year, OPENS.month
        while (year, month) <= (until.year, until.month):
            self.register.open_month(year, month)
            self._enter(year, month, wishes.get((year, month)))
            self._change(year, month)
            self._end(year, month)
            self._recognise(year, month, until)
            each_month(year, month)
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    # Entering

    def _enter(self, year: int, month: int, wish: int | None) -> None:
        for number in range(self._count("admitted", year, month)):
            branch = self.anywhere.draw(self.rng)
            self._admit(wish if wish is not None and not number else branch, self._ceremony(year, month))
        for _ in range(self._count("arrived", year, month)):
            self._arrive(self.anywhere.draw(self.rng), self._day())
        for _ in range(self._count("restored", year, month)):
            self._return("restored", self._may_be_restored)
        for _ in range(self._count("readmitted", year, month)):
            self._return("readmitted", self._may_be_readmitted)

    def _admit(self, branch: int, day: int) -> None:
        rng = self.rng
        age = 18.1 + rng.betavariate(1.3, 3.4) * 36
        life = self.register.new_life(day - int(age * YEAR), day, branch)
        self.register.tell(day, life, "admitted")
        life.probation_ends = year_later(day)
        self._await_recognition(life)
        self.register.enter(life, branch, day)

    def _arrive(self, branch: int, day: int) -> None:
        """From another province: someone who was admitted there, or now and then someone who left this one."""
        rng, register = self.rng, self.register
        back = [life for life in register.away[:40] if day - life.gone_on > 500]
        if rng.random() < 0.06 and back:
            life = back[0]
            register.away.remove(life)
        else:
            admitted = date.fromordinal(day - int(rng.triangular(600, 9500, 1800)))
            admitted = admitted.replace(day=min(admitted.day, 28))
            life = register.new_life(
                admitted.toordinal() - int(rng.triangular(18.2, 40, 25) * YEAR), admitted.toordinal(), branch
            )
            register.tell(life.admitted, life, "admitted", ELSEWHERE)
            register.tell(year_later(life.admitted), life, "official", ELSEWHERE)
            life.official = True
        register.tell(day, life, "transferred_in", branch)
        register.enter(life, branch, day)

    def _may_be_restored(self, life: Life) -> bool:
        return 60 < self.register.first_day - life.gone_on < 550 and life.official

    def _may_be_readmitted(self, life: Life) -> bool:
        register = self.register
        return register.first_day - life.gone_on > _READMISSION_WAIT and life.age(register.first_day) < 50

    def _return(self, kind: EventKind, fits: Fits) -> None:
        """Someone struck off or expelled comes back to the same branch: with the old standing, or with a new probation."""
        register = self.register
        candidates = [life for life in register.left_behind if fits(life)]
        if not candidates:
            raise LookupError(f"nobody can be {kind} in {register.month}")
        life, day = candidates[int(self.rng.random() * len(candidates))], self._day()
        register.left_behind.remove(life)
        register.tell(day, life, kind)
        if kind == "readmitted":
            life.official = False
            life.probation_ends = year_later(day)
            self._await_recognition(life)
        register.enter(life, life.branch, day)

    # Changing

    def _change(self, year: int, month: int) -> None:
        register = self.register
        for number in range(self._count("moved", year, month)):
            self._move(retiring=number % 2 == 0)
        for _ in range(self._count("exempt", year, month)):
            life = self._pick(register.active, self._may_be_exempt)
            day = self._day()
            register.exempt_from(life, day)
            register.tell(day, life, "exempt")
        self._resume()
        for _ in range(self._count("suspended", year, month)):
            life = self._pick(register.active, self._aged(25, 60))
            life.suspended, life.busy = self._day(), register.month
            self.suspended.append(life)
            register.tell(life.suspended, life, "suspended")
        for _ in range(self._count("helped", year, month)):
            life = self._pick(register.active, lambda life: not life.helped and self._aged(25, 62)(life))
            life.helped, life.busy = self._day(), register.month
            register.tell(life.helped, life, "helped")

    def _move(self, *, retiring: bool) -> None:
        """Between two branches of the tree: out and in on the same day. The retired go from their office to where they live."""
        register, rng, branches = self.register, self.rng, self.register.branches
        first_day = register.first_day
        life = None
        if retiring:
            life = register.draw(
                register.active,
                lambda life: (
                    life.age(first_day) >= _RETIRED
                    and not branches[life.branch].setting.is_residential
                    and self._can_go(life)
                ),
                tries=400,
            )
        if life is None:
            life = self._pick(register.active, lambda life: life.age(first_day) < _AT_WORK and self._can_go(life))
            urn = self.near[branches[life.branch].upper] if rng.random() < 0.55 else self.anywhere
        else:
            urn = self.homes[branches[life.branch].upper]
        here, there = life.branch, urn.draw(rng)
        while there == here:
            there = self.anywhere.draw(rng)
        day = self._day()
        register.tell(day, life, "transferred_out", here, there)
        register.leave(life, day, "")
        register.tell(day, life, "transferred_in", there, here)
        register.enter(life, there, day)

    def _may_be_exempt(self, life: Life) -> bool:
        age = (self.register.first_day - life.birth) / YEAR
        share = 0.002 if age < 62 else 0.12 if age < 70 else 0.5 if age < 80 else 1.0
        return self.rng.random() < share and life.official and not life.suspended

    def _resume(self) -> None:
        """Suspension ends before ninety days are over, unless expulsion came first."""
        register = self.register
        for life in [
            life
            for life in self.suspended
            if life.suspended + _SUSPENDED_FOR[1] <= register.last_day and life.busy != register.month
        ]:
            day = max(register.first_day, life.suspended + self.rng.randint(*_SUSPENDED_FOR))
            self.suspended.remove(life)
            life.suspended, life.busy = 0, register.month
            register.tell(day, life, "resumed")

    # Ending

    def _end(self, year: int, month: int) -> None:
        register = self.register
        for number in range(self._count("expelled", year, month)):
            held = [life for life in self.suspended if life.busy != register.month and self._can_go(life, held=True)]
            life = held[0] if held and number % 3 == 0 else self._pick(register.active, self._aged(28, 60))
            if life.suspended:
                self.suspended.remove(life)
                life.suspended = 0
            self._out(life, "expelled", register.left_behind)
        for _ in range(self._count("struck_off", year, month)):
            self._out(self._pick(register.active, self._may_be_struck_off), "struck_off", register.left_behind)
        for _ in range(self._count("left", year, month)):
            self._out(self._pick(register.active, self._aged(35, 75)), "left")
        for _ in range(self._count("departed", year, month)):
            self._out(self._pick(register.active, self._aged(22, 50)), "transferred_out", register.away)
        for _ in range(self._count("died", year, month)):
            self._out(self._pick(register.active, self._may_die), "died")
        for _ in range(min(self._count("died_exempt", year, month), len(register.exempt))):
            self._out(self._pick(register.exempt, self._may_die), "died")

    def _out(self, life: Life, kind: EventKind, gone: list[Life] | None = None) -> None:
        day = self._day()
        self.register.tell(day, life, kind)
        self.register.leave(life, day, kind)
        if gone is not None:
            gone.append(life)

    def _may_be_struck_off(self, life: Life) -> bool:
        recent = life.helped and self.register.first_day - life.helped < 366
        return (
            (life.official or self.rng.random() < 0.3)
            and life.age(self.register.first_day) < 62
            and not recent
            and self._can_go(life)
        )

    def _may_die(self, life: Life) -> bool:
        return self.rng.random() < exp(0.09 * (life.age(self.register.first_day) - 92)) and self._can_go(life)

    # Recognition

    def _await_recognition(self, life: Life) -> None:
        day = date.fromordinal(life.probation_ends)
        self.probations.setdefault((day.year, day.month), []).append(life)

    def _recognise(self, year: int, month: int, until: date) -> None:
        """On the day twelve months are over. Of those whose day has just passed, every third still waits for the decision."""
        register = self.register
        for life in self.probations.pop((year, month), ()):
            waits = 0 <= until.toordinal() - life.probation_ends <= _RECOGNISED_WITHIN and life.number % 3 == 0
            if not life.gone and not waits:
                register.tell(life.probation_ends, life, "official")
                life.official, life.probation_ends = True, 0

    # Choosing

    def _count(self, kind: str, year: int, month: int) -> int:
        return self.plan.number(kind, year, month, len(self.register), self.rng)

    def _pick(self, pool: list[Life], fits: Fits) -> Life:
        life = self.register.draw(pool, fits)
        if life is None:
            raise LookupError(f"nobody fits in {self.register.month}")
        return life

    def _aged(self, least: int, most: int) -> Fits:
        """Official members of that age who are not suspended, in a branch that can do without them."""
        oldest, youngest = self.register.first_day - int(most * YEAR), self.register.first_day - int(least * YEAR)
        return lambda life: life.official and oldest < life.birth < youngest and self._can_go(life)

    def _can_go(self, life: Life, *, held: bool = False) -> bool:
        return (held or not life.suspended) and self.register.size[life.branch] > LEAST_MEMBERS

    def _day(self) -> int:
        return self.register.first_day + int(self.rng.random() * (self.register.last_day - self.register.first_day + 1))

    def _ceremony(self, year: int, month: int) -> int:
        """A day for an admission: often an anniversary, otherwise no Sunday, and never after the 28th."""
        if month in _ANNIVERSARIES and self.rng.random() < 0.3:
            return date(year, month, _ANNIVERSARIES[month]).toordinal()
        day = date(year, month, 1 + int(self.rng.random() * 28))
        return day.toordinal() - 1 if day.weekday() == 6 and day.day > 1 else day.toordinal()
