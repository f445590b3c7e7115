"""Doing the work: one job at a time under a lease, and what is due from time to time."""

import logging
import traceback
from datetime import timedelta
from pathlib import Path

from django.db import connection, models, transaction
from django.db.models import F, Q

from liemchinh.jobs.models import Job, Tick
from liemchinh.jobs.registry import Recurring, recurring, work_of
from liemchinh.journal import clock

LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 5
KEPT = timedelta(days=30)
log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Somebody else has taken the job meanwhile; this attempt ends and changes nothing more."""


class Held:
    """A job held under a lease; every `advance` renews it."""

    def __init__(self, job: Job) -> None:
        self._job = job

    @property
    def reference_id(self) -> int | None:
        """The record the work is about."""
        return self._job.reference_id

    @property
    def done(self) -> int:
        """How far an earlier attempt said it came."""
        return self._job.done

    @property
    def total(self) -> int:
        """How much there is, as far as was said."""
        return self._job.total

    def advance(self, done: int, total: int) -> None:
        """Says how far the work is and renews the lease; call it at least every minute. Raises LeaseLost."""
        self._job.done, self._job.total = done, total
        if not self._mine().update(done=done, total=total, lease_until=clock.now() + LEASE):
            raise LeaseLost

    def end(self, **changes: object) -> None:
        """Lets go of the job."""
        self._mine().update(lease_until=None, **changes)

    def _mine(self) -> "models.QuerySet[Job]":
        return Job.objects.filter(id=self._job.id, state="running", attempts=self._job.attempts)


def run_once() -> bool:
    """Does one due job, if there is one; True if there was. Whatever goes wrong inside stays with the job."""
    job = _take()
    if job is None:
        return False
    held = Held(job)
    try:
        work_of(job.kind)(held)
    except LeaseLost:
        log.warning("job %s (%s): lease lost", job.id, job.kind)
    except Exception as error:
        log.exception("job %s (%s), attempt %s", job.id, job.kind, job.attempts)
        _put_back(held, job, error)
    else:
        held.end(state="done", ended_at=clock.now(), done=F("total"), last_error="")
    return True


def _take() -> Job | None:
    moment = clock.now()
    due = Q(state="waiting", due_at__lte=moment) | Q(state="running", lease_until__lt=moment)
    with transaction.atomic():
        jobs = Job.objects.filter(due).order_by("due_at", "id")
        job = jobs.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
        if job is None:
            return None
        job.state, job.lease_until, job.attempts = "running", moment + LEASE, job.attempts + 1
        if job.attempts > MOST_ATTEMPTS:
            # Killed again and again without ever saying why.
            job.state, job.lease_until, job.ended_at = "failed", None, moment
            job.last_error = job.last_error or "dừng đột ngột nhiều lần"
            job.save(update_fields=["state", "lease_until", "ended_at", "last_error"])
            return _take()
        job.save(update_fields=["state", "lease_until", "attempts"])
        return job


def _put_back(held: Held, job: Job, error: Exception) -> None:
    """Later attempts wait longer. What is kept of the error is its kind and place: its text might name a person."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"[:300]
    if job.attempts >= MOST_ATTEMPTS:
        held.end(state="failed", ended_at=clock.now(), last_error=place)
    else:
        held.end(state="waiting", due_at=clock.now() + timedelta(seconds=10 * 4**job.attempts), last_error=place)


def run_due_ticks() -> int:
    """Makes every recurring call that is due, each by one worker only. Gives how many were made."""
    made = 0
    for item in recurring().values():
        if _claim(item):
            made += 1
            try:
                item.call()
            except Exception:
                log.exception("tick %s", item.name)
    return made


def _claim(item: Recurring) -> bool:
    moment = clock.now()
    if Tick.objects.filter(name=item.name, last_at__gt=moment - item.every).exists():
        return False
    with transaction.atomic():
        if Tick.objects.filter(name=item.name, last_at__lte=moment - item.every).update(last_at=moment):
            return True
        return bool(_insert_tick(item.name))


def _insert_tick(name: str) -> bool:
    before = Tick.objects.filter(name=name).exists()
    if not before:
        Tick.objects.bulk_create([Tick(name=name, last_at=clock.now())], ignore_conflicts=True)
    return not before


def forget_old() -> None:
    """Deletes jobs that ended more than thirty days ago."""
    Job.objects.filter(state__in=["done", "failed"], ended_at__lt=clock.now() - KEPT).delete()
