"""People of many years for the world's branches: admitted elsewhere, come in 2016."""

from datetime import date

from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Person
from liemchinh.members.services import NewAct, record_act, register_person
from tests.world import CONSOLE, World

CAME = date(2016, 1, 1)
# On 3 March 2026: the occasion before is 3 February, the next one 19 May.
BEFORE, NEXT = date(2026, 2, 3), date(2026, 5, 19)


def veteran(world: World, name: str, admitted: date, *, place: str = "branch", told: str = "", **facts: str) -> int:
    """Somebody admitted on a day (`told`: as the paper has it), official a year later, in a branch of the world since 2016."""
    return register_person(PersonFacts(name, **facts), long_since(world, admitted, place, told), actor=CONSOLE)


def long_since(world: World, admitted: date, place: str = "branch", told: str = "") -> list[NewAct]:
    """The acts of such a member."""
    later = date(admitted.year + 1, admitted.month, min(admitted.day, 28))
    return [
        NewAct("admitted", admitted, None, told),
        NewAct("official", later, None),
        NewAct("transferred_in", CAME, world.places[place]),
    ]


def away(world: World, person: int, since: date, until: date, back: str = "readmitted", place: str = "branch") -> None:
    """Left on a day and came back on another, official again a year later where they were readmitted."""
    branch = world.places[place]
    record_act(person, NewAct("expelled", since, branch), actor=CONSOLE)
    record_act(person, NewAct(back, until, branch), actor=CONSOLE)
    if back == "readmitted":
        record_act(person, NewAct("official", date(until.year + 1, until.month, until.day), branch), actor=CONSOLE)


def uid(person: int) -> str:
    """How pages name them."""
    return str(Person.objects.get(pk=person).uid)
