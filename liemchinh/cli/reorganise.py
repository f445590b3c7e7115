"""`liemchinh reorganise`: previews a decision, does it, or takes it back."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liemchinh.cli import frame
from regulations.answers import Refused
from regulations.words import own

if TYPE_CHECKING:
    from liemchinh.organisations.reorganisation import Preview

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind the command."""
    frame.add_day(parser, "--on", help="ngày sắp xếp có hiệu lực")
    parser.add_argument("--after", metavar="TỆP", help="danh sách tổ chức sau sắp xếp")
    parser.add_argument("--successions", metavar="TỆP", help="danh sách kế thừa: tổ chức nào thành tổ chức nào")
    parser.add_argument("--decision", metavar="CHỮ", default="", help="số, ngày, cơ quan ban hành quyết định")
    parser.add_argument("--source", metavar="TÊN", default="", help="tên nguồn của các mã trong tệp, như khi nhập")
    parser.add_argument("--apply", action="store_true", help="thực hiện, không chỉ xem trước")
    parser.add_argument("--undo", metavar="SỐ", type=int, help="hủy lần sắp xếp có số này")
    frame.add_account(parser)


def run(args: argparse.Namespace) -> int:
    """Prints what changes and what is left to decide; with --apply the number by which it can be undone."""
    from liemchinh.organisations.reorganisation import apply, preview, undo

    actor = frame.actor_of(args)
    if args.undo is not None:
        if args.after or args.successions or args.apply:
            raise frame.BadCall("--undo đi một mình: liemchinh reorganise --undo SỐ")
        undone_by = undo(args.undo, actor=actor)
        frame.say(args, f"Đã hủy lần sắp xếp số {args.undo}; việc hủy là số {undone_by} trong sổ.")
        if args.json:
            frame.print_json(
                {"id": args.undo, "applied": False, "undone_by": undone_by, "changes": [], "to_decide": []}
            )
        return frame.DONE
    decision = _decision(args)
    sequence = None
    if args.apply:
        sequence, seen = apply(decision, actor=actor)
    else:
        seen = preview(decision, actor=actor)
        if seen.plan.refusals:
            raise Refused(seen.plan.refusals)
    changes = _changes(seen)
    if args.json:
        told = {"id": sequence, "applied": args.apply, "changes": changes, "to_decide": seen.to_decide}
        frame.print_json(told)
    else:
        _show(args, sequence, seen, changes)
    return frame.DONE


def _decision(args: argparse.Namespace) -> Any:
    from liemchinh.organisations.lists import read_lists
    from liemchinh.organisations.reorganisation import Decision

    missing = [name for name in ("on", "decision") if not getattr(args, name)]
    if missing or not (args.after or args.successions):
        raise frame.BadCall("Cần --on, --decision và ít nhất một trong --after, --successions (hoặc --undo SỐ).")
    files = {name: getattr(args, name) for name in ("after", "successions") if getattr(args, name)}
    told = read_lists([(Path(path).name, _bytes(path)) for path in files.values()], args.on)
    if told.faults:
        raise Refused(told.faults)
    return Decision(args.decision, args.on, told.after, told.steps, args.source)


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise frame.BadCall(f"Không đọc được tệp “{path}”: {error}") from error


def _changes(seen: "Preview") -> list[dict[str, Any]]:
    made = seen.plan
    told: list[dict[str, Any]] = [
        {"change": "founded", "organisation": key, "code": facts.code, "name": facts.name, "level": facts.level,
         "kind": facts.kind, "parent": seen.name(made.parents[key])}
        for key, facts in made.founds.items()
    ]  # fmt: skip
    for number, facts in made.changes.items():
        was = seen.standing[number]
        now = {
            "code": facts.code,
            "name": facts.name,
            "level": facts.level,
            "kind": facts.kind,
            "parent": seen.name(made.parents[number]),
        }
        before = {
            "code": was.code,
            "name": was.name,
            "level": was.level,
            "kind": was.kind,
            "parent": seen.name_before(was.parent),
        }
        told.append({"change": "changed", "organisation": number, "before": before} | now)
    for number in made.ends:
        into = [
            seen.name(target)
            for source, target, _kind, _extent in made.passages
            if source == number and target is not None
        ]
        told.append({"change": "ended", "organisation": number, "name": seen.standing[number].name,
                     "code": seen.standing[number].code, "into": into, "members": seen.carried.get(number, 0)})  # fmt: skip
    return told


def _show(args: argparse.Namespace, sequence: int | None, seen: "Preview", changes: list[dict[str, Any]]) -> None:
    made = seen.plan
    print(f"Ngày {args.on:%d/%m/%Y}, {args.decision}")
    print(f"  lập mới {len(made.founds)} · thay đổi {len(made.changes)} · kết thúc {len(made.ends)} tổ chức")
    print(own(f"  {sum(seen.carried.values())} hội viên đi theo tổ chức của mình"))
    ended = [row for row in changes if row["change"] == "ended"]
    for row in ended[:_SHOWN]:
        print(f"  – {row['name']} → {', '.join(row['into']) or 'chấm dứt'}")
    if len(ended) > _SHOWN:
        print(f"  … và {len(ended) - _SHOWN} tổ chức khác (dùng --json để xem hết)")
    for item in seen.to_decide:
        targets = ", ".join(map(str, item["targets"])) or "chưa có nơi nhận"  # type: ignore[arg-type]
        waits = own(f"({item['members']} hội viên, {len(item['branches'])} chi hội)")  # type: ignore[arg-type]
        print(f"  Chờ phân bổ: {item['name']} {waits} → {targets}")
    if sequence is None:
        print("Mới xem trước; thêm --apply để thực hiện.")
    else:
        print(f"Đã thực hiện, số {sequence}. Hủy bằng: liemchinh reorganise --undo {sequence}")
