"""The queue: once asked is once done, a killed worker's job is taken up again, nothing is done by two."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from liemchinh.jobs import registry
from liemchinh.jobs.models import Job, Tick
from liemchinh.jobs.queries import ALIVE, failed_jobs, job_of, neglected_jobs, worker_is_alive
from liemchinh.jobs.registry import Progress, register_job, register_tick
from liemchinh.jobs.running import LEASE, Held, LeaseLost, forget_old, run_due_ticks, run_once
from liemchinh.jobs.services import enqueue, retry_failed
from liemchinh.journal import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int | None]]:
    """Two kinds of work; what was done is in the list."""
    done: list[int | None] = []
    registry.recurring()  # what the rooms declared is found before it is set aside
    monkeypatch.setattr(registry, "_works", dict(registry._works))
    monkeypatch.setattr(registry, "_recurring", {})

    def note(progress: Progress) -> None:
        progress.advance(1, 2)
        done.append(progress.reference_id)

    def stumble(progress: Progress) -> None:
        raise ValueError("Nguyễn Văn A")

    register_job("tests.note", note)
    register_job("tests.stumble", stumble)
    yield done


def at(moment: datetime, **later: int) -> object:
    return clock.at(moment + timedelta(**later))


def test_work_asked_for_is_done_once(declared: list[int | None]) -> None:
    job = enqueue("tests.note", 7)
    assert run_once() and not run_once()
    job.refresh_from_db()
    assert (declared, job.state, job.done, job.total, job.lease_until) == ([7], "done", 2, 2, None)
    assert job_of("tests.note", 7) == job


def test_asking_twice_is_asking_once(declared: list[int | None]) -> None:
    assert enqueue("tests.note", 7) == enqueue("tests.note", 7)
    assert enqueue("tests.note") == enqueue("tests.note")
    assert Job.objects.count() == 2


def test_asking_again_after_the_end_is_a_new_job() -> None:
    first = enqueue("tests.note", 7)
    run_once()
    assert enqueue("tests.note", 7) != first


@pytest.mark.django_db(transaction=True)
def test_no_commit_no_job() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("tests.note")
        raise RuntimeError
    assert not Job.objects.exists()


def test_work_nobody_declared_cannot_be_asked_for() -> None:
    with pytest.raises(KeyError):
        enqueue("tests.unknown")


def test_a_held_job_is_taken_by_nobody_until_its_lease_ends(declared: list[int | None]) -> None:
    moment = clock.now()
    job = enqueue("tests.note", 1)
    Job.objects.update(state="running", lease_until=moment + LEASE, attempts=1)
    with at(moment, seconds=10):
        assert not run_once()
    with at(moment + LEASE, seconds=1):
        assert run_once()
    job.refresh_from_db()
    assert (declared, job.state, job.attempts) == ([1], "done", 2)


def test_who_lost_the_lease_changes_nothing_more() -> None:
    job = enqueue("tests.note", 1)
    Job.objects.update(state="running", attempts=1)
    job.refresh_from_db()
    slow = Held(job)
    Job.objects.update(attempts=2)
    with pytest.raises(LeaseLost):
        slow.advance(5, 9)
    slow.end(state="done")
    job.refresh_from_db()
    assert (job.state, job.done) == ("running", 0)


def test_an_error_is_tried_again_later_and_given_up_after_five_times(caplog: pytest.LogCaptureFixture) -> None:
    job = enqueue("tests.stumble", 3)
    moment = clock.now()
    assert run_once() and not run_once()
    for hour in range(1, 6):
        with at(moment, hours=hour * 10):
            run_once()
    job.refresh_from_db()
    assert (job.state, job.attempts, failed_jobs()) == ("failed", 5, [job])
    assert retry_failed(job.id) and not retry_failed(job.id)


def test_the_error_kept_names_kind_and_place_but_no_text(caplog: pytest.LogCaptureFixture) -> None:
    job = enqueue("tests.stumble", 3)
    run_once()
    job.refresh_from_db()
    assert job.last_error.startswith("ValueError, test_queue.py:") and "Nguyễn" not in job.last_error


def test_a_job_that_kills_its_worker_every_time_is_given_up() -> None:
    job = enqueue("tests.note", 3)
    Job.objects.update(state="running", lease_until=clock.now() - LEASE, attempts=5)
    assert not run_once()
    job.refresh_from_db()
    assert (job.state, job.last_error) == ("failed", "dừng đột ngột nhiều lần")


def test_neglected_work_is_counted() -> None:
    enqueue("tests.note", 3)
    assert neglected_jobs() == 0
    with at(clock.now(), minutes=11):
        assert neglected_jobs() == 1


def test_what_is_due_is_called_once_per_interval() -> None:
    calls: list[datetime] = []
    register_tick("tests.hourly", timedelta(hours=1), lambda: calls.append(clock.now()))
    moment = clock.now()
    made = []
    for minutes in (0, 30, 61, 62, 125):
        with at(moment, minutes=minutes):
            made.append(run_due_ticks())
    assert made == [1, 0, 1, 0, 1] and len(calls) == 3
    assert Tick.objects.get().name == "tests.hourly"


def test_a_call_that_fails_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[int] = []
    register_tick("tests.bad", timedelta(hours=1), lambda: 1 / 0 and None)
    register_tick("tests.good", timedelta(hours=1), lambda: calls.append(1))
    assert run_due_ticks() == 2 and calls == [1]


def test_the_worker_shows_a_sign_of_life() -> None:
    register_tick(ALIVE, timedelta(seconds=30), lambda: None)
    assert not worker_is_alive()
    run_due_ticks()
    assert worker_is_alive()
    with at(clock.now(), minutes=3):
        assert not worker_is_alive()


def test_old_jobs_are_forgotten_and_waiting_ones_never() -> None:
    enqueue("tests.note", 1)
    run_once()
    enqueue("tests.note", 2)
    with at(clock.now(), days=31):
        forget_old()
    assert [job.reference_id for job in Job.objects.all()] == [2]
