"""Working out a reorganisation before anything is written: pure, from the tree as it stands and the two lists of a decision."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from liemchinh.organisations.faults import ENDING, KEEPING, faults, staying
from liemchinh.organisations.places import HIGHEST, common_parent
from liemchinh.organisations.services import Facts
from regulations.answers import Refusal


@dataclass(frozen=True, slots=True)
class Unassigned:
    """The place where what a split source leaves waits for people to decide."""

    source: int


Place = str | int | Unassigned | None


@dataclass(frozen=True, slots=True)
class After:
    """A row of the list of organisations after: `external` is its id there, `parent` the id of its parent there (or of one that stands)."""

    external: str
    parent: str
    facts: Facts
    row: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the list of successions. `on`: the day it names, if it names one."""

    source: str
    target: str
    kind: str
    extent: str
    row: int = 0
    on: date | None = None


@dataclass
class Plan:
    """What a decision does. Organisations that do not exist yet are known by their external id (str), others by their number (int).

    `heirs`: who takes over the organisations below an ended one, and its members unless it stands in `unassigned`, which says under
    whom they wait. `split`: the several successors of one.
    """

    on: date
    founds: dict[str, Facts] = field(default_factory=dict)
    parents: dict[str | int, Place] = field(default_factory=dict)
    changes: dict[int, Facts] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)
    passages: list[tuple[int, str | int | None, str, str]] = field(default_factory=list)
    heirs: dict[int, Place] = field(default_factory=dict)
    unassigned: dict[int, Place] = field(default_factory=dict)
    split: dict[int, list[str | int]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)


def plan(
    on: date,
    after: Sequence[After],
    steps: Sequence[Step],
    known: Mapping[str, int],
    standing: Mapping[int, Facts],
    beginning: Mapping[int, Facts] = MappingProxyType({}),
) -> Plan:
    """The plan of a decision that takes effect on `on`.

    `known`: which existing organisation a list id means; `standing`: what stands the day before; `beginning`: what was recorded apart
    from that day on, so that others can pass into it. Every fault of both lists is in `refusals`, each with its row; a plan with
    refusals must not be applied.
    """
    made = Plan(on, refusals=faults(after, steps, known, standing, beginning))
    if made.refusals:
        return made
    around = {**standing, **beginning}
    keepers = {step.target or step.source: step.source for step in steps if step.kind in KEEPING}

    def place(external: str) -> str | int | None:
        if not external:
            return None
        keeper = keepers.get(external, external)
        return known.get(keeper, external) if keeper in known else external

    for row in after:
        number = place(row.external)
        if isinstance(number, int):
            made.changes[number] = replace(row.facts, valid_from=on)
        else:
            made.founds[row.external] = replace(row.facts, valid_from=on)
        made.parents[row.external if not isinstance(number, int) else number] = place(row.parent)
    stays = {known[source] for source in staying(after, steps, known)}
    _pass_on(made, steps, known, place, stays)
    _keep_unchanged(made, standing)
    _hand_down(made, standing)
    _move_children(made, {number: facts for number, facts in standing.items() if number not in beginning})
    _find_waiting_places(made, around)
    _refuse_circles(made, around)
    return made


def _pass_on(
    made: Plan,
    steps: Sequence[Step],
    known: Mapping[str, int],
    place: Callable[[str], str | int | None],
    stays: set[int],
) -> None:
    targets: dict[int, list[str | int]] = defaultdict(list)
    for step in steps:
        source = known[step.source]
        target = place(step.target) if step.target else None
        made.passages.append((source, target, step.kind, step.extent))
        if step.kind in ENDING and target != source and source not in stays:
            if source not in made.ends:
                made.ends.append(source)
            if target is not None and target not in targets[source]:
                targets[source].append(target)
    for source in made.ends:
        if len(targets[source]) == 1:
            made.heirs[source] = targets[source][0]
        elif targets[source]:
            made.split[source] = targets[source]


def _keep_unchanged(made: Plan, standing: Mapping[int, Facts]) -> None:
    """A blank level, code or unit type in the list keeps what stands; a row that then says nothing new is no change."""
    for number, then in list(made.changes.items()):
        now = standing[number]
        level, code, unit_type = then.level or now.level, then.code or now.code, then.unit_type or now.unit_type
        told = replace(then, parent=None, level=level, code=code, unit_type=unit_type)
        if replace(told, valid_from=now.valid_from, parent=now.parent) == now and made.parents[number] == now.parent:
            del made.changes[number]
        else:
            made.changes[number] = told


def _hand_down(made: Plan, standing: Mapping[int, Facts]) -> None:
    """What was dissolved leaves the organisations below it to the one above it; its own members wait for people to decide."""
    for number in made.ends:
        if number not in made.heirs and number not in made.split:
            above = made.heirs[number] = _heir_above(made, standing, number)
            if above is not None:
                made.unassigned[number] = above


def _move_children(made: Plan, standing: Mapping[int, Facts]) -> None:
    """Whatever stood under an ended organisation and is named nowhere goes with it: to the heir, or to the unassigned place."""
    ended = set(made.ends)
    for number, facts in standing.items():
        if facts.parent in ended and number not in ended and number not in made.changes:
            made.changes[number] = replace(facts, valid_from=made.on)
            heir = made.heirs.get(facts.parent, Unassigned(facts.parent))
            # What takes over its own parent, or stands below that, goes up instead of under itself.
            is_below = heir == number or number in _chain(made, standing, heir)
            made.parents[number] = _heir_above(made, standing, facts.parent) if is_below else heir


def _find_waiting_places(made: Plan, standing: Mapping[int, Facts]) -> None:
    for number, targets in made.split.items():
        otherwise = _heir_above(made, standing, number)
        made.unassigned[number] = common_parent([_chain(made, standing, target) for target in targets]) or otherwise


def _refuse_circles(made: Plan, standing: Mapping[int, Facts]) -> None:
    for key in (*made.changes, *made.founds):
        if key in _chain(made, standing, key):
            name = made.changes[key].name if isinstance(key, int) else made.founds[key].name
            told = f"“{name}” sẽ trực thuộc chính nó hoặc cấp dưới của nó."
            made.refusals.append(Refusal("circle", told, remedy="Hãy chọn cấp trên khác."))


def _heir_above(made: Plan, standing: Mapping[int, Facts], number: int) -> Place:
    above = standing[number].parent
    for _ in range(HIGHEST):
        if above is None or above not in made.ends:
            return above
        if above in made.heirs:
            return made.heirs[above]
        above = standing[above].parent if above in standing else None
    return None


def _chain(made: Plan, standing: Mapping[int, Facts], place: Place) -> list[Place]:
    """Everything above a place after the decision, nearest first; what has ended is passed over."""
    ended, found = set(made.ends), []
    for _ in range(HIGHEST):
        if isinstance(place, str | int) and place in made.parents and place not in ended:
            place = made.parents[place]
        elif isinstance(place, int) and place in standing:
            place = made.heirs.get(place, standing[place].parent)
        else:
            break
        if place is None or isinstance(place, Unassigned):
            break
        if place not in ended:
            found.append(place)
    return found
