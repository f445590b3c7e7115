"""What this room itself does from time to time."""

from datetime import timedelta

from liemchinh.jobs.queries import ALIVE
from liemchinh.jobs.registry import register_tick
from liemchinh.jobs.running import forget_old

# The trace of the call is the sign of life that `doctor` looks for.
register_tick(ALIVE, timedelta(seconds=30), lambda: None)
register_tick("jobs.forget", timedelta(days=1), forget_old)
