"""`liemchinh serve`: the server, and beside it the worker, which is started again when it dies."""

import argparse
import os
import subprocess
import sys
import threading

from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from liemchinh.cli.archive import held
from liemchinh.cli.frame import DONE, REFUSED, complain
from liemchinh.cli.prepare import prepare_static
from liemchinh.cli.serving import add_address, announce, end_with_parent, is_taken

REST_SECONDS = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    add_address(parser, 8080)
    parser.add_argument("--public", action="store_true", help="trang công khai cho người dân: một tiến trình riêng")


def run(args: argparse.Namespace) -> int:
    """Serves until told to stop."""
    if is_taken(args.host, args.port):
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
    threading.Thread(target=announce, args=(args, settings.PUBLIC_ADDRESS, str(settings.DATA)), daemon=True).start()
    os.register_at_fork(after_in_child=end_with_parent)
    try:
        _server(args).serve()
    finally:
        stop.set()
        keeper.join(timeout=15)


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
