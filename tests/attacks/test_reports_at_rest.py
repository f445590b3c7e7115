"""Claim: of what citizens report nothing can be read where the public pages run, by whoever holds the disk and every key on it.

The real process is sent reports whose every part carries a marker: text, names, files of three megabytes and their names, messages,
suggestions, also in forms that are refused. Then every byte at rest is searched: database, write-ahead log, exchange, temporary folder
(watched all the while), log. And every sealed thing is tried with every key that lies there.
"""

import re
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import path
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from liemchinh.envelopes import exchange
from liemchinh.envelopes.recipients import fingerprint
from liemchinh.envelopes.reports import open_body
from liemchinh.envelopes.seals import new_pair, unwrap, wrap
from liemchinh.envelopes.tests.examples import channel
from liemchinh.public.store import Store
from liemchinh.public.tests.site import OFFICE_SEED, served

pytestmark = pytest.mark.attack
LARGE = 3 * 1024 * 1024
FIELDS = {"kind": "money.bribe", "concerned": "-"}


def marker(number: int) -> str:
    """What is looked for."""
    return f"dauvet{number:05d}khongaiduocdoc"


def spellings(text: str) -> Iterator[bytes]:
    """A text as it may stand somewhere: plain, in hexadecimal, in UTF-16, percent-encoded, in Base64 at each of its three offsets."""
    raw = text.encode()
    yield from (raw, raw.hex().encode(), text.encode("utf-16-le"), quote(text).encode())
    for offset in range(3):
        yield b64encode(bytes(offset) + raw)[4:-4]


def lying_at(folders: list[Path]) -> bytes:
    """Every byte under the folders, names of files included."""
    found = [path for folder in folders for path in folder.rglob("*")]
    return b"\n".join([str(path).encode() for path in found] + [path.read_bytes() for path in found if path.is_file()])


def seen(markers: list[str], data: bytes) -> set[str]:
    """The markers that stand in the data in any spelling. Their common stem is looked for first: usually nothing is there."""
    stem = set(spellings("khongaiduocdoc"))
    if not any(part in data for part in stem):
        return set()
    return {one for one in markers if any(part in data for part in spellings(one))}


@contextmanager
def watched(folder: Path) -> Iterator[list[bytes]]:
    """What lay in a folder at any moment, also for a thousandth of a second."""
    found: list[bytes] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            for one in folder.rglob("*"):
                try:
                    found.append(one.read_bytes()[:4096])
                except OSError:
                    continue
            time.sleep(0.0005)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield found
    finally:
        stop.set()
        thread.join()


CALLER = ["10.0.0.1"]  # who sends now, as a proxy would say: no limit of one address stands in the way


def ask(address: str, data: dict[str, object] | None = None) -> str:
    """The page at an address, or the answer to a form; refusals too."""
    body = encode_multipart(BOUNDARY, data) if data is not None else None
    told = {"Content-Type": MULTIPART_CONTENT, "X-Forwarded-For": CALLER[0]}
    try:
        with urlopen(Request(address, body, told), timeout=120) as answer:  # noqa: S310 (our own)
            return str(answer.read().decode())
    except HTTPError as refused:
        return refused.read().decode()


def send(address: str, data: dict[str, object], at: str = "") -> str:
    """A form opened and sent."""
    token = re.findall(r'name="token" value="([^"]+)"', ask(address))[0]
    return ask(at or address, {"token": token, **data})


def report_everything(server: str, code: str, number: int) -> None:
    """A report, a message to it, a suggestion, and the same in forms that are refused, with the marker in every part."""
    mark, CALLER[0] = marker(number), f"10.0.{number // 250}.{number % 250}"
    start = b"%PDF-1.7 " + mark.encode()
    file = SimpleUploadedFile(f"{mark}.pdf", start + bytes(LARGE if number % 20 == 0 else 900) + mark.encode())
    told = dict.fromkeys(("who", "happened", "text", "name", "reach"), mark)
    page = send(f"{server}/o/{code}/report/", FIELDS | told | {"files": file})
    receipt = "".join(re.findall(r"<span>(\d{4})</span>", page))
    assert len(receipt) == 20, page[:2000]
    opened = send(f"{server}/receipt/", {"receipt": receipt})
    assert mark in opened
    hidden = {name: re.findall(rf'name="{name}" value="([^"]+)"', opened)[0] for name in ("held", "token")}
    more = SimpleUploadedFile(f"{mark}.jpg", b"\xff\xd8\xff" + mark.encode())
    assert "Đã gửi tin nhắn" in ask(f"{server}/receipt/message/", hidden | {"text": mark, "files": more})
    send(f"{server}/o/{code}/suggest/", {"text": mark})
    bad = SimpleUploadedFile(f"{mark}.exe", b"MZ" + mark.encode())
    assert "Chưa gửi được" in send(f"{server}/o/{code}/report/", told | {"kind": mark, "files": bad})
    send(f"{server}/receipt/", {"receipt": mark})
    ask(f"{server}/o/{mark}/?q={mark}")


# The weak variant: what a form usually does.


def weak_view(request: object) -> HttpResponse:
    """Keeps what came in as it came."""
    files, words = request.FILES, request.POST["text"]  # type: ignore[attr-defined]
    files["files"].read(1)
    time.sleep(0.05)
    with WEAK_STORE[0].transaction() as database:
        database.execute("INSERT INTO suggestion VALUES (?, '', '', x'', '', ?)", (words, words.encode()))
    return HttpResponse()


WEAK_STORE: list[Store] = []
urlpatterns = [path("weak/", weak_view)]


