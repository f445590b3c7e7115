"""Many cast at the same moment, each on a connection of its own: no ballot is lost, none counts twice, none comes after closing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from liemchinh.ballots.models import Receipt, SealedBallot, Slip
from liemchinh.ballots.services import close_box
from liemchinh.ballots.tests.rounds import a_box, a_use
from liemchinh.journal import clock
from liemchinh.members.models import Person
from regulations.answers import Refused
from tests.kept_world import standing_world
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 25
Count = Callable[[int, int], int]


@pytest.fixture
def world(today: Any) -> Iterator[World]:
    with a_use():
        yield standing_world()


def strangers(count: int) -> list[int]:
    """So many people, of whom nothing is known."""
    return [one.pk for one in Person.objects.bulk_create(Person(recorded_by=1) for _number in range(count))]


def at_once(calls: list[Callable[[], Any]]) -> list[str]:
    """What becomes of calls made together: "done", or the code of the refusal."""
    threads, moment = min(AT_ONCE, len(calls)), clock.now()
    together = Barrier(threads)

    def made(place: int) -> str:
        try:
            if place < threads:
                together.wait(60)
            with clock.at(moment):
                calls[place]()
            return "done"
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(made, range(len(calls))))


def test_everybody_casts_at_once_and_no_ballot_is_lost(world: World, count: Count) -> None:
    many = count(50, 500)
    held = a_box(world, strangers(many)).opened(phone=many)
    said = at_once([lambda number=number: held.vote(number, (0, number % 2)) for number in range(many)])  # type: ignore[misc]
    assert said == ["done"] * many
    assert SealedBallot.objects.count() == Receipt.objects.count() == Slip.objects.filter(spent=True).count() == many
    counted = held.closed().counted()
    print(f"\n{many} cast at once on {connection.vendor}: {counted.returned} counted, {counted.cells.tolist()}")
    assert counted.cells.tolist() == [[many // 2, many // 2]]


def test_one_slip_cast_many_times_at_once_counts_once(world: World, count: Count) -> None:
    held, many = a_box(world, strangers(12)).opened(phone=12), count(25, 200)
    said = at_once([lambda: held.vote(0, (0, 0))] * many)
    assert sorted(said) == ["ballots.spent"] * (many - 1) + ["done"]
    assert SealedBallot.objects.count() == 1


def test_what_was_acknowledged_before_closing_is_counted_and_nothing_after(world: World, count: Count) -> None:
    many = count(25, 100)
    held = a_box(world, strangers(many)).opened(phone=many)
    actor = held.actor
    calls = [lambda number=number: held.vote(number, (0, 0)) for number in range(many)]  # type: ignore[misc]
    calls.insert(many // 2, lambda: close_box(held.box.pk, actor=actor))
    said = at_once(calls)
    assert set(said) <= {"done", "ballots.unknown_code"}
    held.again()
    assert (
        held.box.state == "closed" and SealedBallot.objects.count() == Receipt.objects.count() == said.count("done") - 1
    )
