"""What this room does from time to time: after an import the first reader need not wait for what counting keeps of people."""

from datetime import timedelta

from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.jobs.registry import register_tick

register_tick("figures.catch_up", timedelta(minutes=1), catch_up)
