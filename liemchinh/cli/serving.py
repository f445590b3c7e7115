"""What both servers share, that of the office and that of the public pages: where to listen, and saying so."""

import argparse
import ctypes
import signal
import socket
import sys
import time
from pathlib import Path

from liemchinh.cli.frame import print_json, say

KILLED_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def add_address(parser: argparse.ArgumentParser, port: int) -> None:
    """Where to listen, and the certificate if this machine speaks TLS itself."""
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ĐỊA-CHỈ", help="chỉ máy này (127.0.0.1) hay cả mạng (0.0.0.0)"
    )
    parser.add_argument("--port", type=int, default=port, metavar="CỔNG", help=f"mặc định {port}")
    parser.add_argument("--certificate", type=Path, metavar="TỆP", help="chứng thư TLS của máy chủ này, dạng PEM")
    parser.add_argument("--key", type=Path, metavar="TỆP", help="khóa riêng của chứng thư, dạng PEM")


def is_taken(host: str, port: int) -> bool:
    """Does another program listen there?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def end_with_parent() -> None:
    """The server's own processes must not outlive this one, however it ends, or they would hold the port and the data."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(KILLED_WITH_PARENT, signal.SIGKILL)


def announce(args: argparse.Namespace, known: str, data: str) -> None:
    """Says the address once the first connection is answered."""
    there = "127.0.0.1" if args.host in {"0.0.0.0", "::"} else args.host  # noqa: S104 (compared, not listened on)
    for _attempt in range(600):
        with socket.socket() as probe:
            if probe.connect_ex((there, args.port)) == 0:
                break
        time.sleep(0.1)
    address = known or f"{'https' if args.certificate else 'http'}://{there}:{args.port}/"
    if args.json:
        print_json({"address": address, "data": data})
        sys.stdout.flush()
    say(args, f"Đang chạy tại {address} (dữ liệu ở {data}). Dừng: Ctrl+C.")
    sys.stdout.flush()
