"""`liemchinh rules list`, `rules show NAME --on DATE`, `rules check`: the regulations, and whether they hold together."""

import argparse
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.conf import settings

from liemchinh.cli.frame import DONE, REFUSED, BadCall, add_day, print_json, say
from liemchinh.journal import clock
from regulations import overview
from regulations.charter import open_charter
from regulations.reading import Malformed
from regulations.rulebook import UnknownParameter

PREPARES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Three things to ask."""
    asked = parser.add_subparsers(dest="asked", metavar="VIỆC", required=True)
    asked.add_parser("list", help="mọi quy định, giá trị đang áp dụng và văn bản")
    shown = asked.add_parser("show", help="một quy định trong một ngày, với mọi giá trị qua các thời kỳ")
    shown.add_argument("name", metavar="TÊN")
    add_day(shown, "--on", help="ngày hỏi (mặc định hôm nay)")
    asked.add_parser("check", help="mọi tệp có đọc được, mọi ví dụ có còn đúng")


def run(args: argparse.Namespace) -> int:
    """Reads the charter's files; touches no data."""
    today = clock.today()
    if args.asked == "check":
        return _check(args, today)
    try:
        charter = open_charter(settings.CHARTER)
    except Malformed as bad:
        raise BadCall(str(bad)) from bad
    if args.asked == "list":
        rules = overview.list_parameters(charter)
        if args.json:
            print_json({"rules": rules})
        for rule in rules:
            answer = overview.show(str(rule["name"]), today, charter)["answer"]
            say(args, f"{rule['name']}: {rule['description']} – {_told(answer)}")
        return DONE
    return _show(args, charter, args.on or today)


def _show(args: argparse.Namespace, charter: Any, on: date) -> int:
    try:
        rule: dict[str, Any] = overview.show(args.name, on, charter)
    except UnknownParameter as unknown:
        names = [str(rule["name"]) for rule in overview.list_parameters(charter)]
        near = [{"name": name} for name in get_close_matches(args.name, names, n=5)]
        raise BadCall(f"Không có quy định tên “{args.name}”." + (" Gần giống:" if near else ""), near) from unknown
    if args.json:
        print_json(rule)
    say(args, f"{rule['name']}: {rule['description']}")
    say(args, f"Ngày {on:%d/%m/%Y}: {rule['answer']['reason']}")
    for value in rule["values"]:
        until = f"đến {_day(value['valid_to'])}" if value["valid_to"] else "đến nay"
        say(
            args,
            f"  {_day(value['valid_from'])} {until}: {value['value']} · {value['citation']} · độ tin cậy {value['confidence']}",
        )
    return DONE


def _check(args: argparse.Namespace, on: date) -> int:
    problems = overview.check(on, settings.CHARTER)
    errors = [problem for problem in problems if problem.severity == "error"]
    if args.json:
        told = [{"file": p.file, "key": p.key, "message": p.message, "severity": p.severity} for p in problems]
        print_json({"ok": not errors, "problems": told})
    for problem in problems:
        say(args, f"{'SAI' if problem.severity == 'error' else 'Nhắc'}: {problem}")
    if not errors:
        say(args, "Các quy định khớp nhau: mọi tệp đọc được, mọi ví dụ còn đúng.")
    return REFUSED if errors else DONE


def _told(answer: Any) -> str:
    return f"{answer['value']} ({answer['citation']})" if answer["verdict"] == "yes" else "chưa rõ"


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
