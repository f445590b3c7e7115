"""Backing up and restoring: whole, encrypted, checked before anything is replaced."""

import io
import json
import sqlite3
import stat
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.forked import Forks

Run = Callable[..., Any]
Count = Callable[[], int]
pytestmark = pytest.mark.sqlite
PHRASE = {"LIEMCHINH_BACKUP_PASSPHRASE": "sáu từ không hề liên quan gì"}


def repacked(sealed: Path, key: Path, change: Callable[[Path], None], tmp_path: Path) -> Path:
    """The backup as somebody who holds a key might have changed it."""
    identity = pyrage.x25519.Identity.from_str(key.read_text().split()[-1])
    folder = tmp_path / "opened"
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(sealed.read_bytes(), [identity]))) as tar:
        tar.extractall(folder, filter="data")
    change(folder)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        tar.add(folder, arcname=".")
    target = tmp_path / "changed.age"
    target.write_bytes(pyrage.encrypt(packed.getvalue(), [identity.to_public()]))
    return target


def test_what_was_backed_up_comes_back_whole(
    command: Run, entries: Count, write: Callable[[int], None], backed: tuple[Path, Path]
) -> None:
    sealed, key = backed
    write(3)
    assert entries() == 8
    done = command("restore", str(sealed), "--identity", str(key), "--yes", "--json")
    assert (done.code, done.json[0]["entries"], done.json[0]["replaced"]) == (0, 5, True), done.err
    assert entries() == 5
    tree = command("tree", "--on", "2025-01-01", "--json").json[0]
    assert sum(row["count"] for row in tree["counts"]) == 5
    set_aside = Path(done.json[0]["kept"])
    assert (set_aside / "liemchinh.sqlite3").is_file() and (set_aside / "keys" / "heads.key").is_file()


def test_data_that_stands_is_not_replaced_unasked(command: Run, entries: Count, backed: tuple[Path, Path]) -> None:
    sealed, key = backed
    done = command("restore", str(sealed), "--identity", str(key))
    assert done.code == 1 and "--yes" in done.err and entries() == 5


def test_the_file_shows_nothing_of_what_is_inside(backed: tuple[Path, Path], tmp_path: Path) -> None:
    sealed, _key = backed
    content = sealed.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n") and "Đảng bộ".encode() not in content
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    left = [path.name for path in (tmp_path / "data").iterdir() if path.name.startswith("backup-")]
    assert left == []


def test_private_keys_are_printed_once_and_not_kept(command: Run, backed: tuple[Path, Path], tmp_path: Path) -> None:
    again = command("backup", str(tmp_path / "second.age"), "--json")
    assert again.json[0]["new_keys"] == []
    kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file() and b"AGE-SECRET" in path.read_bytes()]
    assert kept == [] and len((tmp_path / "data" / "backup.recipients").read_text().split()) == 2


def test_one_recipient_is_not_enough(command: Run, tmp_path: Path) -> None:
    alone = str(pyrage.x25519.Identity.generate().to_public())
    assert command("backup", str(tmp_path / "b.age"), "--to", alone).code == 2
    assert command("backup", str(tmp_path / "b.age"), "--to", alone, "--to", "age1nonsense").code == 2
    assert not (tmp_path / "b.age").exists()


