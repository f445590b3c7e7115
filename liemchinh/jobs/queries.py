"""How the work behind the screens stands."""

from datetime import timedelta

from django.db.models import Q

from liemchinh.jobs.models import Job, Tick
from liemchinh.journal import clock

ALIVE = "jobs.alive"


def job_of(kind: str, reference_id: int | None) -> Job | None:
    """The newest job of a kind on a record, for the screen that shows how far it is."""
    return Job.objects.filter(kind=kind, reference_id=reference_id).order_by("-id").first()


def worker_is_alive() -> bool:
    """Has a worker looked at the queue within the last two minutes?"""
    return Tick.objects.filter(name=ALIVE, last_at__gt=clock.now() - timedelta(minutes=2)).exists()


def neglected_jobs() -> int:
    """How many jobs are ten minutes overdue and nobody holds."""
    late = clock.now() - timedelta(minutes=10)
    waiting = Q(state="waiting", due_at__lt=late)
    abandoned = Q(state="running", lease_until__lt=late)
    return Job.objects.filter(waiting | abandoned).count()


def failed_jobs() -> list[Job]:
    """Jobs that were given up."""
    return list(Job.objects.filter(state="failed").order_by("id"))
