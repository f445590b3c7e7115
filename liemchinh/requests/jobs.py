"""Requests answered long ago are deleted."""

from datetime import timedelta

from liemchinh.jobs.registry import register_tick
from liemchinh.requests.deadlines import forget_old

register_tick("requests.forget", timedelta(days=1), forget_old)
