"""What goes on behind the screens: names whose time is over go."""

from datetime import timedelta

from liemchinh.dues.forgetting import forget
from liemchinh.jobs.registry import register_tick

register_tick("dues.forget", timedelta(days=1), forget)
