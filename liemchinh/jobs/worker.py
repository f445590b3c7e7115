"""The worker: a process that `serve` starts beside the server, and starts again when it dies."""

import logging
import os
import signal
import sys
import threading
from types import FrameType

IDLE_SECONDS = 1.0
logger = logging.getLogger(__name__)


def work_until_stopped(stop: threading.Event, *, parent: int) -> None:
    """Does due work until told to stop, or until its parent process is gone."""
    from django.db import OperationalError, close_old_connections

    from liemchinh.jobs.running import run_due_ticks, run_once

    while not stop.is_set() and os.getppid() == parent:
        close_old_connections()
        try:
            run_due_ticks()
            is_idle = not run_once()
        except OperationalError as error:
            # The database is busy or away for a moment; whatever was begun is rolled back and taken up again.
            logger.warning("worker: %s", error)
            is_idle = True
        if is_idle:
            stop.wait(IDLE_SECONDS)


def main() -> int:
    """Runs as `python -m liemchinh.jobs.worker PARENT`, where PARENT is the process it must not outlive."""
    import django

    parent = int(sys.argv[1])

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    django.setup()
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work_until_stopped(stop, parent=parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
