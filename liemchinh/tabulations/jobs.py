"""What this room does from time to time."""

from datetime import timedelta

from liemchinh.jobs.registry import register_tick
from liemchinh.tabulations.reminding import send_links


def _send_links() -> None:
    send_links()


register_tick("tabulations.links", timedelta(minutes=10), _send_links)
