"""`liemchinh rules list`, `rules show NAME --on DATE`, `rules check`: the regulations, and whether they hold together."""

import argparse
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.conf import settings

from liemchinh.cli.frame import DONE, REFUSED, BadCall, add_day, print_json, say
from liemchinh.journal import clock
from regulations import overview
from regulations.charter import open_charter
from regulations.documents import document_in_force
from regulations.reading import Malformed
from regulations.schema import NATION

PREPARES = False
Lines = Callable[[dict[str, Any]], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Three things to ask."""
    asked = parser.add_subparsers(dest="asked", metavar="VIỆC", required=True)
    asked.add_parser("list", help="mọi quy định đang áp dụng, văn bản, thủ tục và phép tính")
    shown = asked.add_parser("show", help="một quy định, nhóm văn bản, thủ tục hoặc phép tính trong một ngày")
    shown.add_argument("name", metavar="TÊN")
    shown.add_argument("--province", metavar="MÃ", default=NATION, help="giá trị của một tỉnh, như lao_cai")
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
    return _list(args, charter, today) if args.asked == "list" else _show(args, charter, args.on or today)


def _list(args: argparse.Namespace, charter: Any, today: date) -> int:
    rules = overview.list_parameters(charter)
    documents, procedures = overview.list_documents(charter), overview.list_procedures(charter)
    calculations = overview.list_calculations()
    if args.json:
        told = {"rules": rules, "documents": documents, "procedures": procedures, "calculations": calculations}
        print_json(told)
    for rule in rules:
        answer = overview.show(str(rule["name"]), today, charter)["answer"]
        say(args, f"{rule['name']}: {rule['description']} – {_told(answer)}")
    say(args, "\nVăn bản:")
    for family in documents:
        found = document_in_force(charter.documents, str(family["name"]), on=today)
        say(args, f"{family['name']}: {found.reason}")
    say(args, "\nThủ tục:")
    for procedure in procedures:
        say(args, f"{procedure['name']}: {procedure['title']}")
    say(args, "\nPhép tính:")
    for one in calculations:
        say(args, f"{one['name']}: {one['title']}")
    return DONE


def _show(args: argparse.Namespace, charter: Any, on: date) -> int:
    if args.name in charter.rulebook.parameters:
        rule: dict[str, Any] = overview.show(args.name, on, charter, jurisdiction=args.province)
        return _shown(args, rule, lambda: _rule(args, rule, on))
    others = _others(args, charter, on)
    if args.name in others:
        told, lines = others[args.name]
        return _shown(args, told, lambda: lines(told))
    near = [{"name": name} for name in get_close_matches(args.name, [*charter.rulebook.parameters, *others], n=5)]
    raise BadCall(f"Không có quy định tên “{args.name}”." + (" Gần giống:" if near else ""), near)


def _others(args: argparse.Namespace, charter: Any, on: date) -> dict[str, tuple[dict[str, Any], Lines]]:
    """What is no rule and can be shown: by name, its content and how it is said."""
    ways: tuple[tuple[list[dict[str, Any]], Lines], ...] = (
        (overview.list_calculations(), lambda one: say(args, f"{one['name']}: {one['title']} (phép tính)")),
        (overview.list_procedures(charter), lambda one: _procedure(args, one, on)),
        (overview.list_documents(charter), lambda one: _family(args, one, charter, on)),
    )
    return {str(row["name"]): (row, lines) for listed, lines in ways for row in listed}


def _shown(args: argparse.Namespace, told: dict[str, Any], lines: Callable[[], None]) -> int:
    if args.json:
        print_json(told)
    lines()
    return DONE


def _rule(args: argparse.Namespace, rule: dict[str, Any], on: date) -> None:
    say(args, f"{rule['name']}: {rule['description']}")
    say(args, f"Ngày {on:%d/%m/%Y}: {rule['answer']['reason']}")
    for value in rule["values"]:
        where = "" if value["jurisdiction"] == NATION else f" · riêng {value['jurisdiction']}"
        say(
            args,
            f"  {_span(value)}: {value['value']} · {value['citation']} · độ tin cậy {value['confidence']}{where}",
        )


def _family(args: argparse.Namespace, family: dict[str, Any], charter: Any, on: date) -> None:
    say(args, f"{family['name']}: {family['title']}")
    found = document_in_force(charter.documents, family["name"], on=on)
    say(args, f"Ngày {on:%d/%m/%Y}: {found.reason}")
    for one in family["documents"]:
        amends = f", sửa đổi {one['amends']}" if one["amends"] else ""
        say(args, f"  {_span(one)}: {one['name']}{amends} · độ tin cậy {one['confidence']}")


def _procedure(args: argparse.Namespace, procedure: dict[str, Any], on: date) -> None:
    say(args, f"{procedure['name']}: {procedure['title']}")
    for step in procedure["steps"]:
        if step["valid_to"] and step["valid_to"] < on.isoformat():
            continue
        makes = f" · {', '.join(step['makes'])}" if step["makes"] else ""
        within = f" · hạn: {step['within']}" if step["within"] else ""
        say(args, f"  {step['code']}: {step['title']} ({step['role_title']}){makes}{within} · {step['citation']}")


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


def _span(row: dict[str, Any]) -> str:
    until = f"đến {_day(row['valid_to'])}" if row["valid_to"] else "đến nay"
    return f"{_day(row['valid_from'])} {until}"


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
