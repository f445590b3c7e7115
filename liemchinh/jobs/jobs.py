"""What this room itself does from time to time."""

from datetime import timedelta

from liemchinh.jobs.queries import ALIVE
from liemchinh.jobs.registry import register_tick
from liemchinh.jobs.running import forget_old
from liemchinh.journal.erasing import truncate_log


def empty_log() -> None:
    """What was erased leaves the log of the database, even if somebody was reading when it happened."""
    truncate_log()


# The trace of the call is the sign of life that `doctor` looks for.
register_tick(ALIVE, timedelta(seconds=30), lambda: None)
register_tick("jobs.forget", timedelta(days=1), forget_old)
register_tick("journal.truncate_log", timedelta(hours=1), empty_log)
