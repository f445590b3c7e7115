"""A worker that is killed in the middle: its job is taken up where it stood."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite
WORKER = """
import os, time, django
from datetime import timedelta
django.setup()
from liemchinh.cli.prepare import prepare
prepare()
from liemchinh.jobs import running, services
from liemchinh.jobs.registry import register_job
from pathlib import Path
log = Path(os.environ["LIEMCHINH_DATA"]) / "log"
running.LEASE = timedelta(seconds=1)
def count(progress):
    for number in range(progress.done, 20):
        with log.open("a") as file: file.write(f"{number}\\n")
        progress.advance(number + 1, 20)
        time.sleep(0.05 if "slow" in os.environ["HOW"] else 0)
register_job("tests.count", count)
services.enqueue("tests.count", 1)
while not running.run_once(): time.sleep(0.2)
"""


def start(data: Path, how: str) -> "subprocess.Popen[bytes]":
    known = {
        "PATH": os.environ["PATH"],
        "LIEMCHINH_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "liemchinh.settings",
        "HOW": how,
    }
    return subprocess.Popen([sys.executable, "-c", WORKER], env=known)


def test_a_killed_workers_job_is_taken_up_where_it_stood(tmp_path: Path) -> None:
    log = tmp_path / "log"
    killed = start(tmp_path, "slow")
    deadline = time.monotonic() + 60
    while not (log.exists() and len(log.read_text().split()) >= 5) and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert start(tmp_path, "fast").wait(timeout=60) == 0
    steps = [int(line) for line in log.read_text().split()]
    # At most the one step that was under way when it was killed is done again: that is what "repeatable" is for.
    assert sorted(set(steps)) == list(range(20)) and len(steps) <= 21
