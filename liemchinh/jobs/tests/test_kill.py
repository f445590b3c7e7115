"""A worker that is killed in the middle: its job is taken up where it stood."""

import time
from pathlib import Path

import pytest

from tests.forked import Forks

pytestmark = pytest.mark.sqlite
WORKER = """
import os, time
from datetime import timedelta
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
        while os.environ["HOW"] == "hangs" and number == 4: time.sleep(1)
        progress.advance(number + 1, 20)
register_job("tests.count", count)
services.enqueue("tests.count", 1)
while not running.run_once(): time.sleep(0.2)
"""


def test_a_killed_workers_job_is_taken_up_where_it_stood(tmp_path: Path, forks: Forks) -> None:
    log = tmp_path / "log"
    hanging = forks.start("-c", WORKER, LIEMCHINH_DATA=str(tmp_path), HOW="hangs")
    while not (log.exists() and log.read_text().endswith("4\n")):
        assert not hanging.has_ended(), hanging.err.read_text()
        time.sleep(0.01)
    assert hanging.kill() == -9
    code, _out, err = forks.call("-c", WORKER, LIEMCHINH_DATA=str(tmp_path), HOW="goes on")
    assert code == 0, err
    # The one step that was under way when it was killed is done again: that is what "repeatable" is for.
    assert [int(line) for line in log.read_text().split()] == [*range(5), *range(4, 20)]
