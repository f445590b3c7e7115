"""Files that come with a report, encrypted while they arrive. Nothing of a file is written down in plain text, not even for a moment."""

from base64 import b64decode, b64encode
from dataclasses import dataclass

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.utils import random

from liemchinh.envelopes.seals import Unreadable, open_record, seal_record
from liemchinh.envelopes.words import FILE_KINDS

BLOCK = 64 * 1024  # bytes encrypted at a time
STEPS = (1, 4, 16, 40, 80, 160)  # blocks that a file is padded to: its length tells one of six sizes
LARGEST = STEPS[-1] * BLOCK  # 10 MB
NAME = 120  # characters
_TOLD = 2048  # bytes of the sealed description
_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_TAG = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


class TooLarge(ValueError):
    """More than ten megabytes."""


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What a file is called, of which kind (FILE_KINDS), and its length in bytes."""

    name: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class SealedFile:
    """`key`: the description and the file's own key, sealed to the report; `sealed`: the file under that key."""

    key: bytes
    sealed: bytes


class FileSealer:
    """Takes a file chunk by chunk and keeps it encrypted, under a key that lies in memory until `close`."""

    def __init__(self) -> None:
        self.size = 0
        self._key = random(bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES)
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        self._blocks = [bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, self._key)]
        self._rest = bytearray()

    def feed(self, chunk: bytes) -> None:
        """The next part of the file. Raises TooLarge."""
        self.size += len(chunk)
        if self.size > LARGEST:
            raise TooLarge(f"{self.size} bytes")
        self._rest += chunk
        # The last block is kept back: it carries the mark of the end.
        while len(self._rest) > BLOCK:
            self._push(bytes(self._rest[:BLOCK]), _MORE)
            del self._rest[:BLOCK]

    def close(self, info: FileInfo, report: bytes) -> SealedFile:
        """The sealed file, padded, its key sealed to the report."""
        whole = len(self._blocks)  # the head stands where the last block comes
        missing = next(step for step in STEPS if step >= whole) - whole
        self._push(bytes(self._rest).ljust(BLOCK, b"\0"), _MORE if missing else _FINAL)
        for left in range(missing, 0, -1):
            self._push(bytes(BLOCK), _FINAL if left == 1 else _MORE)
        told = {
            "name": info.name[:NAME],
            "kind": info.kind,
            "size": self.size,
            "key": b64encode(self._key).decode(),
        }
        return SealedFile(seal_record("file", told, _TOLD, report), b"".join(self._blocks))

    def _push(self, block: bytes, tag: int) -> None:
        self._blocks.append(bindings.crypto_secretstream_xchacha20poly1305_push(self._state, block, None, tag))


def open_file(file: SealedFile, private: bytes) -> tuple[FileInfo, bytes]:
    """What the file is, and the file as it was sent. Raises Unreadable, also when a part is missing or stands elsewhere."""
    info, key = _told(file.key, private)
    data = _decrypted(file.sealed, key)
    if not 0 <= info.size <= len(data):
        raise Unreadable("not a file of this size")
    return info, data[: info.size]


def described(key: bytes, private: bytes) -> FileInfo:
    """What the file is, from `SealedFile.key` alone. Raises Unreadable."""
    return _told(key, private)[0]


def _told(sealed: bytes, private: bytes) -> tuple[FileInfo, bytes]:
    told = open_record("file", sealed, private)
    name, kind, size, key = (told.get(part) for part in ("name", "kind", "size", "key"))
    if not (isinstance(name, str) and kind in FILE_KINDS and isinstance(size, int) and isinstance(key, str)):
        raise Unreadable("not a file")
    return FileInfo(name, str(kind), size), b64decode(key)


def _decrypted(sealed: bytes, key: bytes) -> bytes:
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    blocks, last = [], _MORE
    try:
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, sealed[:_HEADER], key)
        for start in range(_HEADER, len(sealed), BLOCK + _TAG):
            block, last = bindings.crypto_secretstream_xchacha20poly1305_pull(
                state, sealed[start : start + BLOCK + _TAG], None
            )
            blocks.append(block)
    except (CryptoError, RuntimeError, TypeError, ValueError) as error:
        raise Unreadable("does not open") from error
    if last != _FINAL:
        raise Unreadable("the end is missing")
    return b"".join(blocks)


def file_kind(start: bytes, name: str) -> str | None:
    """Of which kind a file is, by its first bytes and, among the two kinds of the same shape, by its name; None for every other."""
    ending = name.lower().rpartition(".")[2]
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return ending if start.startswith(b"PK\x03\x04") and ending in {"docx", "xlsx"} else None
