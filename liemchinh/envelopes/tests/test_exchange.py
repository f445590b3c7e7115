"""What goes between the two sides comes over whole, from whom it should, or not at all."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liemchinh.envelopes import exchange
from liemchinh.envelopes.seals import Unreadable
from liemchinh.envelopes.tests.examples import channel, packet, reply

SEED, OTHER = b"1" * 32, b"2" * 32


def test_a_description_and_packets_come_over_as_they_were_written(tmp_path: Path) -> None:
    told = replace(channel().description, replies=[reply("a" * 32, 1, b"sealed")], gone=["d" * 32], received=3)
    path = exchange.write_description(tmp_path, told, SEED)
    assert exchange.read_description(path, None) == (told, exchange.public_signer(SEED))
    for number in (2, 1, 10):
        exchange.write_packet(tmp_path, packet(number), SEED)
    read = [exchange.read_packet(path, exchange.public_signer(SEED))[0] for path in exchange.packets(tmp_path)]
    assert read == [packet(1), packet(2), packet(10)]


def test_only_its_owner_may_read_what_lies_there(tmp_path: Path) -> None:
    path = exchange.write_packet(tmp_path, packet(), SEED)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_somebody_else_signed_is_not_taken(tmp_path: Path) -> None:
    path = exchange.write_description(tmp_path, channel().description, OTHER)
    with pytest.raises(Unreadable, match="somebody else"):
        exchange.read_description(path, exchange.public_signer(SEED))


def test_a_packet_is_not_taken_for_a_description(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        exchange.read_description(exchange.write_packet(tmp_path, packet(), SEED), None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_a_file_changed_anywhere_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = exchange.write_packet(tmp_path, packet(), SEED)
    whole = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(whole))
    with pytest.raises(Unreadable):
        exchange.read_packet(path, exchange.public_signer(SEED))


@pytest.mark.parametrize(
    "change",
    [
        {"number": "1"}, {"number": True}, {"made_on": "29/11/2026"}, {"reports": {}}, {"spent": []}, {"more": 1}, {"ratings": [{}]},
        {"messages": [None]}, {"spent": {"a": [1]}},
    ],
)  # fmt: skip
def test_a_signed_file_of_another_shape_is_refused(
    change: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = exchange._plain
    monkeypatch.setattr(
        exchange, "_plain", lambda value: plain(value) | change if type(value) is type(packet()) else plain(value)
    )
    path = exchange.write_packet(tmp_path, packet(), SEED)
    assert json.loads(path.read_bytes().split(b"\n", 2)[2]).items() >= change.items()
    with pytest.raises(Unreadable):
        exchange.read_packet(path, None)


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"liemchinh Packet\nzz zz\n{}", b"liemchinh Packet\n00\n" + b"[" * 9999]
)
def test_what_is_no_file_of_ours_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "packet-00000001.json"
    for found in (None, content):
        if found is not None:
            path.write_bytes(found)
        with pytest.raises(Unreadable):
            exchange.read_packet(path, None)
