"""The files that go between the office and the public pages: signed, whole, and the same whether a folder is shared or carried.

`in/description.json` is the state of every office's page, replaced each time. `out/packet-00000012.json` are what citizens sent, numbered
without gaps, taken once each and in order. docs/operations.md says how they are carried.
"""

import json
import os
import types
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from liemchinh.envelopes.exchanged import Description, Packet
from liemchinh.envelopes.seals import Unreadable

IN, OUT = "in", "out"
DESCRIPTION = "description.json"
LARGEST = 128 * 1024 * 1024  # bytes of one file
_MARK = b"liemchinh "
Told = TypeVar("Told")


def write_description(folder: Path, description: Description, seed: bytes) -> Path:
    """Puts the description where the public side finds it, in place of the one before."""
    return put(folder / IN / DESCRIPTION, signed(description, seed))


def read_description(path: Path, trusted: bytes | None) -> tuple[Description, bytes]:
    """The description and the public key of who signed it. Raises Unreadable when that is not `trusted`, if given."""
    return _read(path, Description, trusted)


def write_packet(folder: Path, packet: Packet, seed: bytes) -> Path:
    """Puts a packet where the office finds it."""
    return put(packet_path(folder, packet.number), signed(packet, seed))


def packet_path(folder: Path, number: int) -> Path:
    """Where a packet lies."""
    return folder / OUT / f"packet-{number:08d}.json"


def read_packet(path: Path, trusted: bytes | None) -> tuple[Packet, bytes]:
    """The packet and the public key of who signed it. Raises Unreadable when that is not `trusted`, if given."""
    return _read(path, Packet, trusted)


def packets(folder: Path) -> list[Path]:
    """The packets that lie there, in their order."""
    return sorted((folder / OUT).glob("packet-????????.json"))


def public_signer(seed: bytes) -> bytes:
    """The public half of what a side signs with."""
    return bytes(SigningKey(seed).verify_key)


def signed(told: Description | Packet, seed: bytes) -> bytes:
    """The bytes of a file, signed."""
    payload = json.dumps(_plain(told), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    signer = SigningKey(seed)
    head = _MARK + type(told).__name__.encode() + b"\n"
    return head + _signed(signer.sign(head + payload).signature, bytes(signer.verify_key)) + b"\n" + payload


def put(path: Path, data: bytes) -> Path:
    """Puts a whole file there at once, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.touch(mode=0o600)
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return fresh.replace(path)


def _read(path: Path, kind: type[Told], trusted: bytes | None) -> tuple[Told, bytes]:
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"{path.name}: too large")
        head, told, payload = path.read_bytes().split(b"\n", 2)
        signature, signer = (bytes.fromhex(part.decode()) for part in told.split(b" "))
        if told != _signed(signature, signer):
            raise Unreadable(f"{path.name}: another spelling of the signature")
        if head != _MARK + kind.__name__.encode() or trusted not in {None, signer}:
            raise Unreadable(f"{path.name}: not a {kind.__name__}, or signed by somebody else")
        VerifyKey(signer).verify(head + b"\n" + payload, signature)
        return _built(kind, json.loads(payload)), signer
    except Unreadable:
        raise
    except (CryptoError, OSError, RecursionError, TypeError, ValueError, KeyError) as error:
        raise Unreadable(f"{path.name}: {error}") from error


def _signed(signature: bytes, signer: bytes) -> bytes:
    return f"{signature.hex()} {signer.hex()}".encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, bytes):
        return urlsafe_b64encode(value).decode().rstrip("=")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _built(kind: Any, value: Any) -> Any:
    """What was written, held to the shape of `kind`: anything else raises TypeError, ValueError or KeyError."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return None if value is None else _built(parts[0], value)
    if origin in {list, dict}:
        return _several(origin, parts, value)
    if kind in {str, int, bool}:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not {kind.__name__}")
        return value
    if kind is bytes:
        return urlsafe_b64decode(value + "=" * (-len(value) % 4))
    if kind is date:
        return date.fromisoformat(value)
    hints = get_type_hints(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise TypeError(f"not a {kind.__name__}")
    return kind(**{name: _built(hint, value[name]) for name, hint in hints.items()})


def _several(origin: type, parts: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, origin):
        raise TypeError(f"not a {origin.__name__}")
    if origin is list:
        return [_built(parts[0], inner) for inner in value]
    return {_built(parts[0], key): _built(parts[1], inner) for key, inner in value.items()}
