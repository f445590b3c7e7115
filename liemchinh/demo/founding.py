"""Those who were members when the told years open: admissions back to the 1940s, and what earlier acts they bring with them."""

from datetime import date
from random import Random

from liemchinh.demo.apportion import apportion
from liemchinh.demo.content import EventKind
from liemchinh.demo.plans import OPENS
from liemchinh.demo.register import ELSEWHERE, LEAST_MEMBERS, YEAR, Life, Register, year_later
from liemchinh.demo.tables import Urn

_OPENING = OPENS.toordinal()
_EIGHTEEN = 18
_RETIRED = 60
_READMISSION_WAIT = 1130  # days, a little over 36 months
# (first year, last year, how many), admitted at (lowest, usual, highest) age.
_ERAS = (
    ((1946, 1949, 30), (18, 19, 22)),
    ((1950, 1954, 95), (18, 19, 23)),
    ((1955, 1964, 430), (18, 20, 25)),
    ((1965, 1969, 720), (18, 20, 28)),
    ((1970, 1975, 1350), (18, 21, 32)),
    ((1976, 1984, 4100), (18, 24, 38)),
    ((1985, 1994, 7700), (19, 26, 42)),
    ((1995, 2004, 11600), (19, 27, 48)),
    ((2005, 2010, 8900), (18, 27, 50)),
    ((2011, 2015, 8000), (18, 27, 50)),
)


def found(register: Register, count: int, exempt: int) -> None:
    """Enters `count` members as of the day before the told years, `exempt` of them without duties."""
    register.open_month(OPENS.year - 1, 12)
    branches = register.branches
    sizes = apportion(count, [branch.size for branch in branches], LEAST_MEMBERS + 2)
    residential = [
        place for place, branch in enumerate(branches) if branch.setting.is_residential for _ in range(sizes[place])
    ]
    others = [
        place for place, branch in enumerate(branches) if not branch.setting.is_residential for _ in range(sizes[place])
    ]
    seats = _seated(
        _born_and_admitted(register.rng, count, has_elders=bool(residential)), residential, others, register.rng
    )
    for birth, admitted, branch in seats:
        _bring_history(register, register.new_life(birth, admitted, branch))
    if exempt:
        _exempt_eldest(register, exempt)


def _born_and_admitted(rng: Random, count: int, *, has_elders: bool) -> list[tuple[int, int]]:
    """Days of birth and admission. Without residential branches everyone is of working age."""
    urn = Urn((era, era[0][2]) for era in _ERAS)
    people: list[tuple[int, int]] = []
    while len(people) < count:
        (first, last, _), (low, usual, high) = urn.draw(rng)
        admitted = date(rng.randint(first, last), 1, 1).toordinal() + rng.randrange(365)
        birth = admitted - int(rng.triangular(low + 0.05, high, usual) * YEAR)
        if has_elders or _OPENING - birth < (_RETIRED - 3) * YEAR:
            people.append((birth, _but_leap_day(admitted)))
    return people


def _but_leap_day(day: int) -> int:
    that = date.fromordinal(day)
    return day + 1 if (that.month, that.day) == (2, 29) else day


def _seated(
    people: list[tuple[int, int]], residential: list[int], others: list[int], rng: Random
) -> list[tuple[int, int, int]]:
    """A branch for everyone: the retired where people live, all others wherever there is room."""
    people.sort()
    rng.shuffle(residential)
    retired = sum(1 for birth, _ in people if birth <= _OPENING - _RETIRED * YEAR)
    free = residential[retired:] + others
    rng.shuffle(free)
    return [
        (birth, admitted, branch)
        for (birth, admitted), branch in zip(people, residential[:retired] + free, strict=True)
    ]


