"""What goes on behind the screens: names whose time is over go."""

from datetime import timedelta

from liemchinh.jobs.registry import register_tick
from liemchinh.surveys.forgetting import forget

register_tick("surveys.forget", timedelta(days=1), forget)
