"""What this room does from time to time: after an import the first reader need not wait for what counting keeps."""

from datetime import timedelta

from liemchinh.figures.ahead import keep_ahead
from liemchinh.jobs.registry import register_tick

register_tick("figures.catch_up", timedelta(minutes=1), keep_ahead)
