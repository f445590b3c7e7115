"""`liemchinh tree`: the organisations of a day, by level and kind, and one by one."""

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from liemchinh.cli import frame


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind the command."""
    parser.add_argument("organisation", nargs="?", metavar="TỔ-CHỨC", help="số, mã hoặc tên đầy đủ; bỏ trống: mọi cây")
    frame.add_day(parser, "--on", help="ngày của cây; bỏ trống: hôm nay")
    frame.add_account(parser)


def run(args: argparse.Namespace) -> int:
    """Prints counts and, with --json, every organisation with its parent and its members that day."""
    from liemchinh.journal import clock
    from liemchinh.organisations.queries import depth_first, headcounts, tops_visible_to

    actor = frame.actor_of(args)
    on: date = args.on or clock.today()
    if args.organisation:
        starts = [frame.the_organisation(args.organisation, actor, on).organisation_id]
    else:
        starts = [version.organisation_id for version in tops_visible_to(actor, on)]
    listed = [item for start in starts for item in depth_first(start, on)]
    members = headcounts([version.organisation_id for _depth, version in listed], on) if listed else {}
    counts = Counter((version.level, version.kind) for _depth, version in listed)
    told = [{"level": level, "kind": kind, "count": count} for (level, kind), count in sorted(counts.items())]
    if args.json:
        frame.print_json({"on": on, "counts": told, "organisations": [_told(*item, members) for item in listed]})
    else:
        _show(on, told, len(listed))
    return frame.DONE


def _told(depth: int, version: Any, members: Any) -> dict[str, Any]:
    return {
        "id": version.organisation_id,
        "code": version.code,
        "name": version.name,
        "level": version.level,
        "kind": version.kind,
        "category": version.category,
        "parent": version.parent_id,
        "depth": depth,
        "valid_from": version.valid_from,
        "members": members.get(version.organisation_id, 0),
    }


def _show(on: date, counts: Sequence[dict[str, Any]], total: int) -> None:
    print(f"Ngày {on:%d/%m/%Y}: {total} tổ chức")
    for row in counts:
        print(f"{row['count']:>8}  {row['level'] or '–'} · {row['kind']}")