def test_the_marker_is_found_where_a_report_is_kept_as_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, data = tmp_path / "temporary", tmp_path / "data"
    temporary.mkdir()
    WEAK_STORE[:] = [Store(data / "weak.sqlite3")]
    file = SimpleUploadedFile("a.pdf", marker(1).encode() + bytes(LARGE))
    with (
        override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[], FILE_UPLOAD_TEMP_DIR=str(temporary)),
        watched(temporary) as passing,
    ):
        assert Client().post("/weak/", {"text": marker(0), "files": file}).status_code == 200
    assert seen([marker(0), marker(1)], lying_at([data])) == {marker(0)}
    assert seen([marker(0), marker(1)], b"\n".join(passing)) == {marker(1)}
    WEAK_STORE[0].close()
    # Deleted rows stand in the write-ahead log until it is emptied.
    store = Store(data / "log.sqlite3")
    for statement in (f"INSERT INTO fact VALUES ('{marker(2)}', x'00')", "DELETE FROM fact"):
        with store.transaction() as database:
            database.execute(statement)
    assert seen([marker(2)], lying_at([data])) == {marker(2)}
    store.empty_log()
    assert seen([marker(2)], lying_at([data])) == set()
    store.close()


def test_the_marker_is_found_in_any_spelling() -> None:
    text = marker(7)
    for part in spellings(text):
        assert seen([text], b"x" * 5 + part + b"y" * 5) == {text}


# The claim.


def keys_at_rest(data: Path) -> set[bytes]:
    """Every run of 32 bytes that somebody kept as a value: in the facts of the database, and in the files of keys."""
    store = Store(data / "public.sqlite3")
    with store.reading() as database:
        values = [bytes(row["value"]) for row in database.execute("SELECT value FROM fact")]
    store.close()
    values += [path.read_bytes() for path in (data / "keys").glob("*")]
    return {
        value[start : start + 32]
        for value in values
        for start in range(0, max(1, len(value) - 31), 8)
        if len(value) >= 32
    }


def sealed_at_rest(data: Path) -> list[bytes]:
    """Every sealed thing of a citizen: what is wrapped, and what is sealed. The empty report for wrong receipts is left out."""
    store = Store(data / "public.sqlite3")
    with store.reading() as database:
        rows = database.execute("SELECT body, identity, locked, wraps FROM report WHERE office <> ''").fetchall()
        found = [bytes(row[name]) for row in rows for name in ("body", "identity", "locked")]
        found += [bytes.fromhex(one) for row in rows for one in re.findall(r'": "([0-9a-f]+)"', row["wraps"])]
        found += [bytes(row[0]) for row in database.execute("SELECT body FROM message UNION ALL SELECT key FROM file")]
    store.close()
    return found


def opened_with(keys: set[bytes], sealed: list[bytes]) -> int:
    """How many of them open with one of the keys, tried as a private key and as a shared one."""
    count = 0
    for thing in sealed:
        for key in keys:
            for box in (SealedBox(PrivateKey(key)), SecretBox(key)):
                try:
                    box.decrypt(thing)
                    count += 1
                except (CryptoError, ValueError):
                    continue
    return count


def test_a_key_kept_beside_the_reports_would_be_tried_and_would_open_them(tmp_path: Path) -> None:
    store, pair, reader = Store(tmp_path / "public.sqlite3"), new_pair(), new_pair()
    store.keep_fact("convenient", b"head1234" + pair.private)
    store.close()
    assert opened_with(keys_at_rest(tmp_path), [SealedBox(PrivateKey(pair.private).public_key).encrypt(b"x")]) == 1
    assert opened_with(keys_at_rest(tmp_path), [wrap(pair.private, reader.public)]) == 0


def test_nothing_of_a_report_lies_in_plain_where_the_public_pages_run(
    tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    number, told, temporary = count(4, 200), channel(), tmp_path / "temporary"
    temporary.mkdir()
    # Several offices: the page of one takes only so many in a day.
    codes = [f"{told.office.code}{each}" for each in range(4)]
    described = replace(told.description, offices=[replace(told.office, code=code) for code in codes])
    exchange.write_description(tmp_path / "exchange", described, OFFICE_SEED)
    markers = [marker(each) for each in range(number)]
    with watched(temporary) as passing, served(tmp_path, TMPDIR=str(temporary), LIEMCHINH_BEHIND_PROXY="1") as server:
        for each in range(number):
            report_everything(server, codes[each % len(codes)], each)
            if each % 10 == 0:
                assert seen(markers, lying_at([tmp_path])) == set(), "while it runs"
        while len(list((tmp_path / "exchange" / "out").glob("*.json"))) == 0:
            time.sleep(0.5)
    everything = lying_at([tmp_path])
    assert seen(markers, everything) == seen(markers, b"\n".join(passing)) == set()
    keys, sealed = keys_at_rest(tmp_path / "public"), sealed_at_rest(tmp_path / "public")
    assert len(sealed) >= number * 7 and opened_with(keys, sealed) == 0
    # They are there: their reader finds every one of them.
    found = [exchange.read_packet(path, None)[0] for path in exchange.packets(tmp_path / "exchange")]
    reports = [report for packet in found for report in packet.reports]
    reader = told.readers[0]
    words = {open_body(one.body, unwrap(one.wraps[fingerprint(reader.public)], reader.private)).text for one in reports}
    assert words <= set(markers) and len(words) > 0
    sizes = f"{len(everything):,} bytes, {len(sealed):,} sealed things, {len(keys)} keys"
    print(f"reports at rest: {number} markers looked for in {sizes}: 0 found, 0 opened")
