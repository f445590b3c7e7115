"""Are these two one person? Pure: how far what is told of both agrees. Never a merge, only a question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from liemchinh.web.text import fold, given_key

SAME, NEAR, VAGUE, UNTOLD, OTHER = "same", "near", "vague", "untold", "other"
_SHORT_NAME = 12
_SLIPS = 2


@dataclass(frozen=True)
class Told:
    """What a row, a form or the register tells of a person: name, birth (ISO, perhaps partial), card, gender, and the branch.

    `search_key`, `name_key`: the folded name as it stands and with the given name first, where they are known.
    """

    full_name: str
    birth: str = ""
    card_no: str = ""
    gender: str = ""
    organisation: int | None = None
    search_key: str = ""
    name_key: str = ""

    @cached_property
    def key(self) -> str:
        """The folded name."""
        return self.search_key or fold(self.full_name)

    @cached_property
    def given(self) -> str:
        """The folded name, given name first."""
        return self.name_key or given_key(self.full_name)

    @cached_property
    def births(self) -> tuple[str, ...]:
        """The complete birth, and the same with day and month exchanged where that is a date; nothing for an incomplete one."""
        if len(self.birth) != 10:
            return ()
        year, month, day = self.birth.split("-")
        return (self.birth, f"{year}-{day}-{month}") if int(day) <= 12 and day != month else (self.birth,)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two agree. `likely`: probably one person, a human decides before anything is written; otherwise only worth a look."""

    name: str
    birth: str
    card: str
    likely: bool


def likeness(one: Told, other: Told) -> Likeness | None:
    """How far two agree, or None when nothing suggests that they are one person.

    Two different card numbers, or two births that no slip of the pen explains, are two people; so are two names that differ in more
    than a letter or two. The same card is always likely. The rest is likely where everything told agrees, or the branch is the same.
    """
    card, birth = cards_agree(one.card_no, other.card_no), births_agree(one.birth, other.birth)
    if card == SAME:
        return Likeness(_names(one, other), birth, card, True)
    if card == OTHER or birth == OTHER:
        return None
    name = _names(one, other)
    if name == OTHER or (name == NEAR and birth != SAME):
        return None
    same_place = one.organisation is not None and one.organisation == other.organisation
    likely = (birth == SAME and name == SAME) or same_place or card == NEAR
    return Likeness(name, birth, card, likely and not (one.gender and other.gender and one.gender != other.gender))


def cards_agree(one: str, other: str) -> str:
    """same, near (one digit), other, or untold."""
    if not one or not other:
        return UNTOLD
    if one == other:
        return SAME
    return NEAR if OSA.distance(one, other, score_cutoff=1) <= 1 else OTHER


def _names(one: Told, other: Told) -> str:
    if one.key == other.key:
        return SAME if _spelled_alike(one, other) else NEAR
    wrong = 1 if min(len(one.key), len(other.key)) < _SHORT_NAME else _SLIPS
    return NEAR if OSA.distance(one.key, other.key, score_cutoff=wrong) <= wrong else OTHER


def names_may_agree(one: str, other: str) -> bool:
    """Can `likeness` find that two folded names, written given name first, agree? Where it can this is true, otherwise mostly false."""
    return OSA.distance(one, other, score_cutoff=_SLIPS) <= _SLIPS


def _spelled_alike(one: Told, other: Told) -> bool:
    """Hùng and Hưng are two names; Hung, typed without marks, may be either."""
    first, second = one.full_name.casefold(), other.full_name.casefold()
    return first == second or one.key in (first, second)


def births_agree(one: str, other: str) -> str:
    """same (complete), near (one digit, day and month exchanged), vague (as far as told), other, or untold."""
    if not one or not other:
        return UNTOLD
    if one == other:
        return SAME if len(one) == 10 else VAGUE
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        return VAGUE if longer.startswith(shorter) else OTHER
    if len(one) == 10 and (OSA.distance(one, other, score_cutoff=1) <= 1 or _exchanged(one, other)):
        return NEAR
    return OTHER


def _exchanged(one: str, other: str) -> bool:
    return one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]


class Pool:
    """People told so far, to ask for likenesses: the rows of one file among each other."""

    def __init__(self, people: Iterable[tuple[int, Told]] = ()) -> None:
        self._told: dict[int, Told] = {}
        self._blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, told in people:
            self.add(number, told)

    def add(self, number: int, told: Told) -> None:
        """One more, under a number of the caller's."""
        self._told[number] = told
        for block in _blocks(told):
            self._blocks[block].append(number)

    def like(self, told: Told) -> Iterator[tuple[int, Likeness]]:
        """Those in the pool that may be the same person, in the order they were added."""
        found = {number for block in {*_blocks(told), *_askings(told)} for number in self._blocks.get(block, ())}
        for number in sorted(found):
            how = likeness(told, self._told[number])
            if how:
                yield number, how


def _blocks(told: Told) -> Iterator[tuple[str, str]]:
    given, _, rest = told.given.partition(" ")
    if told.card_no:
        yield "card", told.card_no
    if told.birth:
        yield "name and year", f"{told.given}/{told.birth[:4]}"
    elif told.organisation is not None:
        yield "name and branch", f"{told.given}/{told.organisation}"
    if told.births:
        yield "given and birth", f"{given}/{told.birth}"
        yield "rest and birth", f"{rest}/{told.birth}"


def _askings(told: Told) -> Iterator[tuple[str, str]]:
    given, _, rest = told.given.partition(" ")
    for birth in told.births[1:]:
        yield "given and birth", f"{given}/{birth}"
        yield "rest and birth", f"{rest}/{birth}"
