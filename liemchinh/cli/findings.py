"""What a look at an installation found, and how it is told."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from liemchinh.cli.frame import DONE, REFUSED, print_json, say

State = Literal["good", "know", "wrong"]
SIGNS = {"good": "ỔN   ", "know": "BIẾT ", "wrong": "SAI  "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `remedy` says what to do, and is empty where nothing is to be done."""

    check: str
    state: State
    message: str
    remedy: str = ""


def told(args: argparse.Namespace, findings: Sequence[Finding]) -> int:
    """Prints them. Exit code 1 when something is wrong; what is only worth knowing does not count."""
    wrong = [finding for finding in findings if finding.state == "wrong"]
    if args.json:
        print_json({"ok": not wrong, "findings": [asdict(finding) for finding in findings]})
    for finding in findings:
        remedy = f"\n      → {finding.remedy}" if finding.remedy else ""
        say(args, f"{SIGNS[finding.state]} {finding.message}{remedy}")
    say(args, f"{len(wrong)} điều phải sửa." if wrong else "Không có gì phải sửa.")
    return REFUSED if wrong else DONE
