"""`liemchinh doctor [--mend]`: says what is wrong with this installation, and what to do about it."""

import argparse
from dataclasses import asdict

from django.conf import settings

from liemchinh.cli.checks import CHECKS, loose_paths
from liemchinh.cli.frame import DONE, REFUSED, print_json, say
from liemchinh.journal.triggers import make_triggers

SIGNS = {"good": "ỔN   ", "know": "BIẾT ", "wrong": "SAI  "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One choice: only look, or also mend what can be mended without asking anybody."""
    parser.add_argument("--mend", action="store_true", help="dựng lại chốt của sổ, đóng quyền đọc khóa và dữ liệu")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when something is wrong; what is only worth knowing does not count."""
    if args.mend:
        make_triggers()
        for path in loose_paths(settings.DATA):
            path.chmod(0o700 if path.is_dir() else 0o600)
    findings = [finding for check in CHECKS for finding in check()]
    wrong = [finding for finding in findings if finding.state == "wrong"]
    if args.json:
        print_json({"ok": not wrong, "findings": [asdict(finding) for finding in findings]})
    for finding in findings:
        say(
            args,
            f"{SIGNS[finding.state]} {finding.message}" + (f"\n      → {finding.remedy}" if finding.remedy else ""),
        )
    say(args, f"{len(wrong)} điều phải sửa." if wrong else "Không có gì phải sửa.")
    return REFUSED if wrong else DONE
