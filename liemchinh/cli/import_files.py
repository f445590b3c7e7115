"""`liemchinh import`: workbooks and CSV, one verdict a row."""

import argparse
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from liemchinh.cli import frame


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, and how they are read in."""
    parser.add_argument("files", nargs="+", metavar="TỆP", help="bảng tính hoặc CSV")
    parser.add_argument("--into", metavar="TỔ-CHỨC", help="tổ chức nhận các dòng không ghi tổ chức")
    parser.add_argument("--source", metavar="TÊN", default="", help="tên nguồn của các mã trong tệp")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem kết luận, không ghi gì")
    frame.add_account(parser)


@dataclass
class Totals:
    """What became of all rows read: read = accepted + unchanged + duplicate + rejected."""

    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0

    def add(self, kind: str) -> None:
        """One row more."""
        self.read += 1
        setattr(self, kind, getattr(self, kind) + 1)


def run(args: argparse.Namespace) -> int:
    """Takes the files in the order in which they build on each other; prints one verdict a row and the totals."""
    actor = frame.actor_of(args)
    into = frame.the_organisation(args.into, actor).organisation_id if args.into else None
    totals = Totals()
    for path, reading in _opened(args, totals):
        _take(args, path, reading, into, actor, totals)
    if args.json:
        frame.print_json(asdict(totals))
    frame.say(args, f"Đã đọc {totals.read} dòng: {totals.accepted} ghi nhận, {totals.unchanged} đã có, {totals.duplicate} chờ quyết định vì "
                    f"có thể trùng, {totals.rejected} bị từ chối.")  # fmt: skip
    return (
        frame.DONE
        if totals.accepted or totals.unchanged or (totals.duplicate and not totals.rejected)
        else frame.REFUSED
    )


def _opened(args: argparse.Namespace, totals: Totals) -> list[tuple[Path, Any]]:
    from liemchinh.imports.files import chosen_mappings, order_of
    from liemchinh.imports.reading import Unreadable, read

    opened = []
    for name in args.files:
        try:
            opened.append((Path(name), read(Path(name))))
        except Unreadable as unreadable:
            _print(args, name, "", 0, "rejected", "", unreadable.reason)
            totals.add("rejected")
    firsts = {path: min((order_of(table, mapping) for table, mapping in zip(reading.tables, chosen_mappings(reading).values(), strict=True)),
                        default=9) for path, reading in opened}  # fmt: skip
    return sorted(opened, key=lambda item: firsts[item[0]])


def _take(args: argparse.Namespace, path: Path, reading: Any, into: int | None, actor: Any, totals: Totals) -> None:
    from liemchinh.imports.files import chosen_mappings, rows_of
    from liemchinh.imports.services import How, open_run, practise, take

    mappings = chosen_mappings(reading)
    told = {str(place): mapping.to_json() for place, mapping in mappings.items()}
    how = How(args.source, into)
    for notice in reading.notices:
        frame.complain(f"{path.name}: {notice}")
    rows = rows_of(reading, mappings)
    if args.dry_run:
        found = practise(rows, path.name, how, actor=actor)
    else:
        found = take(open_run(path.read_bytes(), path.name, how, told, actor=actor), rows, actor=actor)
    bar = frame.bar(reading.count, path.name)
    for verdicts in found:
        for verdict in verdicts:
            _print(args, str(path), verdict.sheet, verdict.row, verdict.kind, verdict.column, verdict.reason)
            totals.add(verdict.kind)
        bar.update(len(verdicts))
    bar.close()


def _print(args: argparse.Namespace, file: str, sheet: str, row: int, verdict: str, column: str, reason: str) -> None:
    if args.json:
        frame.print_json(
            {"file": file, "sheet": sheet, "row": row, "verdict": verdict, "column": column, "reason": reason}
        )
    elif verdict in {"duplicate", "rejected"}:
        where = f"{file}, trang {sheet}, dòng {row}" if sheet else f"{file}, dòng {row}"
        frame.say(
            args,
            f"{where}: {'chờ quyết định' if verdict == 'duplicate' else 'từ chối'}{f', cột {column}' if column else ''}: {reason}",
        )
