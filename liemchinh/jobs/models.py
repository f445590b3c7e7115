"""Work that goes on behind the screens, kept in a table so that a killed worker loses nothing."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce


class Job(models.Model):
    """One piece of work: what kind, on which record. Whoever holds an unexpired lease is doing it; `attempts` tells holders apart."""

    STATES = (("waiting", "Đang chờ"), ("running", "Đang chạy"), ("done", "Xong"), ("failed", "Không làm được"))

    kind = models.CharField(max_length=60)
    reference_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "jobs_job"
        indexes = (
            models.Index(
                fields=["state", "due_at"], name="jobs_job_due", condition=Q(state__in=["waiting", "running"])
            ),
        )
        constraints = (
            # Asking again for what is already asked for changes nothing.
            models.UniqueConstraint(
                "kind",
                Coalesce("reference_id", 0),
                name="jobs_job_once",
                condition=Q(state__in=["waiting", "running"]),
            ),
        )


class Tick(models.Model):
    """When a thing that is due from time to time was last done."""

    name = models.CharField(max_length=60, primary_key=True)
    last_at = models.DateTimeField()

    class Meta:
        db_table = "jobs_tick"
