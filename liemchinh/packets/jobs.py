"""What goes on behind the screens: packets whose time is over go."""

from datetime import timedelta

from liemchinh.jobs.registry import register_tick
from liemchinh.packets.forgetting import forget

register_tick("packets.forget", timedelta(days=1), forget)
