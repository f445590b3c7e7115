"""What goes on behind the screens: names whose time is over go."""

from datetime import timedelta

from liemchinh.jobs.registry import register_tick
from liemchinh.study.forgetting import forget

register_tick("study.forget", timedelta(days=1), forget)
