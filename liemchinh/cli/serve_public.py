"""`liemchinh serve --public`: the public pages, one process that opens neither the office's database nor its keys."""

import argparse
import os
import resource
import threading
from pathlib import Path

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from liemchinh.cli.frame import DONE, REFUSED, complain
from liemchinh.cli.prepare import prepare_static
from liemchinh.cli.serving import add_address, announce, end_with_parent, is_taken

PREPARES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    add_address(parser, 8081)


def run(args: argparse.Namespace) -> int:
    """Serves until told to stop."""
    if is_taken(args.host, args.port):
        complain(f"Cổng {args.port} đang có chương trình khác dùng. Hãy chọn cổng khác: --port {args.port + 1}")
        return REFUSED
    # What a citizen writes passes through this memory; a crash must not put it on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Path(settings.PUBLIC_DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    prepare_static()
    given = (args, settings.PUBLIC_ADDRESS, str(settings.PUBLIC_DATA))
    threading.Thread(target=announce, args=given, daemon=True).start()
    os.register_at_fork(after_in_child=end_with_parent)
    Granian(
        "liemchinh.public.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        # One: tokens and limits live in its memory.
        workers=1,
        blocking_threads=4,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=args.certificate,
        ssl_key=args.key,
    ).serve()
    return DONE
