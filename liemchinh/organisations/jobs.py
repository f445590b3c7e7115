"""What this room does in the background: large reorganisations."""

from liemchinh.jobs.registry import register_job
from liemchinh.organisations.drafts import JOB, work

register_job(JOB, work)
