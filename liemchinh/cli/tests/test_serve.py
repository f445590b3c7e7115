"""The server comes up on an empty directory, keeps its worker alive, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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


def eventually(holds: Callable[[], bool], seconds: float = 40) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str, Path]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = tmp_path / "data"
    known = {"PATH": os.environ["PATH"], "LIEMCHINH_DATA": str(data)}
    call = [sys.executable, "-m", "liemchinh", "serve", "--port", str(port), "--json"]
    running = subprocess.Popen(call, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    address = json.loads(running.stdout.readline())["address"]
    yield running, address, data
    running.kill()
    running.communicate()


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 (the address the server printed)
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes under /proc")
def test_it_serves_keeps_its_worker_and_ends_in_order(server: tuple["subprocess.Popen[str]", str, Path]) -> None:
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
    again = [sys.executable, "-m", "liemchinh", "serve", "--port", address.rstrip("/").rpartition(":")[2]]
    refused = subprocess.run(
        again, env={"PATH": os.environ["PATH"], "LIEMCHINH_DATA": str(data)}, capture_output=True, text=True
    )
    assert refused.returncode == 1 and "--port" in refused.stderr
    running.send_signal(signal.SIGTERM)
    running.wait(timeout=30)
    assert eventually(lambda: processes(data) == [])


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes under /proc")
def test_nothing_outlives_a_killed_server(server: tuple["subprocess.Popen[str]", str, Path]) -> None:
    running, address, data = server
    assert eventually(lambda: len(processes(data)) == 1)
    running.kill()
    running.wait()
    port = int(address.rstrip("/").rpartition(":")[2])
    assert eventually(lambda: processes(data) == [] and _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
