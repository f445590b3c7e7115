"""What goes on behind the screens: numbers of acts sent long ago go."""

from datetime import timedelta

from liemchinh.jobs.registry import register_tick
from liemchinh.offline.forgetting import forget

register_tick("offline.forget", timedelta(days=1), forget)
