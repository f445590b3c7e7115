"""What a backup is made of: a snapshot, the heads, keys and files, and a manifest with the hash of every file and every table."""

import fcntl
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

FORMAT = 1
DATABASE, HEADS, MANIFEST = "liemchinh.sqlite3", "heads.jsonl", "manifest.json"
FOLDERS = ("keys", "files")
NOTES = "backups.jsonl"
RECIPIENTS = "backup.recipients"


def data() -> Path:
    """The data directory of this installation."""
    return Path(settings.DATA)


def snapshot(source: Path, target: Path) -> None:
    """Copies a live SQLite database as it stands at one moment, without stopping anybody."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def table_hashes(database: Path, *, watch: Callable[[str], object] = lambda table: None) -> dict[str, dict[str, Any]]:
    """Rows and SHA-256 of every table, in the order the rows lie."""
    found = {}
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        names = reader.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        for (name,) in names.fetchall():
            watch(name)
            found[name] = rows_hash(reader.execute(f'SELECT * FROM "{name}" ORDER BY rowid'))  # noqa: S608 (the database's own names)
    return found


def rows_hash(rows: Any) -> dict[str, Any]:
    """How many rows, and one hash over all of them."""
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(repr(row).encode() + b"\n")
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def last_entry(database: Path) -> tuple[int, str]:
    """Sequence and hash of the newest entry of a SQLite database; (0, "") for an empty book."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        row = reader.execute("SELECT sequence, hash FROM journal_entry ORDER BY sequence DESC LIMIT 1").fetchone()
    return (row[0], bytes(row[1]).hex()) if row else (0, "")


def heads_until(sequence: int) -> str:
    """The lines of heads that the snapshot reaches; a broken line is kept, to be found when the copy is verified."""
    file = data() / HEADS
    if not file.exists():
        return ""
    return "".join(line + "\n" for line in file.read_text(errors="replace").splitlines() if _sequence(line) <= sequence)


def _sequence(line: str) -> int:
    try:
        return int(json.loads(line)["sequence"])
    except (ValueError, KeyError, TypeError):
        return 0


def files_of(folder: Path) -> Iterator[Path]:
    """Every file under a folder but the manifest, in a fixed order, named from the folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            yield path.relative_to(folder)


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def faults(folder: Path) -> list[str]:
    """What in an unpacked backup is not as its manifest says; empty when everything is."""
    manifest = json.loads((folder / MANIFEST).read_text())
    if manifest["format"] != FORMAT:
        return [f"bản sao lưu dạng {manifest['format']}, phần mềm này đọc được dạng {FORMAT}"]
    there = {str(path): file_hash(folder / path) for path in files_of(folder)}
    found = [f"tệp {name} thiếu, thừa hoặc bị đổi" for name in sorted(there.keys() ^ manifest["files"].keys())]
    found += [
        f"tệp {name} bị đổi" for name, digest in sorted(there.items()) if manifest["files"].get(name, digest) != digest
    ]
    if found or manifest["engine"] != "sqlite":
        return found
    tables = table_hashes(folder / DATABASE)
    return [f"bảng {name} khác với lúc sao lưu" for name in sorted(tables.keys() | manifest["tables"].keys())
            if tables.get(name) != manifest["tables"].get(name)]  # fmt: skip


def note_backup(**told: Any) -> None:
    """Keeps when and what was backed up, for `doctor`."""
    with (data() / NOTES).open("a") as file:
        file.write(json.dumps(told) + "\n")


def last_backup() -> dict[str, Any] | None:
    """The newest backup noted here."""
    notes = data() / NOTES
    lines = notes.read_text().splitlines() if notes.exists() else []
    return json.loads(lines[-1]) if lines else None


@contextmanager
def held(*, alone: bool) -> Iterator[bool]:
    """Holds the data directory: many may run (`serve`), one alone may replace it (`restore`). Yields whether it could be had."""
    with (data() / "running.lock").open("w") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
