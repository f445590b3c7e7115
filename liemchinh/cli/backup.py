"""`liemchinh backup FILE`: the whole installation in one encrypted file, consistent while people go on working."""

import argparse
import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.db import connection

from liemchinh.cli import archive, postgresql, sealing
from liemchinh.cli.frame import DONE, REFUSED, complain, print_json, say
from liemchinh.journal import clock
from liemchinh.web.numbers import show_number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and for whom."""
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp sẽ tạo; không ghi đè tệp đã có")
    parser.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="KHÓA",
        help="khóa công khai age của người giữ; ghi hai lần trở lên",
    )
    parser.add_argument(
        "--passphrase", action="store_true", help=f"khóa bằng mật khẩu ({sealing.PASSPHRASE} hoặc gõ vào)"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when the file is there already."""
    target: Path = args.file
    if target.exists() or not target.parent.is_dir():
        complain(f"Tệp {target} đã có." if target.exists() else f"Không có thư mục {target.parent}.")
        return REFUSED
    passphrase = sealing.asked_passphrase(twice=True) if args.passphrase else ""
    keys, fresh = ([], []) if args.passphrase else sealing.recipients(args.to)
    partial = target.with_name(target.name + ".partial")
    with tempfile.TemporaryDirectory(prefix="backup-", dir=archive.data()) as there:
        inside = Path(there) / "whole"
        inside.mkdir()
        manifest = gather(inside)
        packed = Path(there) / "packed"
        with tarfile.open(packed, "w:gz", compresslevel=3) as tar:
            tar.add(inside, arcname=".")
        partial.touch(mode=0o600)
        if passphrase:
            sealing.seal_with_passphrase(packed, partial, passphrase)
        else:
            sealing.seal(packed, partial, keys)
    partial.rename(target)
    told = {
        "at": manifest["at"],
        "file": str(target.resolve()),
        "sha256": archive.file_hash(target),
        "entries": manifest["entries"],
    }
    archive.note_backup(**told)
    if args.json:
        print_json(told | {"size": target.stat().st_size, "new_keys": fresh})
    say(
        args,
        f"Đã sao lưu {show_number(manifest['entries'])} bút toán vào {target} ({target.stat().st_size // 1024} KB).",
    )
    if fresh:
        say(
            args,
            "Hai khóa mở bản sao lưu, chỉ in một lần, không lưu ở máy này. Mỗi người giữ một khóa, trên giấy, ở nơi khác nhau:",
        )
        for key in fresh:
            say(args, f"  {key}")
    return DONE


def gather(folder: Path) -> dict[str, Any]:
    """Copies everything into `folder` with a manifest, and gives the manifest."""
    manifest: dict[str, Any] = {"format": archive.FORMAT, "at": clock.now().isoformat(), "engine": connection.vendor}
    if connection.vendor == "postgresql":
        manifest["tables"], (sequence, head) = postgresql.dump(folder / postgresql.DUMP)
    else:
        archive.snapshot(archive.data() / archive.DATABASE, folder / archive.DATABASE)
        manifest["tables"] = archive.table_hashes(folder / archive.DATABASE)
        sequence, head = archive.last_entry(folder / archive.DATABASE)
    (folder / archive.HEADS).write_text(archive.heads_until(sequence))
    for name in archive.FOLDERS:
        if (archive.data() / name).is_dir():
            shutil.copytree(archive.data() / name, folder / name)
    manifest |= {"entries": sequence, "head": head}
    manifest["files"] = {str(path): archive.file_hash(folder / path) for path in archive.files_of(folder)}
    (folder / archive.MANIFEST).write_text(json.dumps(manifest, indent=1))
    return manifest
