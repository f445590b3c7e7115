"""`liemchinh journal verify [--state] [--heads FILE]`: walks the chain and the heads; names the first bad entry."""

import argparse
from itertools import islice
from pathlib import Path

from liemchinh.cli.frame import DONE, REFUSED, BadCall, bar, print_json, say
from liemchinh.journal import heads
from liemchinh.journal.services import last_sequence
from liemchinh.journal.verification import Verdict, recount_state, verify
from liemchinh.web.numbers import show_number

MOST_DIFFERENCES = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to verify against."""
    asked = parser.add_subparsers(dest="asked", metavar="VIỆC", required=True)
    checked = asked.add_parser("verify", help="đi hết chuỗi, so với các đầu chuỗi đã ký, nêu bút toán sai đầu tiên")
    checked.add_argument("--state", action="store_true", help="đếm lại danh sách và cây tổ chức từ sổ rồi so sánh")
    checked.add_argument("--heads", type=Path, metavar="TỆP", help="bản các đầu chuỗi giữ ở nơi khác (heads.jsonl)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 only when everything holds."""
    if args.heads and not args.heads.is_file():
        raise BadCall(f"Không đọc được tệp {args.heads}.")
    with bar(last_sequence(), "Đi qua sổ") as walked:
        verdict = verify(args.heads, watch=lambda count: walked.update(count - walked.n))
    differences = list(islice(recount_state(), MOST_DIFFERENCES)) if args.state and verdict.ok else []
    if args.json:
        told = {"entries": verdict.entries, "ok": verdict.ok and not differences, "first_bad": verdict.first_bad}
        told |= {"why": verdict.why, "unsigned": verdict.unsigned}
        print_json(told | ({"differences": differences} if args.state else {}))
    else:
        _tell(args, verdict, differences)
    return DONE if verdict.ok and not differences else REFUSED


def _tell(args: argparse.Namespace, verdict: Verdict, differences: list[str]) -> None:
    entries = f"{show_number(verdict.entries)} bút toán"
    if not verdict.ok:
        place = f"ở số {show_number(verdict.first_bad)}" if verdict.first_bad is not None else "ở tệp đầu chuỗi"
        say(args, f"SAI {place}: {verdict.why}. Sổ có {entries}.")
        return
    head = heads.latest()
    say(args, f"Sổ nguyên vẹn: {entries}." + (f" Đầu chuỗi {show_number(head.sequence)}: {head.hash}" if head else ""))
    if verdict.unsigned:
        say(
            args,
            f"{verdict.unsigned} bút toán cuối chưa có đầu chuỗi ký: do mất điện ngay sau khi ghi, hoặc do ghi ngoài phần mềm.",
        )
    for difference in differences:
        say(args, f"KHÁC SỔ: {difference}")
    if args.state and not differences:
        say(args, "Danh sách và cây tổ chức đúng như sổ kể lại.")
