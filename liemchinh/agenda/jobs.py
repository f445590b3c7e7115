"""What this room does from time to time."""

from datetime import timedelta

from liemchinh.agenda.reminding import remind
from liemchinh.jobs.registry import register_tick


def _remind() -> None:
    remind()


register_tick("agenda.remind", timedelta(minutes=10), _remind)
