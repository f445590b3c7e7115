"""Files are encrypted as they come, padded to a few sizes, and open whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.envelopes.files import (
    BLOCK,
    LARGEST,
    STEPS,
    FileInfo,
    FileSealer,
    SealedFile,
    TooLarge,
    file_kind,
    open_file,
)
from liemchinh.envelopes.seals import Unreadable, new_pair


def sealed(parts: list[bytes], public: bytes) -> SealedFile:
    sealer = FileSealer()
    for part in parts:
        sealer.feed(part)
    return sealer.close(FileInfo("đơn.pdf", "pdf", 0), public)


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(0, 3 * BLOCK))
def test_a_file_comes_out_as_it_went_in(parts: list[bytes], more: int) -> None:
    pair, parts = new_pair(), [*parts, b"x" * more]
    data = b"".join(parts)
    assert open_file(sealed(parts, pair.public), pair.private) == (FileInfo("đơn.pdf", "pdf", len(data)), data)


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 4 * BLOCK, 4 * BLOCK + 1, 20 * BLOCK, LARGEST])
def test_its_length_tells_one_of_six_sizes(size: int) -> None:
    pair = new_pair()
    file = sealed([bytes(min(BLOCK, size - start)) for start in range(0, size, BLOCK)], pair.public)
    step = next(step for step in STEPS if step * BLOCK >= size)
    assert (len(file.sealed), len(file.key)) == (24 + step * (BLOCK + 17), 2048 + 48)
    assert open_file(file, pair.private)[1] == bytes(size)


def test_more_than_ten_megabytes_are_refused_while_they_come() -> None:
    sealer = FileSealer()
    sealer.feed(bytes(LARGEST))
    with pytest.raises(TooLarge):
        sealer.feed(b"x")


def test_nothing_of_a_file_stands_in_what_is_kept_of_it() -> None:
    pair, marker = new_pair(), b"nguyen-van-marker-8842"
    file = sealed([marker * 10_000], pair.public)
    assert marker in b"".join([marker * 10_000]) and marker not in file.sealed + file.key
    assert "đơn".encode() not in file.key


def test_a_file_cut_short_turned_round_or_of_another_report_does_not_open() -> None:
    pair = new_pair()
    file = sealed([b"a" * BLOCK, b"b" * BLOCK], pair.public)
    head, part = 24, BLOCK + 17
    turned = file.sealed[:head] + file.sealed[head + part : head + 2 * part] + file.sealed[head : head + part]
    for bad in (file.sealed[:-part], file.sealed[:-1], turned, b"", file.sealed[:head], file.sealed + bytes(part)):
        with pytest.raises(Unreadable):
            open_file(SealedFile(file.key, bad), pair.private)
    with pytest.raises(Unreadable):
        open_file(file, new_pair().private)


@pytest.mark.parametrize(
    "start, name, kind",
    [
        (b"%PDF-1.7", "a.pdf", "pdf"),
        (b"%PDF-1.7", "a.jpg", "pdf"),
        (b"\xff\xd8\xff\xe0", "a.JPG", "jpeg"),
        (b"PK\x03\x04", "đơn.DOCX", "docx"),
        (b"PK\x03\x04", "bảng.xlsx", "xlsx"),
        (b"PK\x03\x04", "a.zip", None),
        (b"MZ", "a.pdf", None),
        (b"", "a.pdf", None),
    ],
)
def test_a_file_is_of_one_of_four_kinds_or_refused(start: bytes, name: str, kind: str | None) -> None:
    assert file_kind(start, name) == kind
