"""Lists of grades of the world's branches."""

from datetime import date
from typing import Any

from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from liemchinh.reviews.given import Decision, Given
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import of_year
from liemchinh.reviews.queries import list_of
from liemchinh.reviews.services import decide_grades, propose_grades

YEAR = of_year(2025)
ON = date(2026, 2, 2)
BASIS = "Điều 12 Hướng dẫn 01-HD/ĐU"


def proposed(
    world: Any, place: str = "branch", *, result: str = "good", period: Any = YEAR, by: str = "console", **more: Any
) -> int:
    """Everybody of a branch with the same grade, the collective with it; `marks`: name → Given for those who have another."""
    number = world.places[place]
    marks = {world.people[name]: given for name, given in more.pop("marks", {}).items()}
    people = {
        one.person: marks.get(one.person, Given(result))
        for one in list_of(number, period).lines
        if not (one.left_out or one.unclear)
    }
    return propose_grades(number, period, people, more.pop("collective", Given(result)), actor=world.actor(by), **more)


def decided(
    world: Any, *places: str, body: str = "commune", number: str = "15-QĐ/ĐU", by: str = "nam", **more: Any
) -> Any:
    """Those lists decided by a body."""
    decision = Decision(world.places[body], number, more.pop("on", ON), **more)
    return decide_grades(YEAR, [world.places[place] for place in places], decision, actor=world.actor(by))


def grade_of(world: Any, name: str) -> Grade:
    """The grade of somebody that stands."""
    return Grade.objects.get(person_id=world.people[name], cancelled_by=None)


def newcomer(world: Any, admitted: date, place: str = "branch", name: str = "Sơn Thị Mới") -> int:
    """Somebody admitted on a day."""
    return register_person(
        PersonFacts(name), [NewAct("admitted", admitted, world.places[place])], actor=world.actor("console")
    )
