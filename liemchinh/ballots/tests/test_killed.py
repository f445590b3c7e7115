"""The server is killed at any statement of any step: the step was done whole or not at all, and the vote goes on."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from liemchinh.ballots.counting_again import ask_to_count_again
from liemchinh.ballots.ending import destroy_box, objections_until
from liemchinh.ballots.minutes import number_minutes
from liemchinh.ballots.models import Box, Receipt, SealedBallot, Slip
from liemchinh.ballots.recount import differences
from liemchinh.ballots.services import close_box, draw_slips, freeze_box, open_box
from liemchinh.ballots.tests.rounds import Round, a_box, a_use, ballot, paper_count, people
from liemchinh.ballots.words import BOTH
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state, verify
from liemchinh.papers.of_steps import typed
from tests.kept_world import standing_world
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
Count = Callable[[int, int], int]
PHONE, PAPER = 6, 6


@pytest.fixture
def world(today: Any) -> Iterator[World]:
    with a_use():
        yield standing_world()


def killed(step: Callable[[], Any], at: int) -> bool:
    """Takes a step in a process that is killed before its `at`-th statement; False: it ended before that, and was killed then."""
    connection.close()
    child = os.fork()
    if child:
        ended = os.waitpid(child, 0)[1]
        assert os.WTERMSIG(ended) in (signal.SIGKILL, signal.SIGTERM), ended
        return os.WTERMSIG(ended) == signal.SIGKILL
    left = at

    def counting(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        step()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
    os._exit(1)


def statements_of(step: Callable[[], Any]) -> int:
    """How many statements a step takes at least, tried and taken back."""
    taken: list[str] = []

    def counting(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        if "SAVEPOINT" not in str(sql):
            taken.append(str(sql))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(counting):
        step()
        transaction.set_rollback(True)
    return len(taken)


def is_whole(box: Box, recount: Callable[[], Iterator[str]] = differences) -> bool:
    """Nothing of a step is half done: no ballot without its receipt and slip, the book and the state of this room say the same."""
    ballots, receipts = SealedBallot.objects.filter(box=box).count(), Receipt.objects.filter(box=box).count()
    together = ballots == receipts == Slip.objects.filter(box=box, spent=True).count()
    return (together or box.state == "destroyed") and verify().ok and list(recount()) == []


def contents(box: Box) -> tuple[Any, ...]:
    """How far a box has come."""
    box.refresh_from_db()
    return (
        box.state,
        box.codes.count(),
        box.wraps.count(),
        box.slips.count(),
        SealedBallot.objects.filter(box=box).count(),
        box.sheets.count(),
        hasattr(box, "tally"),
        box.papers.count(),
    )


def test_a_server_killed_at_any_statement_of_any_step_loses_and_doubles_nothing(world: World, count: Count) -> None:
    rng, times = random.Random(6), count(1, 20)
    held = a_box(world, people(world, PHONE + PAPER), channels=BOTH)
    actor, box, kills = held.actor, held.box, 0

    def tried(step: Callable[[], Any]) -> None:
        nonlocal kills
        statements = statements_of(step)
        for _time in range(times):
            before = contents(box)
            if killed(step, rng.randint(1, statements)):
                kills += 1
                assert contents(box) == before and is_whole(box)
            else:
                raise AssertionError(f"{step}: fewer than {statements} statements")

    for step in _steps(held, actor):
        tried(step)
        _done(held, step)
    # What a step had left in another room would still be there.
    assert held.again().state == "destroyed" and is_whole(held.again(), recount_state)
    print(
        f"\n{kills} kills in {len(list(_steps(held, actor)))} steps on {connection.vendor}: nothing lost, nothing twice"
    )


def _done(held: Round, step: Callable[[], Any]) -> None:
    """The step after all, in this process; what it gives is kept as people keep it."""
    given = step()
    if isinstance(given, list) and len(given) == 3:
        held.tellers = given
    elif isinstance(given, list):
        held.slips = given


def _steps(held: Round, actor: Any) -> Iterator[Callable[[], Any]]:
    """Every step of a vote, one after the other."""
    pk = held.box.pk
    yield lambda: freeze_box(pk, actor=actor)
    yield lambda: draw_slips(pk, phone=PHONE + 1, paper=PAPER, actor=actor)
    yield lambda: open_box(pk, phone=PHONE, paper=PAPER, actor=actor)
    for slip in range(2):
        yield lambda slip=slip: held.vote(slip, (0, slip))  # type: ignore[misc]
    yield lambda: close_box(pk, actor=actor)
    for teller in range(2):
        yield lambda teller=teller: held.sheet(teller, paper_count(held.again(), PAPER, [[5, 1]]))  # type: ignore[misc]
    yield held.counted
    yield lambda: number_minutes(pk, 1, clock.today(), typed("7-BB/CB"), actor=actor)
    yield lambda: ask_to_count_again(pk, "voter", actor=actor)
    for teller in (1, 2):
        yield lambda teller=teller: held.sheet(teller, paper_count(held.again(), PAPER, [[5, 1]]))  # type: ignore[misc]
    yield held.counted
    yield lambda: number_minutes(pk, 2, clock.today(), typed("8-BB/CB"), actor=actor)
    yield lambda: _destroyed(held)


def _destroyed(held: Round) -> int:
    until = objections_until(held.again())
    assert until is not None
    with clock.at(until.replace(year=until.year + 1)):
        return destroy_box(held.box.pk, actor=held.actor)


def test_a_step_that_commits_in_two_would_be_found(world: World) -> None:
    held = a_box(world, people(world, PHONE), channels="phone").opened(phone=PHONE)

    def in_two() -> None:
        Slip.objects.filter(box=held.box).update(spent=True)
        SealedBallot.objects.create(number=1, box=held.box, sealed=bytes(ballot(held.box)))

    assert killed(in_two, 2)
    assert not is_whole(held.again())