def _bring_history(register: Register, life: Life) -> None:
    """The events before the told years: admitted and recognised here, elsewhere, or in another branch; some interrupted."""
    rng, day = register.rng, life.admitted
    recognised = year_later(day)
    room = _OPENING - recognised
    chance = rng.random()
    if room <= 0:
        _admit(register, life, life.branch)
        life.probation_ends = recognised
    elif chance < 0.035 and room > 500:
        register.tell(day, life, "admitted", ELSEWHERE)
        register.tell(recognised, life, "official", ELSEWHERE)
        life.arrived = recognised + rng.randrange(200, room)
        register.tell(life.arrived, life, "transferred_in")
    elif chance < 0.12 and room > 500:
        _moved_before(register, life, recognised, room)
    else:
        _admit(register, life, life.branch)
        _recognise(register, life, life.branch, recognised)
        if chance < 0.1215 and room > 3300:
            _interrupted(register, life, recognised + rng.randrange(400, room - 2700), "struck_off", _READMISSION_WAIT)
        elif chance < 0.1219 and room > 1500:
            _interrupted(register, life, recognised + rng.randrange(300, room - 900), "expelled", 0)
    life.official = room > 0
    register.enter(life, life.branch, life.arrived)


def _moved_before(register: Register, life: Life, recognised: int, room: int) -> None:
    """One earlier branch, mostly of the same district; the retired came from their office at about sixty."""
    rng, branches = register.rng, register.branches
    here = life.branch
    before = rng.randrange(len(branches))
    for _ in range(6):
        if before != here and branches[before].upper == branches[here].upper:
            break
        before = rng.randrange(len(branches))
    if before == here:
        before = here - 1 if here else 1
    moved = recognised + rng.randrange(60, room)
    retiring = life.birth + int(rng.uniform(58, 62) * YEAR)
    if branches[here].setting.is_residential and recognised + 60 < retiring < _OPENING:
        moved = retiring
    _admit(register, life, before)
    _recognise(register, life, before, recognised)
    register.tell(moved, life, "transferred_out", before, here)
    register.tell(moved, life, "transferred_in", here, before)
    life.first, life.arrived = before, moved


def _interrupted(register: Register, life: Life, ended: int, how: EventKind, wait: int) -> None:
    """Out, and in again: after an expulsion that was annulled at once as before, else by a new admission with its probation."""
    rng = register.rng
    register.tell(ended, life, how)
    if not wait:
        life.arrived = ended + rng.randrange(90, 500)
        register.tell(life.arrived, life, "restored")
        return
    life.arrived = _but_leap_day(ended + wait + rng.randrange(700))
    register.tell(life.arrived, life, "readmitted")
    register.tell(year_later(life.arrived), life, "official")


def _admit(register: Register, life: Life, branch: int) -> None:
    """Some of the oldest admissions are remembered by year or month only; then the earliest day stands for it."""
    happened = ""
    that = date.fromordinal(life.admitted)
    if that.year < 1976 and register.rng.random() < 0.08:
        happened = str(that.year) if register.rng.random() < 0.5 else f"{that.year}-{that.month:02d}"
        earliest = that.replace(day=1, month=that.month if len(happened) > 4 else 1).toordinal()
        if earliest - life.birth < (_EIGHTEEN + 1) * YEAR:
            happened = ""
        else:
            life.admitted = earliest
    register.tell(life.admitted, life, "admitted", branch, happened=happened)


def _recognise(register: Register, life: Life, branch: int, recognised: int) -> None:
    """Twelve months after admission, as exactly as that is known."""
    told = register.told[-1].happened
    happened = f"{int(told[:4]) + 1}{told[4:]}" if told else ""
    register.tell(year_later(life.admitted) if told else recognised, life, "official", branch, happened=happened)


def _exempt_eldest(register: Register, count: int) -> None:
    """The eldest, roughly in order of age, some years before the told years open."""
    rng = register.rng
    known_since = date(1998, 1, 1).toordinal()
    ranked = sorted(
        (life.birth + int(rng.gauss(0, 3) * YEAR), life.number, life)
        for life in register.active
        if life.official and life.arrived < _OPENING - 800 and life.age(_OPENING) > _RETIRED + 2
    )
    for _, _, life in ranked[:count]:
        earliest = max(life.arrived + 400, life.birth + int((_RETIRED + 1) * YEAR), known_since)
        day = rng.randrange(earliest, _OPENING)
        register.exempt_from(life, day)
        register.tell(day, life, "exempt")
    if len(ranked) < count:
        raise LookupError(f"only {len(ranked)} can be exempt, not {count}")
