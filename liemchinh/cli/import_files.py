"""`liemchinh import`: workbooks and CSV, one verdict a row."""

import argparse
from collections.abc import Iterator
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
    frame.say(
        args,
        f"Đã đọc {totals.read} dòng: {totals.accepted} ghi nhận, {totals.unchanged} đã có, "
        f"{totals.duplicate} chờ quyết định vì có thể trùng, {totals.rejected} bị từ chối.",
    )
    done = totals.accepted or totals.unchanged or (totals.duplicate and not totals.rejected)
    return frame.DONE if done else frame.REFUSED


def _opened(args: argparse.Namespace, totals: Totals) -> list[tuple[Path, Any]]:
    from liemchinh.imports.files import chosen_mappings
    from liemchinh.imports.reading import Unreadable, read
    from liemchinh.imports.stream import order_of

    opened = []
    for name in args.files:
        try:
            reading = read(Path(name))
        except Unreadable as unreadable:
            _refuse(args, name, unreadable.reason, totals)
            continue
        mappings = chosen_mappings(reading)
        first = min((order_of(table, mappings[place]) for place, table in enumerate(reading.tables)), default=(9, ""))
        opened.append((first, Path(name), reading))
        _tell_remembered(Path(name), reading, mappings)
    return [(path, reading) for _first, path, reading in sorted(opened, key=lambda item: item[0])]


def _tell_remembered(path: Path, reading: Any, mappings: Any) -> None:
    for notice in reading.notices:
        frame.complain(f"{path.name}: {notice}")
    for place, table in enumerate(reading.tables):
        if mappings[place] != table.mapping:
            taken = ", ".join(
                f"{column.heading} → {column.field}" for column in mappings[place].columns if column.field
            )
            frame.complain(f"{path.name}: đọc cột như lần trước đã chọn: {taken}.")


def _take(args: argparse.Namespace, path: Path, reading: Any, into: int | None, actor: Any, totals: Totals) -> None:
    from liemchinh.imports.reading import Unreadable

    bar = frame.bar(reading.count, path.name)
    try:
        for verdicts in _verdicts(args, path, reading, into, actor):
            for verdict in verdicts:
                _print(args, str(path), verdict.sheet, verdict.row, verdict.kind, verdict.column, verdict.reason)
                totals.add(verdict.kind)
            bar.update(len(verdicts))
    except Unreadable as unreadable:
        _refuse(args, str(path), unreadable.reason, totals)
    finally:
        bar.close()


def _verdicts(args: argparse.Namespace, path: Path, reading: Any, into: int | None, actor: Any) -> Iterator[list[Any]]:
    """Pieces of verdicts; with --dry-run all at once, and nothing kept."""
    from liemchinh.imports.files import chosen_mappings, told
    from liemchinh.imports.services import How, kept_before, open_run, practise, take
    from liemchinh.imports.stream import Rows

    mappings = chosen_mappings(reading)
    how = How(args.source, into)
    if args.dry_run:
        yield practise(Rows(reading, mappings), path.name, how, actor=actor)
        return
    run = open_run(path.read_bytes(), path.name, how, told(mappings), total=reading.count, actor=actor)
    yield kept_before(run)
    yield from take(run, Rows(reading, mappings), actor=actor)


def _refuse(args: argparse.Namespace, name: str, reason: str, totals: Totals) -> None:
    _print(args, name, "", 0, "rejected", "", reason)
    totals.add("rejected")


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
