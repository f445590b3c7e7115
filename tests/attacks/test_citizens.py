"""Claims: of reports (200 in the soak) nothing is at rest, whoever reads the machine; what was destroyed has left the database."""

import json
import shutil
import sqlite3
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from liemchinh.citizens.tests import sending
from liemchinh.cli.sealing import unseal
from liemchinh.envelopes import recipients
from liemchinh.envelopes.recipients import HeldKey
from tests.attacks.sent_reports import DESTROYED, MARK, REPORTS, SOAK
from tests.forked import Forks
from tests.world import PASSWORD

pytestmark = [pytest.mark.attack, pytest.mark.sqlite]


@dataclass
class Handled:
    """Installations of their own that took and handled the reports, each variant once for all tests."""

    folder: Path
    prepared: Path
    forks: Forks
    gone: dict[str, list[bytes]] = field(default_factory=dict)

    def destroyed(self, variant: str) -> list[bytes]:
        """What the variant destroyed."""
        if variant not in self.gone:
            data, temporary = self.folder / variant, self.folder / f"{variant}-temporary"
            shutil.copytree(self.prepared, data)
            temporary.mkdir()
            places = {"LIEMCHINH_DATA": str(data), "TMPDIR": str(temporary)} | ({"LIEMCHINH_SOAK": "1"} if SOAK else {})
            code, out, err = self.forks.call("-m", "tests.attacks.sent_reports", variant, **places)
            assert code == 0, err[-3000:]
            self.gone[variant] = [bytes.fromhex(one) for one in json.loads(out.splitlines()[-1])]
        return self.gone[variant]


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
def handled(tmp_path_factory: pytest.TempPathFactory, prepared: Path, forks: Forks) -> Handled:
    return Handled(tmp_path_factory.mktemp("reports"), prepared, forks)


def test_of_all_reports_no_word_is_at_rest_and_what_was_destroyed_has_left(handled: Handled) -> None:
    folder, gone = handled.folder, handled.destroyed("naive")
    assert any("liemchinh.sqlite3" in name for name in found(folder, "naive")), "the naive variant must be found out"
    texts = b"".join(data for name, data in at_rest(folder, "naive") if "sqlite3" in name)
    assert len({turn for turn in range(REPORTS) if f"{MARK} số {turn}".encode() in texts}) == REPORTS
    assert any(one in texts for one in gone) and len(gone) == DESTROYED
    gone = handled.destroyed("sealed")
    assert found(folder, "sealed") == set()
    texts = b"".join(data for name, data in at_rest(folder, "sealed") if "sqlite3" in name)
    assert [one for one in gone if one in texts] == [] and len(set(gone)) == DESTROYED


def unpacked_backup(handled: Handled, variant: str) -> Path:
    """A whole backup by the real command, opened with the key its keeper wrote down. It is made of a copy: making one writes a note."""
    folder = handled.folder
    data, there, key = folder / f"{variant}-backed", folder / f"{variant}-unpacked", folder / f"{variant}-key"
    shutil.copytree(folder / f"{variant}-seen", data)
    file = folder / f"{variant}.age"
    code, out, err = handled.forks.call("-m", "liemchinh", "backup", str(file), "--json", LIEMCHINH_DATA=str(data))
    assert code == 0, err[-3000:]
    key.write_text(json.loads(out.splitlines()[-1])["new_keys"][0])
    unseal(file, folder / f"{variant}.tar", key)
    with tarfile.open(folder / f"{variant}.tar") as tar:
        tar.extractall(there, filter="data")
    return there


def inside(there: Path) -> dict[str, bytes]:
    """Every file of it, by name."""
    return {str(path.relative_to(there)): path.read_bytes() for path in there.rglob("*") if path.is_file()}


def test_a_whole_backup_opened_with_its_key_holds_no_word_and_nothing_that_was_destroyed(
    handled: Handled,
) -> None:
    assert len(handled.destroyed("naive")) == DESTROYED
    held = inside(unpacked_backup(handled, "naive"))
    weak = {name for name, data in held.items() if any(one in data for one in spellings())}
    assert weak == {"liemchinh.sqlite3"}, "the naive variant must be found out"
    assert (
        sum(f"{MARK} số {turn}".encode() in held["liemchinh.sqlite3"] for turn in range(REPORTS)) >= REPORTS - DESTROYED
    )
    gone = handled.destroyed("sealed")
    held = inside(unpacked_backup(handled, "sealed"))
    assert "liemchinh.sqlite3" in held and any(name.startswith("keys/") for name in held)
    assert {name for name, data in held.items() if any(one in data for one in spellings())} == set()
    assert [one for one in gone for data in held.values() if one in data] == [] and len(gone) == DESTROYED
    opens_nothing(handled.folder / "sealed-unpacked")


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


def test_no_key_or_password_of_the_machine_opens_a_readers_key(handled: Handled) -> None:
    assert len(handled.destroyed("sealed")) == DESTROYED
    opens_nothing(handled.folder / "sealed-seen")
