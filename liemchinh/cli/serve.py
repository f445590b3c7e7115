"""`liemchinh serve`: the server, and beside it the worker, which is started again when it dies."""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from liemchinh.cli.archive import held
from liemchinh.cli.frame import DONE, REFUSED, complain, print_json, say
from liemchinh.cli.prepare import prepare_static

KILLED_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
REST_SECONDS = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and the certificate if this machine speaks TLS itself."""
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ĐỊA-CHỈ", help="chỉ máy này (127.0.0.1) hay cả mạng (0.0.0.0)"
    )
    parser.add_argument("--port", type=int, default=8080, metavar="CỔNG", help="mặc định 8080")
    parser.add_argument("--certificate", type=Path, metavar="TỆP", help="chứng thư TLS của máy chủ này, dạng PEM")
    parser.add_argument("--key", type=Path, metavar="TỆP", help="khóa riêng của chứng thư, dạng PEM")


def run(args: argparse.Namespace) -> int:
    """Serves until told to stop."""
    if _is_taken(args.host, args.port):
        complain(
            f"Cổng {args.port} đang có chương trình khác dùng. Hãy chọn cổng khác: liemchinh serve --port {args.port + 1}"
        )
        return REFUSED
    with held(alone=False) as had:
        if not had:
            complain("Đang có lệnh phục hồi chạy trên dữ liệu này; hãy đợi xong.")
            return REFUSED
        _serve(args)
    return DONE


def _serve(args: argparse.Namespace) -> None:
    if args.host not in {"127.0.0.1", "localhost", "::1"} and "LIEMCHINH_HOSTS" not in os.environ:
        complain(
            "Máy khác gọi đến sẽ bị từ chối: hãy đặt LIEMCHINH_HOSTS là tên hoặc địa chỉ họ gõ (docs/operations.md)."
        )
    prepare_static()
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stop,), daemon=True)
    keeper.start()
    threading.Thread(target=_announce, args=(args,), daemon=True).start()
    # The server's own processes must not outlive this one, however it ends, or they would hold the port and the data.
    os.register_at_fork(after_in_child=_end_with_parent)
    try:
        _server(args).serve()
    finally:
        stop.set()
        keeper.join(timeout=15)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(KILLED_WITH_PARENT, signal.SIGKILL)


def _server(args: argparse.Namespace) -> Granian:
    on_sqlite = connection.vendor == "sqlite"
    return Granian(
        "liemchinh.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        # One process keeps SQLite's cache warm; PostgreSQL gains from two.
        workers=1 if on_sqlite else 2,
        blocking_threads=4,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=args.certificate,
        ssl_key=args.key,
    )


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _keep_worker(stop: threading.Event) -> None:
    """Starts the worker again whenever it dies. It ends by itself when this process is gone."""
    while not stop.is_set():
        # Spawned, not forked: a fork of the server at the same moment would hold the pipe on which a forked start waits, for good.
        worker = subprocess.Popen([sys.executable, "-m", "liemchinh.jobs.worker", str(os.getpid())], close_fds=False)
        while worker.poll() is None and not stop.wait(0.5):
            pass
        if stop.is_set():
            worker.terminate()
            try:
                worker.wait(timeout=10)
            except subprocess.TimeoutExpired:
                worker.kill()
            return
        complain(f"Tiến trình chạy nền đã dừng (mã {worker.returncode}); đang chạy lại.")
        stop.wait(REST_SECONDS)


def _announce(args: argparse.Namespace) -> None:
    """Says the address once the first connection is answered."""
    there = "127.0.0.1" if args.host in {"0.0.0.0", "::"} else args.host  # noqa: S104 (compared, not listened on)
    for _attempt in range(600):
        with socket.socket() as probe:
            if probe.connect_ex((there, args.port)) == 0:
                break
        time.sleep(0.1)
    address = settings.PUBLIC_ADDRESS or f"{'https' if args.certificate else 'http'}://{there}:{args.port}/"
    if args.json:
        print_json({"address": address, "data": str(settings.DATA)})
        sys.stdout.flush()
    say(args, f"Đang chạy tại {address} (dữ liệu ở {settings.DATA}). Dừng: Ctrl+C.")
    sys.stdout.flush()
