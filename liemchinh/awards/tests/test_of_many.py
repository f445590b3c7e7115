"""Of many members the book is asked first who may be due: the same are found as when everybody's years are counted."""

from collections.abc import Callable
from datetime import date

import pytest

from liemchinh.awards import queries
from liemchinh.awards.models import Award
from liemchinh.awards.occasions import Occasion, occasions, years_awarded
from liemchinh.awards.queries import due_visible_to, years_written
from liemchinh.awards.reckoning import histories, reached
from liemchinh.awards.services import propose_awards
from liemchinh.awards.tests.people import BEFORE, NEXT, away, long_since, veteran
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Details
from liemchinh.members.queries import spells_visible_to
from liemchinh.members.services import NewAct, record_act
from tests.world import CONSOLE, World, register_together

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)
# The edges of both occasions and of a 29 February, on either side, for several badges.
DAYS = (
    date(1996, 2, 3), date(1996, 2, 4), date(1996, 2, 28), date(1996, 2, 29), date(1996, 3, 1), date(1996, 5, 19), date(1996, 5, 20),
    date(1986, 2, 3), date(1986, 5, 19), date(1976, 2, 29), date(1966, 5, 19), date(1936, 2, 4), date(1935, 11, 8), date(1997, 2, 4),
    date(2004, 2, 29), date(2010, 6, 1),
)  # fmt: skip
TOLD = {"1996": date(1996, 1, 1), "1995": date(1995, 1, 1), "1996-02": date(1996, 2, 1), "1996-05": date(1996, 5, 1)}
LEAP = (Occasion(date(2026, 2, 28), BEFORE), Occasion(NEXT, date(2026, 2, 28)))


@pytest.fixture
def many(world: World) -> World:
    places = ("branch", "sibling")
    register_together(
        (PersonFacts(f"Người Thứ {number}"), long_since(world, day, places[number % 2]))
        for number, day in enumerate(DAYS)
    )
    register_together(
        (PersonFacts(f"Người Năm {told}"), long_since(world, day, told=told)) for told, day in TOLD.items()
    )
    for number, back in enumerate(("readmitted", "restored")):
        for year in (1990, 1994, 1996):
            person = veteran(world, f"Người Trở Lại {number} {year}", date(year, 3, 1))
            away(world, person, date(2018, 1, 1), date(2020, 1, 1), back)
    elsewhere, dead, has, proposed = (veteran(world, f"Người Khác {number}", date(1996, 3, 1)) for number in range(4))
    record_act(elsewhere, NewAct("transferred_out", date(2018, 1, 1), world.places["branch"]), actor=CONSOLE)
    record_act(elsewhere, NewAct("transferred_in", date(2019, 1, 1), world.places["sibling"]), actor=CONSOLE)
    record_act(dead, NewAct("died", date(2026, 1, 5), world.places["branch"]), actor=CONSOLE)
    Details.objects.filter(person_id=has).update(badge="HH 30 năm")
    propose_awards(Occasion(NEXT, BEFORE), [(proposed, 30)], actor=world.actor("nam"))
    return world


Found = set[tuple[int, int, int, str]]


def unhurried(world: World, name: str, place: int, occasion: Occasion) -> Found:
    """Whose years become full, asked of each member and for each badge."""
    there = spells_visible_to(world.actor(name), TODAY, place).filter(official=True)
    places = dict(there.values_list("person_id", "organisation_id"))
    known, found = histories(places), set()
    badges = dict(Details.objects.filter(cancelled_by=None).values_list("person_id", "badge"))
    proposed = set(Award.objects.filter(cancelled_by=None).values_list("person_id", "years"))
    for person, history in known.items():
        for years in years_awarded(occasion.day):
            now, before = (reached(history, years, day) for day in (occasion.day, occasion.before))
            has = (person, years) in proposed or years <= years_written(badges[person])
            if now.value is not None and now.verdict != "no" and before.verdict != "yes" and not has:
                found.add((person, places[person], years, now.verdict))
    return found


def listed(world: World, name: str, place: int, occasion: Occasion) -> Found:
    due = due_visible_to(world.actor(name), place, occasion)
    assert len({(one.person, one.years) for one in due}) == len(due)
    return {(one.person, one.organisation, one.years, one.answer.verdict) for one in due}


@pytest.mark.parametrize("small", [0, queries.SMALL], ids=["book first", "everybody"])
def test_whoever_is_due_is_found_however_many_there_are(
    many: World, monkeypatch: pytest.MonkeyPatch, small: int, count: Callable[[int, int], int]
) -> None:
    monkeypatch.setattr(queries, "SMALL", small)
    asked = [(name, many.places[place]) for name, place in (("an", "province"), ("nam", "commune"), ("chi", "branch"))]
    on = (*occasions(TODAY, back=count(1, 3), ahead=count(1, 4)), *LEAP)
    told = {(one, *who): (listed(many, *who, one), unhurried(many, *who, one)) for one in on for who in asked}
    assert {key: value for key, value in told.items() if value[0] != value[1]} == {}
    verdicts = {row[3] for found, _expected in told.values() for row in found}
    assert verdicts == {"yes", "unknown"} and sum(bool(found) for found, _expected in told.values()) > len(on)


def test_of_many_the_book_names_few_whose_years_are_counted(many: World, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def counting(people: dict[int, int]) -> object:
        counted.append(len(people))
        return histories(people)

    monkeypatch.setattr(queries, "histories", counting)
    for small in (0, queries.SMALL):
        monkeypatch.setattr(queries, "SMALL", small)
        due_visible_to(many.actor("an"), many.places["province"], Occasion(NEXT, BEFORE))
    assert 0 < counted[0] < counted[1]
