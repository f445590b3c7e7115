"""When the numbers of sent acts go: no browser keeps an act that long."""

from datetime import timedelta

from liemchinh.journal import clock
from liemchinh.offline.models import Sending

DAYS = 90


def forget() -> None:
    """Deletes numbers older than ninety days. Safe to repeat."""
    Sending.objects.filter(sent_at__lt=clock.now() - timedelta(days=DAYS)).delete()
