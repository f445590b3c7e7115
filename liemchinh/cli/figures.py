"""`liemchinh figures`: every indicator of an organisation in a period, and the published lines of an example organisation."""

import argparse
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from liemchinh.cli import frame

if TYPE_CHECKING:
    from liemchinh.figures.published import Printed
    from liemchinh.figures.queries import Figure, Line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which organisation, which period, which tree, as known when."""
    parser.add_argument("organisation", metavar="TỔ-CHỨC", help="số, mã, hoặc tên đầy đủ")
    frame.add_day(parser, "--from", required=True, help="ngày đầu của kỳ (tính cả ngày này)")
    frame.add_day(
        parser, "--to", required=True, help="ngày cuối của kỳ (tính cả ngày này); số tồn tính đến hết ngày này"
    )
    frame.add_day(parser, "--tree-on", help="theo cây tổ chức của ngày này (mặc định: ngày cuối của kỳ)")
    frame.add_day(parser, "--known-on", help="như đã biết đến hết ngày này (mặc định: như đang biết)")
    parser.add_argument("--by-child", action="store_true", help="thêm số của từng tổ chức trực thuộc trực tiếp")
    frame.add_account(parser)


def run(args: argparse.Namespace) -> int:
    """Prints the figures; BadCall for a period that ends before it begins or an organisation that is not one."""
    from liemchinh.figures.asking import question
    from liemchinh.figures.published import published_visible_to
    from liemchinh.figures.queries import report_visible_to

    first, last = getattr(args, "from"), args.to
    if last < first:
        raise frame.BadCall(f"Kỳ kết thúc ({last:%d/%m/%Y}) trước khi bắt đầu ({first:%d/%m/%Y}).")
    actor = frame.actor_of(args)
    version = _organisation(args.organisation, actor, args.tree_on or last)
    asked = question(version.organisation_id, first, last, args.tree_on, args.known_on)
    report = report_visible_to(actor, asked, by_child=args.by_child)
    if report is None:
        frame.complain("Tổ chức này nằm ngoài phạm vi được xem số liệu.")
        return frame.REFUSED
    lines = published_visible_to(actor, version.organisation_id, known_on=args.known_on)
    told: dict[str, Any] = {"figures": [*(_published(line) for line in lines), *map(_figure, report.figures.values())]}
    if args.by_child:
        told["children"] = [_child(line) for line in report.lines]
    if args.json:
        frame.print_json(told)
    else:
        _say(args, version.name, told, first, last)
    return frame.DONE


def _organisation(text: str, actor: Any, on: date) -> Any:
    """The organisation by the name or code of the day asked for, or else of today."""
    from liemchinh.organisations.queries import find_organisations

    found = find_organisations(text, actor, on)
    return found[0] if len(found) == 1 else frame.the_organisation(text, actor)


def _unit(unit: str) -> str:
    return unit if unit in {"percent", "years", "vnd_million"} else "count"


def _number(value: int | Decimal | None) -> int | float | None:
    """Percentages and means as numbers with two decimals, everything else whole."""
    return round(float(value), 2) if isinstance(value, Decimal) else value


def _figure(figure: "Figure") -> dict[str, Any]:
    return {
        "key": figure.key,
        "label": figure.label,
        "value": _number(figure.value),
        "unit": _unit(figure.unit),
        "same_period_before": _number(figure.before),
        "published": None,
        "holds": None,
    }


def _published(line: "Printed") -> dict[str, Any]:
    printed = line.printed if line.unit == "percent" else int(line.printed)
    return {
        "key": line.key,
        "label": line.label,
        "value": _number(line.value),
        "unit": line.unit,
        "same_period_before": _number(line.before),
        "published": _number(printed),
        "holds": line.holds,
    }


def _child(line: "Line") -> dict[str, Any]:
    return {
        "id": line.organisation,
        "name": line.name,
        "figures": [_figure(figure) for figure in line.figures.values()],
    }


def _say(args: argparse.Namespace, name: str, told: dict[str, Any], first: date, last: date) -> None:
    from liemchinh.web.numbers import NOTHING, show_number

    def shown(value: float | None) -> str:
        return NOTHING if value is None else show_number(value)

    frame.say(args, f"{name}, từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}")
    for row in told["figures"]:
        printed = (
            ""
            if row["published"] is None
            else f"  công bố {shown(row['published'])}{'' if row['holds'] else ' (không khớp)'}"
        )
        frame.say(args, f"{shown(row['value']):>12}  {shown(row['same_period_before']):>12}  {row['label']}{printed}")
    for child in told.get("children", ()):
        frame.say(args, f"\n{child['name'] or 'Không thuộc tổ chức nào ở trên'}")
        for row in child["figures"]:
            if row["value"]:
                frame.say(args, f"{shown(row['value']):>12}  {row['label']}")