def test_a_backup_never_replaces_a_file(command: Run, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    assert command("backup", str(tmp_path / "there")).code == 1 and (tmp_path / "there").read_text() == "x"


def test_the_wrong_key_opens_nothing(command: Run, entries: Count, backed: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text(str(pyrage.x25519.Identity.generate()))
    assert command("restore", str(backed[0]), "--identity", str(tmp_path / "wrong"), "--yes").code == 2
    assert entries() == 5


def test_a_damaged_file_is_refused(command: Run, entries: Count, backed: tuple[Path, Path]) -> None:
    sealed, key = backed
    whole = sealed.read_bytes()
    for damaged in (
        whole[:60] + bytes([whole[60] ^ 1]) + whole[61:],
        whole[:-500],
        whole[:-1] + bytes([whole[-1] ^ 1]),
    ):
        sealed.write_bytes(damaged)
        assert command("restore", str(sealed), "--identity", str(key), "--yes").code == 2
    assert entries() == 5


def test_something_else_is_refused(command: Run, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("x")
    assert command("restore", str(tmp_path / "letter"), LIEMCHINH_BACKUP_PASSPHRASE="x").code == 2
    assert command("restore", str(tmp_path / "nowhere")).code == 2


def drop_a_key(folder: Path) -> None:
    (folder / "keys" / "heads.key").unlink()


def edit_the_heads(folder: Path) -> None:
    (folder / "heads.jsonl").write_text("")


def slip_in_a_file(folder: Path) -> None:
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files" / "x").write_text("x")


def edit_a_table(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "liemchinh.sqlite3")) as database, database:
        database.execute("UPDATE organisations_version SET name = 'X'")
    mend_the_file_hash(folder)


def edit_the_book(folder: Path) -> None:
    from liemchinh.cli.archive import table_hashes

    with closing(sqlite3.connect(folder / "liemchinh.sqlite3")) as database, database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE journal_entry SET organisation_id = 99 WHERE sequence = 2")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["tables"] = table_hashes(folder / "liemchinh.sqlite3")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    mend_the_file_hash(folder)


def mend_the_file_hash(folder: Path) -> None:
    from liemchinh.cli.archive import file_hash

    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["liemchinh.sqlite3"] = file_hash(folder / "liemchinh.sqlite3")
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("change", [drop_a_key, edit_the_heads, slip_in_a_file, edit_a_table, edit_the_book])
def test_a_backup_changed_by_somebody_with_a_key_is_refused_before_anything_is_replaced(
    command: Run, entries: Count, backed: tuple[Path, Path], tmp_path: Path, change: Callable[[Path], None]
) -> None:
    sealed, key = backed
    before = sorted(path.name for path in (tmp_path / "data").iterdir())
    changed = repacked(sealed, key, change, tmp_path)
    done = command("restore", str(changed), "--identity", str(key), "--yes", "--json")
    assert (done.code, done.json[0]["replaced"]) == (1, False), done.err
    assert entries() == 5 and sorted(path.name for path in (tmp_path / "data").iterdir()) == before


def test_a_backup_that_ends_before_the_head_kept_elsewhere_is_refused(
    command: Run, write: Callable[[int], None], backed: tuple[Path, Path], tmp_path: Path
) -> None:
    write(2)
    elsewhere = tmp_path / "heads.jsonl"
    elsewhere.write_text((tmp_path / "data" / "heads.jsonl").read_text())
    sealed, key = backed
    done = command("restore", str(sealed), "--identity", str(key), "--yes", "--heads", str(elsewhere))
    assert done.code == 1 and "thiếu phần đuôi" in done.err


def test_a_passphrase_seals_and_opens_and_an_empty_place_takes_a_backup_without_being_asked(
    command: Run, write: Callable[[int], None], tmp_path: Path
) -> None:
    write(2)
    file, other = str(tmp_path / "p.age"), {"LIEMCHINH_DATA": str(tmp_path / "other")}
    assert command("backup", file, "--passphrase", **PHRASE).code == 0
    wrong = {"LIEMCHINH_BACKUP_PASSPHRASE": "một mật khẩu khác hẳn"}
    assert command("restore", file, **wrong, **other).code == 2
    assert command("restore", file, **PHRASE, **other).code == 0
    told = command("journal", "verify", "--json", "--state", **other)
    assert (told.code, told.json[0]["entries"], told.json[0]["ok"]) == (0, 2, True)


def test_a_short_passphrase_is_refused(command: Run, tmp_path: Path) -> None:
    assert command("backup", str(tmp_path / "p.age"), "--passphrase", LIEMCHINH_BACKUP_PASSPHRASE="ngắn quá").code == 2


VOTING = """
from datetime import date
from liemchinh.access.actor import Actor
from liemchinh.ballots.models import Box
from liemchinh.members.models import Person
from liemchinh.organisations.models import Organisation
people = [Person.objects.create(recorded_by=1) for _number in range(2)]
Box.objects.create(
    organisation=Organisation.objects.first(), kind="confidence", use="confidence", rows=[], columns=[], on=date(2026, 3, 3),
    channels="paper", state="open", first_teller=people[0], second_teller=people[1], recorded_by=1,
)
"""


def test_a_drill_replaces_nothing_and_a_secret_vote_that_was_under_way_in_the_copy_is_void(
    command: Run, entries: Count, write: Callable[[int], None], backed: tuple[Path, Path], tmp_path: Path, forks: Forks
) -> None:
    assert forks.call("-c", VOTING, LIEMCHINH_DATA=str(tmp_path / "data"))[0] == 0
    assert command("backup", str(tmp_path / "open.age")).code == 0
    write(3)
    states, left = [], []
    for words in (("--check",), ("--yes",)):
        done = command("restore", str(tmp_path / "open.age"), "--identity", str(backed[1]), "--json", *words)
        assert (done.code, done.json[0]["replaced"]) == (0, words == ("--yes",))
        with closing(sqlite3.connect(tmp_path / "data" / "liemchinh.sqlite3")) as database:
            states += database.execute("SELECT state, void_reason FROM ballots_box").fetchall()
        left.append(entries())
    assert states == [("open", ""), ("void", "restored")] and left == [8, 6]
    assert command("journal", "verify").code == 0
