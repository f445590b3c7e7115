"""`liemchinh doctor --public`: says what is wrong with the public pages, and what to do about it."""

import argparse

from django.conf import settings

from liemchinh.cli.checks_public import CHECKS, loose_paths
from liemchinh.cli.findings import told
from liemchinh.public.site import site

PREPARES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One choice: only look, or also close what others on the machine can read."""
    parser.add_argument("--mend", action="store_true", help="đóng quyền đọc dữ liệu của trang công khai")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when something is wrong; what is only worth knowing does not count."""
    found = site()
    if args.mend:
        for path in loose_paths(settings.PUBLIC_DATA, settings.EXCHANGE):
            path.chmod(0o700 if path.is_dir() else 0o600)
    return told(args, [finding for check in CHECKS for finding in check(found)])
