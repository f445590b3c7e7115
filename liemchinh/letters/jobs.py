"""What goes on behind the screens: who wrote a letter goes when its time is over."""

from datetime import timedelta

from liemchinh.jobs.registry import register_tick
from liemchinh.letters.forgetting import forget

register_tick("letters.forget", timedelta(days=1), forget)
