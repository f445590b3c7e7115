"""What goes on behind the screens: where a server was stopped just after a box closed, what lay in order of coming goes within the hour."""

from datetime import timedelta

from liemchinh.ballots.tidying import tidy
from liemchinh.jobs.registry import register_tick

register_tick("ballots.tidy", timedelta(hours=1), tidy)
