"""A definition changed at a place. Pure: each change gives a new definition.

A place is where a thing stands, counted from one: (2,) the second section, (2, 3) its third part, (2, 3, 1) the first line of that table.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from regulations.reports import Named, Part, ProsePart, ReportDefinition, SectionOf, TablePart, TableRow

Place = tuple[int, ...]
Thing = ReportDefinition | SectionOf | Part | TableRow
Things = tuple[Thing, ...]
DEEPEST = 3


def place_from(told: str) -> Place | None:
    """The place in "2.3.1"; None for what is none."""
    numbers = told.split(".")
    if not 0 < len(numbers) <= DEEPEST or not all(
        one.isascii() and one.isdecimal() and len(one) < 5 for one in numbers
    ):
        return None
    return tuple(map(int, numbers))


def written(place: Place) -> str:
    """A place as it stands in an address."""
    return ".".join(map(str, place))


def thing_at(definition: ReportDefinition, place: Place) -> Thing | None:
    """What stands there; None where nothing does."""
    found: Thing = definition
    for number in place:
        things = _in(found)
        if not 1 <= number <= len(things):
            return None
        found = things[number - 1]
    return found


def count_in(definition: ReportDefinition, place: Place) -> int:
    """How many things stand in the thing at a place."""
    found = thing_at(definition, place)
    return len(_in(found)) if found is not None else 0


def put(definition: ReportDefinition, place: Place, thing: Thing) -> ReportDefinition:
    """With this thing instead of the one that stands there."""
    return _edited(definition, place, lambda things, at: (*things[:at], thing, *things[at + 1 :]))


def added(definition: ReportDefinition, place: Place, *things: Thing) -> ReportDefinition:
    """With these behind all that stands in the thing at a place."""
    last = count_in(definition, place)
    return _edited(definition, (*place, last), lambda there, _at: (*there, *things))


def removed(definition: ReportDefinition, place: Place) -> ReportDefinition:
    """Without what stands there."""
    return _edited(definition, place, lambda things, at: (*things[:at], *things[at + 1 :]))


def moved(definition: ReportDefinition, place: Place, by: int) -> ReportDefinition:
    """With what stands there so many places further down (up: less than nothing), at most to the end."""

    def edit(things: Things, at: int) -> Things:
        rest = [*things[:at], *things[at + 1 :]]
        rest.insert(max(0, min(len(rest), at + by)), things[at])
        return tuple(rest)

    return _edited(definition, place, edit)


def free_code(definition: ReportDefinition, letter: str) -> str:
    """A code that no part has: the letter and the first free number."""
    taken = {part.code for part in definition.parts() if isinstance(part, ProsePart | TablePart)}
    return next(code for number in count(1) if (code := f"{letter}{number}") not in taken)


def at_start(definition: ReportDefinition, indicator: str) -> tuple[ReportDefinition, str]:
    """With a name for an indicator on the eve of the period; and that name."""
    wanted = Named(f"{indicator}_at_start", indicator, at="start")
    return replace(definition, figures={**definition.figures, wanted.name: wanted}), wanted.name


def tidied(definition: ReportDefinition) -> ReportDefinition:
    """Without names that nothing in it uses any more."""
    used = definition.mentions()
    return replace(definition, figures={name: one for name, one in definition.figures.items() if name in used})


def _in(thing: Thing) -> Things:
    if isinstance(thing, ReportDefinition):
        return thing.sections
    if isinstance(thing, SectionOf):
        return thing.parts
    return thing.rows if isinstance(thing, TablePart) else ()


def _with(thing: Thing, things: Things) -> Thing:
    kept = {ReportDefinition: "sections", SectionOf: "parts", TablePart: "rows"}[type(thing)]
    return replace(thing, **{kept: things})  # type: ignore[arg-type]  # each holds things of its own kind


def _edited(definition: ReportDefinition, place: Place, edit: Callable[[Things, int], Things]) -> ReportDefinition:
    """The things among which the last of a place stands, edited."""

    def within(thing: Thing, rest: Place) -> Thing:
        things, at = _in(thing), rest[0] - 1
        if len(rest) == 1:
            return _with(thing, edit(things, at))
        return _with(thing, (*things[:at], within(things[at], rest[1:]), *things[at + 1 :]))

    made = within(definition, place)
    assert isinstance(made, ReportDefinition)
    return made
