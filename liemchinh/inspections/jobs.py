"""What this room does in the background: drafts that nobody touches go."""

from datetime import timedelta

from liemchinh.inspections.drafting import forget_drafts
from liemchinh.jobs.registry import register_tick

register_tick("inspections.forget_drafts", timedelta(days=1), forget_drafts)
