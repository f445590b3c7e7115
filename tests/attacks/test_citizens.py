"""Claims: of reports (200 in the soak) nothing is at rest, whoever reads the machine; what was destroyed has left the database."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from liemchinh.citizens.tests import sending
from liemchinh.cli.sealing import unseal
from liemchinh.envelopes import recipients
from liemchinh.envelopes.recipients import HeldKey
from tests.attacks.sent_reports import DESTROYED, MARK, REPORTS, SOAK
from tests.world import PASSWORD

pytestmark = [pytest.mark.attack, pytest.mark.sqlite]
ROOT = Path(__file__).resolve().parents[2]


def ran(folder: Path, prepared: Path, variant: str) -> list[bytes]:
    """An installation of its own that took and handled the reports; gives what was destroyed."""
    data, temporary = folder / variant, folder / f"{variant}-temporary"
    shutil.copytree(prepared, data)
    temporary.mkdir()
    places = {"LIEMCHINH_DATA": str(data), "TMPDIR": str(temporary), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    places |= {"LIEMCHINH_SOAK": "1"} if SOAK else {}
    call = [sys.executable, "-m", "tests.attacks.sent_reports", variant]
    done = subprocess.run(call, cwd=ROOT, env=places, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    (folder / f"{variant}-gone").write_text(done.stdout.splitlines()[-1])
    return [bytes.fromhex(one) for one in json.loads(done.stdout.splitlines()[-1])]


def at_rest(folder: Path, variant: str) -> Iterator[tuple[str, bytes]]:
    """Every file as it lay while the process ran: database, its log, book, keys, exchange, logs, temporary files."""
    for root in (folder / f"{variant}-seen", folder / f"{variant}-temporary"):
        for path in root.rglob("*"):
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()


def spellings() -> list[bytes]:
    """The marker as a database, a JSON file, or a file of base64 would hold it."""
    plain = MARK.encode()
    return [
        plain,
        json.dumps(MARK)[1:-1].encode(),
        plain.hex().encode(),
        b64encode(plain)[:12],
        MARK.encode("utf-16-le"),
    ]


def found(folder: Path, variant: str) -> set[str]:
    return {name for name, data in at_rest(folder, variant) if any(one in data for one in spellings())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


def test_of_all_reports_no_word_is_at_rest_and_what_was_destroyed_has_left(folder: Path, prepared: Path) -> None:
    gone = ran(folder, prepared, "naive")
    assert any("liemchinh.sqlite3" in name for name in found(folder, "naive")), "the naive variant must be found out"
    texts = b"".join(data for name, data in at_rest(folder, "naive") if "sqlite3" in name)
    assert len({turn for turn in range(REPORTS) if f"{MARK} số {turn}".encode() in texts}) == REPORTS
    assert any(one in texts for one in gone) and len(gone) == DESTROYED
    gone = kept_gone(folder, prepared)
    assert found(folder, "sealed") == set()
    texts = b"".join(data for name, data in at_rest(folder, "sealed") if "sqlite3" in name)
    assert [one for one in gone if one in texts] == [] and len(set(gone)) == DESTROYED


def unpacked_backup(folder: Path, variant: str) -> Path:
    """A whole backup by the real command, opened with the key its keeper wrote down. It is made of a copy: making one writes a note."""
    data, there, key = folder / f"{variant}-backed", folder / f"{variant}-unpacked", folder / f"{variant}-key"
    shutil.copytree(folder / f"{variant}-seen", data)
    file = folder / f"{variant}.age"
    call = [sys.executable, "-m", "liemchinh", "backup", str(file), "--json"]
    known = {"LIEMCHINH_DATA": str(data), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(call, cwd=ROOT, env=known, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    key.write_text(json.loads(done.stdout.splitlines()[-1])["new_keys"][0])
    unseal(file, folder / f"{variant}.tar", key)
    with tarfile.open(folder / f"{variant}.tar") as tar:
        tar.extractall(there, filter="data")
    return there


def inside(there: Path) -> dict[str, bytes]:
    """Every file of it, by name."""
    return {str(path.relative_to(there)): path.read_bytes() for path in there.rglob("*") if path.is_file()}


def test_a_whole_backup_opened_with_its_key_holds_no_word_and_nothing_that_was_destroyed(
    folder: Path, prepared: Path
) -> None:
    if not (folder / "naive-seen").exists():
        ran(folder, prepared, "naive")
    held = inside(unpacked_backup(folder, "naive"))
    weak = {name for name, data in held.items() if any(one in data for one in spellings())}
    assert weak == {"liemchinh.sqlite3"}, "the naive variant must be found out"
    assert (
        sum(f"{MARK} số {turn}".encode() in held["liemchinh.sqlite3"] for turn in range(REPORTS)) >= REPORTS - DESTROYED
    )
    gone = kept_gone(folder, prepared)
    held = inside(unpacked_backup(folder, "sealed"))
    assert "liemchinh.sqlite3" in held and any(name.startswith("keys/") for name in held)
    assert {name for name, data in held.items() if any(one in data for one in spellings())} == set()
    assert [one for one in gone for data in held.values() if one in data] == [] and len(gone) == DESTROYED
    opens_nothing(folder / "sealed-unpacked")


def opens_nothing(there: Path) -> None:
    """With the database and every file of `keys/` in hand: each of these as a phrase, as a card, and as a key itself; the phrase does."""
    rows, wraps = recipients_and_wraps(there)
    held = [HeldKey(*row) for row in rows]
    files = [path.read_bytes() for path in (there / "keys").iterdir()]
    words = [PASSWORD, *(data.hex() for data in files), *(data.decode(errors="ignore") for data in files)]
    ways = (recipients.open_with_phrase, recipients.open_with_card)
    with sending.quickly():
        assert held and {way(one, word) for one in held for word in words for way in ways} == {None}
        assert any(recipients.open_with_phrase(one, sending.PHRASES["khoa"]) for one in held)
    for wrap in wraps:
        for data in files:
            with pytest.raises((CryptoError, ValueError)):
                SealedBox(PrivateKey(data[:32])).decrypt(wrap)


def recipients_and_wraps(there: Path) -> tuple[list[tuple[bytes, ...]], list[bytes]]:
    """What stands of readers' keys, and keys of reports for readers."""
    with closing(sqlite3.connect(there / "liemchinh.sqlite3")) as opened:
        rows = opened.execute("SELECT public, salt, under_phrase, under_card FROM citizens_recipient").fetchall()
        return rows, [row[0] for row in opened.execute("SELECT wrapped FROM citizens_wrap LIMIT 40").fetchall()]


def kept_gone(folder: Path, prepared: Path) -> list[bytes]:
    """What the sealed variant destroyed; it is run once for all tests."""
    if not (folder / "sealed-seen").exists():
        ran(folder, prepared, "sealed")
    return [bytes.fromhex(one) for one in json.loads((folder / "sealed-gone").read_text())]


def test_no_key_or_password_of_the_machine_opens_a_readers_key(folder: Path, prepared: Path) -> None:
    assert len(kept_gone(folder, prepared)) == DESTROYED
    opens_nothing(folder / "sealed-seen")
