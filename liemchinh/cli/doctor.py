"""`liemchinh doctor [--mend]`: says what is wrong with this installation, and what to do about it."""

import argparse

from django.conf import settings

from liemchinh.cli.checks import CHECKS, loose_paths
from liemchinh.cli.findings import told
from liemchinh.journal.triggers import make_triggers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One choice: only look, or also mend what can be mended without asking anybody."""
    parser.add_argument("--public", action="store_true", help="xem trang công khai thay vì chương trình của cơ quan")
    parser.add_argument("--mend", action="store_true", help="dựng lại chốt của sổ, đóng quyền đọc khóa và dữ liệu")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when something is wrong; what is only worth knowing does not count."""
    if args.mend:
        make_triggers()
        for path in loose_paths(settings.DATA):
            path.chmod(0o700 if path.is_dir() else 0o600)
    return told(args, [finding for check in CHECKS for finding in check()])
