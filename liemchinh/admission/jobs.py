"""What this room does from time to time: what is due to be deleted is deleted."""

from datetime import timedelta

from liemchinh.admission.forgetting import forget_due
from liemchinh.jobs.registry import register_tick

register_tick("admission.forget", timedelta(days=1), forget_due)
