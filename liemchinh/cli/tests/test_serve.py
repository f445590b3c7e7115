"""The server comes up on an empty directory, keeps its worker alive, and leaves nothing behind."""

import json
import os
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.forked import Forked, Forks

pytestmark = pytest.mark.sqlite
WORKER = "liemchinh.jobs.worker"


def processes(data: Path) -> list[int]:
    """The workers of this data directory."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words, known = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
        except OSError:
            continue
        if WORKER.encode() in words and f"LIEMCHINH_DATA={data}".encode() in known:
            found.append(int(folder.name))
    return found


def eventually(holds: Callable[[], bool]) -> bool:
    """Does it come to hold? It is given up after ten minutes, which no machine needs."""
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path, forks: Forks) -> Iterator[tuple[Forked, str, Path]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = tmp_path / "data"
    if not request.node.get_closest_marker("from_nothing"):
        shutil.copytree(request.getfixturevalue("prepared"), data)
    running = forks.start("-m", "liemchinh", "serve", "--port", str(port), "--json", LIEMCHINH_DATA=str(data))
    yield running, json.loads(running.line())["address"], data
    running.kill()


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=600) as answer:  # noqa: S310 (the address the server printed)
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


@pytest.mark.from_nothing
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes under /proc")
def test_it_serves_keeps_its_worker_and_ends_in_order(server: tuple[Forked, str, Path], forks: Forks) -> None:
    running, address, data = server
    status, page = fetch(address)
    assert status == 200 and "<title>Đăng nhập" in page
    style = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    assert fetch(address.rstrip("/") + style)[0] == 200
    assert eventually(lambda: len(processes(data)) == 1)
    (first,) = processes(data)
    os.kill(first, signal.SIGKILL)
    # The killed one may still be seen for a moment.
    assert eventually(lambda: len(set(processes(data)) - {first}) == 1)
    port = address.rstrip("/").rpartition(":")[2]
    code, _out, err = forks.call("-m", "liemchinh", "serve", "--port", port, LIEMCHINH_DATA=str(data))
    assert code == 1 and "--port" in err
    os.kill(running.pid, signal.SIGTERM)
    running.wait()
    assert eventually(lambda: processes(data) == [])


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes under /proc")
def test_nothing_outlives_a_killed_server(server: tuple[Forked, str, Path]) -> None:
    running, address, data = server
    assert eventually(lambda: len(processes(data)) == 1)
    assert running.kill() == -signal.SIGKILL
    port = int(address.rstrip("/").rpartition(":")[2])
    assert eventually(lambda: processes(data) == [] and _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
