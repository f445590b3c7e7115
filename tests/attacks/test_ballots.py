"""Claims: who cast what is not in the database, its log, a dump, copies made during the vote, logs or tasks, on either database."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from liemchinh.ballots.models import Receipt, SealedBallot, Slip
from liemchinh.ballots.queries import receipts_of
from liemchinh.ballots.services import close_box
from liemchinh.ballots.tests.rounds import a_box, a_use, people
from tests.attacks.voting import as_they_came, changed_tables, hits, opened, together, vote, vote_naively
from tests.disk import all_lying
from tests.kept_world import standing_world

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True)]
VOTERS = 45
Count = Callable[[int, int], int]
ROLL, COMING = "SELECT person FROM weak_roll WHERE voted = 1", "SELECT marks FROM weak_ballot"
OURS = {"ballots_slip", "ballots_sealed", "ballots_receipt"}


@pytest.fixture
def world(today: Any) -> Any:
    with a_use():
        yield standing_world()


def by_chance(rounds: int) -> float:
    """The most hits that guessing reaches: one in each vote on average, in all votes together four deviations more."""
    return rounds + 4 * rounds**0.5 + 1


def test_the_naive_design_is_linked_whole(world: Any, count: Count, tmp_path: Path) -> None:
    rng, voters = random.Random(1), list(range(1, VOTERS + 1))
    roll, coming = ROLL, COMING
    if connection.vendor == "postgresql":
        roll, coming = (text.replace("SELECT ", "SELECT xmin AS x, ").replace(name, f"{name} AS v", 1)
                        for text, name in ((ROLL, "person"), (COMING, "marks")))  # fmt: skip
    linked = []
    for number in range(rounds := count(2, 200)):
        come = rng.sample(voters, VOTERS)
        truth = vote_naively(voters, come, rng, tmp_path / f"naive-{number}")
        linked.append(hits(truth, together(tmp_path / f"naive-{number}", roll, coming)))
    print(f"\nnaive design: {min(linked)} to {max(linked)} of {VOTERS} linked in {rounds} votes")
    assert linked == [VOTERS] * rounds


def test_copies_made_during_a_vote_and_two_tellers_codes_link_nobody(world: Any, count: Count, tmp_path: Path) -> None:
    # Stronger than two copies: every transaction of the vote, in order, and every ballot opened. What lacks is who came when.
    rng, voters, linked = random.Random(2), people(world, VOTERS), 0
    for number in range(rounds := count(2, 200)):
        come = rng.sample(voters, VOTERS)
        went = vote(world, voters, come, rng, tmp_path / f"copy-{number}")
        assert went.during is not None
        if number == 0 and connection.vendor == "sqlite":
            assert changed_tables(went.during)[-VOTERS:] == [OURS] * VOTERS
            went = vote(world, voters, come, rng, tmp_path / "again")
        found = opened(went, as_they_came(went.during or tmp_path, went.box))
        assert sorted(found) == sorted(went.truth.values())
        # The order of the ballots is known: somebody who knows the order of the people knows all. That stays open, and is said.
        assert hits(went.truth, list(zip(come, found, strict=True))) == VOTERS
        linked += hits(went.truth, list(zip(voters, found, strict=True)))
        (tmp_path / f"copy-{number}").unlink(missing_ok=True)
    print(f"\nduring the vote: {linked} of {rounds * VOTERS} in {rounds} votes; by chance {rounds}")
    assert linked <= by_chance(rounds)


def test_once_closed_not_even_the_order_of_coming_links_anybody(world: Any, count: Count) -> None:
    # The worst there is: everybody came in the order of the list, and two tellers give their codes away.
    rng, voters = random.Random(3), people(world, VOTERS)
    orders = ["number", *(["ctid", "xmin::text::bigint, number"] if connection.vendor == "postgresql" else ["rowid"])]
    linked = dict.fromkeys(orders, 0)
    for _number in range(rounds := count(2, 200)):
        went = vote(world, voters, voters, rng, None)
        for order in orders:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT sealed FROM ballots_sealed WHERE box_id = %s ORDER BY {order}", [went.box.pk])
                sealed = [bytes(row[0]) for row in cursor.fetchall()]
            linked[order] += hits(went.truth, list(zip(voters, opened(went, sealed), strict=True)))
        _one_transaction(went.box.pk)
    print(f"\nclosed: {linked} of {rounds * VOTERS} in {rounds} votes; by chance {rounds}")
    assert all(one <= by_chance(rounds) for one in linked.values())


def _one_transaction(box: int) -> None:
    """Nothing tells which slip, ballot and receipt came together: on PostgreSQL all bear the one transaction that wrote them anew."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in (Slip, SealedBallot, Receipt):
            cursor.execute(f"SELECT DISTINCT xmin::text FROM {model._meta.db_table} WHERE box_id = %s", [box])
            assert len(cursor.fetchall()) == 1


@pytest.mark.sqlite
def test_the_log_of_a_closed_box_is_empty_and_what_was_there_before_is_gone(world: Any, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its log as configured (docs/operations.md)")
    rng, voters = random.Random(4), people(world, 12)
    kept: dict[str, bytes] = {}

    def look(name: str) -> bytes:
        kept[name] = all_lying()
        return kept[name]

    went = vote(world, voters, voters, rng, tmp_path / "copy")
    numbers = [one.number for one in SealedBallot.objects.filter(box=went.box)]
    marks = [number.to_bytes(8, "big") for number in numbers]
    # First what was to be gone is found.
    assert all(mark in look("open") for mark in marks)
    close_box(went.box.pk, actor=world.actor("chi"))
    assert not [mark for mark in marks if mark in look("closed")]


def everything() -> dict[str, Any]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_neither_logs_nor_tasks_nor_sessions_tell_who_cast(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    voters = people(world, 12)
    held = a_box(world, voters).opened(phone=12)
    signed_in, before = world.client("binh"), everything()
    caplog.set_level("DEBUG")
    seen = []
    for stage in ("chon", "xem", "bo", "bo"):
        answer = signed_in.post("/phieu/", {"ma": held.slips[0], "d0": "0", "buoc": stage})
        seen.append(answer.status_code)
    assert seen == [200, 200, 200, 422]
    signed_in.get(f"/phieu/?ma={held.slips[0]}")
    after = everything()
    assert {table for table in after if after[table] != before[table]} == OURS
    assert SealedBallot.objects.count() == 1 and "/phieu/" in caplog.text
    assert not [told for told in (held.slips[0], "Bình", "binh", *receipts_of(held.box)) if told in caplog.text]
    # The weak variant, a slip's code in the path, is told by the log of every refusal.
    signed_in.get(f"/phieu/{held.slips[0]}/")
    assert held.slips[0] in caplog.text
