"""Acts of every room, at random and in any order: figures, rows and headcounts stay what a recount from nothing makes of the book.

On every day on which somebody came, moved or left: nobody is in two branches, nobody is counted twice, nobody is lost.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction

from liemchinh.figures.periods import Period
from liemchinh.figures.tests import recount
from liemchinh.figures.tests.comparing import differences
from liemchinh.figures.tests.recount import Book
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state, verify
from liemchinh.members.models import Person, Spell
from liemchinh.members.queries import active, headcounts
from liemchinh.organisations.queries import standing
from liemchinh.web.discovery import concerned, providers
from regulations.answers import Refused
from tests.acts import (
    ballots,
    cases,
    citizens,
    declarations,
    matters,
    months,
    offices,
    orders,
    register,
    reports,
    reviews,
    study,
    surveys,
)
from tests.acts.cast import Act, Cast, NothingToDo
from tests.kept_world import standing_world
from tests.world import KNOWN_FROM

BEGUN, DAYS = date(2026, 3, 3), 1100
SMALL, FULL = 100, 10_000
ACTS: dict[Act, int] = (
    register.ACTS
    | cases.ACTS
    | matters.ACTS
    | months.ACTS
    | offices.ACTS
    | orders.ACTS
    | reports.ACTS
    | reviews.ACTS
    | study.ACTS
    | surveys.ACTS
    | declarations.ACTS
    | ballots.ACTS
    | citizens.ACTS
)
TOPS = ("province", "other")


@pytest.mark.django_db
def test_after_random_acts_of_every_room_all_is_what_a_recount_from_nothing_makes(
    count: Callable[[int, int], int],
) -> None:
    wanted, looks = count(SMALL, FULL), count(2, 20)
    with clock.at(BEGUN):
        cast = Cast(standing_world(), Random(wanted))
        cast.prepare()
    done: Counter[str] = Counter()
    for number in range(1, wanted + 1):
        with clock.at(BEGUN + timedelta(days=number * DAYS // wanted)):
            done += _one(cast)
            if number % (wanted // looks) == 0:
                _whole(cast)
    assert verify().ok
    print(f"\n{sum(done.values())} of {wanted} acts done, {len(done)} kinds: {done.most_common()}")
    never = {act.__name__ for act in ACTS} - done.keys()
    assert wanted < FULL or never == set()


def _one(cast: Cast) -> Counter[str]:
    """One act that is allowed; what is refused wrote nothing and is drawn again, so that the count is of acts done."""
    while True:
        act = cast.rng.choices(list(ACTS), list(ACTS.values()))[0]
        try:
            with transaction.atomic():
                act(cast)
        except (Refused, NothingToDo):
            continue
        return Counter([act.__name__])


def _whole(cast: Cast) -> None:
    assert list(recount_state()) == []
    _home_leaves_nothing_out(cast)
    book = recount.read(10**9)
    for day in _days(cast):
        _nobody_twice_or_lost(cast, book, day)
    first = clock.today() - timedelta(days=cast.rng.randint(30, 400))
    period, tree_on = Period(first, clock.today()), cast.of((first, clock.today()))
    assert list(differences(book, cast.world.places, TOPS, period, tree_on)) == []


def _home_leaves_nothing_out(cast: Cast) -> None:
    """What home does not ask of a room for somebody (`contributions.concerns`), the room would have answered with nothing."""
    for name in cast.world.accounts:
        actor, since = cast.world.actor(name), clock.now() - timedelta(days=60)
        for module, function, asked in (("waiting", "waiting", clock.today()), ("changed", "changes", since)):
            unasked = set(providers(module, function)) - set(concerned(module, function, actor))
            assert [item for provide in unasked for item in provide(actor, asked)] == []


def _days(cast: Cast) -> Iterator[date]:
    """Days on which somebody came or moved since the tree is known, a sample of them with the day before, and today."""
    edges = set(Spell.objects.filter(cancelled_by=None, starts_on__gt=KNOWN_FROM).values_list("starts_on", flat=True))
    for day in sorted(cast.rng.sample(sorted(edges), min(12, len(edges)))):
        yield day - timedelta(days=1)
        yield day
    yield clock.today()


def _nobody_twice_or_lost(cast: Cast, book: Book, day: date) -> None:
    rows = list(active(day).values_list("person_id", "organisation_id"))
    there = {
        person: segment.organisation
        for person, segments in book.segments.items()
        for segment in segments
        if segment.starts_on <= day and (segment.ends_on is None or segment.ends_on > day)
    }
    assert dict(rows) == there and len(rows) == len(there) <= Person.objects.count()
    branches = Counter(organisation for _person, organisation in rows)
    tops = list(standing(day).filter(parent=None).values_list("organisation_id", flat=True))
    assert sum(headcounts(tops, day).values()) == len(rows)
    assert headcounts(branches, day) == branches
