"""Asking for work, inside the transaction that needs it: no commit, no job."""

from liemchinh.jobs.models import Job
from liemchinh.jobs.registry import work_of
from liemchinh.journal import clock


def enqueue(kind: str, reference_id: int | None = None) -> Job:
    """Asks for `kind` of work on a record. Already waiting or running: gives that job, changes nothing. KeyError: undeclared kind."""
    work_of(kind)
    moment = clock.now()
    fresh = Job(kind=kind, reference_id=reference_id, asked_at=moment, due_at=moment)
    Job.objects.bulk_create([fresh], ignore_conflicts=True)
    return Job.objects.get(kind=kind, reference_id=reference_id, state__in=["waiting", "running"])


def retry_failed(job_id: int) -> bool:
    """Puts a job that was given up back into the queue; False if there is no such job or the same work is already asked for."""
    job = Job.objects.filter(id=job_id, state="failed").first()
    if (
        job is None
        or Job.objects.filter(kind=job.kind, reference_id=job.reference_id, state__in=["waiting", "running"]).exists()
    ):
        return False
    Job.objects.filter(id=job_id).update(state="waiting", attempts=0, due_at=clock.now(), last_error="", ended_at=None)
    return True
