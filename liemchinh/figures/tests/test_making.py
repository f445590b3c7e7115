"""Sums are made beside those who write: nobody waits for them, and what is written meanwhile is in the answer or makes it again."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from liemchinh.figures import ahead
from liemchinh.figures.keeping import freshness, making, own
from liemchinh.figures.models import Kept, NodeVector, OwnVector, Profile
from liemchinh.figures.tests.small import Small, act, enter
from liemchinh.figures.tests.test_freshness import _asked, _counted
from liemchinh.jobs.registry import recurring
from liemchinh.journal import clock
from liemchinh.journal.services import last_sequence

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 6  # times somebody writes in between
WAITS_FOR_NOBODY = {"sqlite": "PRAGMA busy_timeout = 0", "postgresql": "SET lock_timeout = '1ms'"}


def _from_another_connection(write: Callable[[], object]) -> None:
    """Somebody else writes, and would rather fail than wait."""
    failed: list[BaseException] = []

    def go() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(WAITS_FOR_NOBODY[connection.vendor])
            write()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    thread = Thread(target=go)
    thread.start()
    thread.join()
    assert not failed, failed


@pytest.fixture
def written(small: Small, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Somebody writes whenever own rows have been worked out but are not kept, and after each turn of keeping; gives what was written."""
    done: list[int] = []

    def write() -> None:
        person, place = small.people[1], small["b1"]
        day = date(2024, 4, 5) + timedelta(days=len(done))
        _from_another_connection(lambda: done.append(act(person, "helped", day.isoformat(), place)))

    def then_writes(call: Callable[..., Any]) -> Callable[..., Any]:
        def both(*args: Any) -> Any:
            told = call(*args)
            if len(done) < MOST:
                write()
            return told

        return both

    monkeypatch.setattr(making, "PIECE", 3)
    monkeypatch.setattr(own, "build", then_writes(own.build))
    monkeypatch.setattr(making, "keep", then_writes(freshness.keep))
    return done


def test_nobody_who_writes_waits_while_sums_are_made(small: Small, written: list[int]) -> None:
    _asked(small)
    assert len(written) == MOST


def test_what_is_written_between_two_pieces_leaves_no_wrong_sums(small: Small, written: list[int]) -> None:
    _asked(small)
    assert written
    for key in ("p", "d1", "c1", "b1", "d2"):
        assert _asked(small, key) == _counted(small, key), key
    assert Kept.objects.get().sequence == last_sequence()


def test_rows_true_up_to_an_entry_are_kept_only_as_far_as_later_ones_left_them_true(small: Small) -> None:
    freshness.catch_up()
    before = last_sequence()
    rows = [(small[key], month, b"", b"") for key in ("b1", "b2") for month in (202403, 202404)]
    act(small.people[1], "helped", "2024-04-05", small["b1"])
    freshness.catch_up()
    freshness.keep(OwnVector, ("organisation_id", "month", "numbers", "ties"), rows, before)
    stand = set(OwnVector.objects.values_list("organisation_id", "month"))
    assert stand == {(small["b1"], 202403), (small["b2"], 202403), (small["b2"], 202404)}


def test_a_long_book_is_followed_in_steps(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "STEP", 7)
    steps: list[int] = []
    honest = freshness._catch_up

    def step(state: Kept, last: int) -> None:
        steps.append(last)
        honest(state, last)

    monkeypatch.setattr(freshness, "_catch_up", step)
    freshness.catch_up()
    assert steps == [*range(7, last_sequence(), 7), last_sequence()]
    assert Profile.objects.count() == len(small.people)


def test_sums_are_made_ahead_once_the_book_is_quiet(small: Small) -> None:
    assert recurring()["figures.catch_up"].call is ahead.keep_ahead
    enter(small, ("admitted", "2015-06-06", "b1"))
    ahead.keep_ahead()
    assert (Kept.objects.get().sequence, NodeVector.objects.count()) == (last_sequence(), 0)
    with clock.at(clock.now() + timedelta(minutes=2)):
        months = set(ahead.months_asked(clock.today()))
        ahead.keep_ahead()
        stand = NodeVector.objects.filter(organisation_id=small["p"])
        assert set(stand.values_list("month", flat=True)) == months
        assert not NodeVector.objects.filter(organisation_id=small["q"]).exists()
        ahead.keep_ahead()
        assert NodeVector.objects.filter(organisation_id=small["q"]).count() == len(months)
        enter(small, ("admitted", f"{clock.today().year - 1}-01-05", "h"))
        ahead.keep_ahead()
        assert not NodeVector.objects.filter(organisation_id=small["q"], month=max(months)).exists()


def test_months_asked_are_the_ends_at_or_near_the_periods_of_the_screens() -> None:
    assert ahead.months_asked(date(2026, 11, 21)) == [202412, 202510, 202512, 202610]
    assert ahead.months_asked(date(2026, 1, 5)) == [202412, 202512]
