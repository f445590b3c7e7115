"""`liemchinh restore FILE`: everything is unpacked beside the data, checked to the last hash, and only then put in its place."""

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

from liemchinh.cli import archive, postgresql, sealing
from liemchinh.cli.frame import DONE, REFUSED, BadCall, complain, print_json, say
from liemchinh.journal import clock
from liemchinh.journal.services import last_sequence
from liemchinh.web.numbers import show_number

PREPARES = False
# In a process of its own, whose data directory is the unpacked backup.
VERIFY = """
import sys
from liemchinh.cli import main
if code := main(sys.argv[1:]):
    sys.exit(code)
from liemchinh.ballots.ending import void_restored
void_restored()
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What opens it, and what to compare it with."""
    parser.add_argument("file", type=Path, metavar="TỆP", help="bản sao lưu")
    parser.add_argument(
        "--identity", type=Path, metavar="TỆP", help="tệp chứa khóa riêng của một người giữ (không có thì hỏi)"
    )
    parser.add_argument("--heads", type=Path, metavar="TỆP", help="bản các đầu chuỗi giữ ở nơi khác")
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không thay gì (diễn tập)")
    parser.add_argument("--yes", action="store_true", help="không hỏi lại khi nơi này đang có dữ liệu")


def run(args: argparse.Namespace) -> int:
    """Nothing is replaced before every check has passed. Exit code 1: a check failed, or replacing was not agreed to."""
    if not args.file.is_file():
        raise BadCall(f"Không đọc được tệp {args.file}.")
    with tempfile.TemporaryDirectory(prefix="restore-", dir=archive.data()) as there:
        folder = Path(there) / "whole"
        _unpack(args, Path(there) / "packed", folder)
        manifest = json.loads((folder / archive.MANIFEST).read_text())
        if manifest.get("engine") != connection.vendor:
            raise BadCall(f"Bản sao lưu của {manifest.get('engine')}, còn nơi này dùng {connection.vendor}.")
        problems = archive.faults(folder)
        if problems:
            return _refuse(args, problems)
        if connection.vendor == "postgresql":
            with postgresql.staged(folder / postgresql.DUMP) as name:
                return _judged(args, folder, manifest, name)
        return _judged(args, folder, manifest, "")


def _unpack(args: argparse.Namespace, packed: Path, folder: Path) -> None:
    packed.touch(mode=0o600)
    sealing.unseal(args.file, packed, args.identity)
    try:
        with tarfile.open(packed, "r:gz") as tar:
            tar.extractall(folder, filter="data")
        packed.unlink()
        if not (folder / archive.MANIFEST).is_file():
            raise BadCall("Tệp này không phải bản sao lưu của Liêm Chính.")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BadCall("Tệp này không phải bản sao lưu của Liêm Chính, hoặc bị hỏng.") from error


def _judged(args: argparse.Namespace, folder: Path, manifest: dict[str, Any], staged: str) -> int:
    differ = bool(staged) and _hashes_of(folder, staged) != manifest["tables"]
    verdict = _verified(args, folder, staged)
    problems = [] if verdict["ok"] else [f"sổ nhật ký trong bản sao lưu: {verdict['why']} (số {verdict['first_bad']})"]
    if differ:
        problems.append("các bảng khác với lúc sao lưu")
    if problems:
        return _refuse(args, problems)
    say(
        args,
        f"Bản sao lưu ngày {manifest['at'][:10]} nguyên vẹn: {show_number(manifest['entries'])} bút toán, mọi mã băm đều đúng.",
    )
    if args.check:
        return _done(args, manifest, replaced=False, kept="")
    with archive.held(alone=True) as had:
        if not had:
            return _refuse(args, ["chương trình đang chạy trên dữ liệu này; hãy dừng liemchinh serve trước"])
        present = _present()
        if present and not args.yes and not _agreed(present, manifest["entries"]):
            return _refuse(args, ["chưa được đồng ý thay dữ liệu đang có (dùng --yes nếu chắc chắn)"])
        return _done(args, manifest, replaced=True, kept=_replace(folder, staged))


def _verified(args: argparse.Namespace, folder: Path, staged: str) -> dict[str, Any]:
    """The unpacked backup is a whole data directory: the ordinary command verifies it there.

    Secret votes that were under way in it are void from then on, before it takes the place of what stands here.
    """
    words = [sys.executable, "-c", VERIFY, "journal", "verify", "--json"]
    if args.heads:
        words += ["--heads", str(args.heads.resolve())]
    done = subprocess.run(words, env=_environment(folder, staged), capture_output=True, text=True, check=False)
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        found = {}
    if found and found["ok"] is (done.returncode == DONE):
        return found
    return {"ok": False, "first_bad": None, "why": done.stderr.strip()[-300:] or "không kiểm tra được"}


def _environment(folder: Path, staged: str) -> dict[str, str]:
    address = {"DATABASE_URL": postgresql.address_of(staged)} if staged else {}
    return os.environ | {"LIEMCHINH_DATA": str(folder)} | address


def _hashes_of(folder: Path, staged: str) -> dict[str, Any]:
    program = "import django, json; django.setup(); from liemchinh.cli.postgresql import table_hashes; print(json.dumps(table_hashes()))"
    done = subprocess.run(
        [sys.executable, "-c", program], env=_environment(folder, staged), capture_output=True, text=True, check=True
    )
    hashes: dict[str, Any] = json.loads(done.stdout)
    return hashes


def _present() -> int:
    try:
        return last_sequence()
    except DatabaseError:
        return 0


def _agreed(present: int, restored: int) -> bool:
    complain(
        f"Nơi này đang có {show_number(present)} bút toán; bản sao lưu có {show_number(restored)}. Dữ liệu đang có sẽ được cất riêng."
    )
    return sys.stdin.isatty() and input("Gõ “thay” để tiếp tục: ").strip().lower() == "thay"


def _replace(folder: Path, staged: str) -> str:
    """What stands here is set aside, never deleted; then the restored files take its place."""
    kept = archive.data() / f"before-restore-{clock.now():%Y%m%dT%H%M%S}"
    kept.mkdir(mode=0o700)
    connection.close()
    database = [archive.DATABASE, archive.DATABASE + "-wal", archive.DATABASE + "-shm"]
    for name in [*database, archive.HEADS, *archive.FOLDERS]:
        if (archive.data() / name).exists():
            (archive.data() / name).rename(kept / name)
    for name in [*database, archive.HEADS, *archive.FOLDERS]:
        if (folder / name).exists():
            (folder / name).rename(archive.data() / name)
    return f"{kept}, {postgresql.take_over(staged)}" if staged else str(kept)


def _done(args: argparse.Namespace, manifest: dict[str, Any], *, replaced: bool, kept: str) -> int:
    if args.json:
        print_json(
            {"ok": True, "entries": manifest["entries"], "head": manifest["head"], "replaced": replaced, "kept": kept}
        )
    if replaced:
        say(args, f"Đã phục hồi. Dữ liệu cũ cất ở {kept}: xóa khi không cần nữa.")
    return DONE


def _refuse(args: argparse.Namespace, problems: list[str]) -> int:
    if args.json:
        print_json({"ok": False, "problems": problems, "replaced": False})
    for problem in problems:
        complain(f"Không phục hồi: {problem}.")
    return REFUSED
