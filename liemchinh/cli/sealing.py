"""Sealing a backup: to two people's public keys, or under a passphrase. The file is plain age; the tool `age` opens it too."""

import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pyrage

from liemchinh.cli.archive import RECIPIENTS, data
from liemchinh.cli.frame import BadCall

PASSPHRASE = "LIEMCHINH_BACKUP_PASSPHRASE"  # noqa: S105 (the name of a variable)
HEADER = b"age-encryption.org/v1\n-> scrypt "
SHORTEST = 16


def recipients(given: Sequence[str]) -> tuple[list[str], list[str]]:
    """The public keys to seal to, and new private keys if there were none: then two are made, to be printed once and never kept."""
    kept = data() / RECIPIENTS
    chosen = list(given) or (kept.read_text().split() if kept.exists() else [])
    fresh: list[str] = []
    if not chosen:
        identities = [pyrage.x25519.Identity.generate() for _ in range(2)]
        chosen, fresh = [str(each.to_public()) for each in identities], [str(each) for each in identities]
    if len(set(chosen)) < 2:
        raise BadCall("Cần khóa công khai của ít nhất hai người (--to hai lần), để mất một khóa không mất bản sao lưu.")
    for key in chosen:
        _recipient(key)
    if given or fresh:
        kept.write_text("\n".join(chosen) + "\n")
    return chosen, fresh


def _recipient(key: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise BadCall(f"“{key}” không phải khóa công khai age (age1…).") from error


def seal(source: Path, target: Path, keys: Sequence[str]) -> None:
    """Encrypts to everyone in `keys`; any one of them can open it."""
    with source.open("rb") as reader, target.open("wb") as writer:
        pyrage.encrypt_io(reader, writer, [_recipient(key) for key in keys])


def seal_with_passphrase(source: Path, target: Path, passphrase: str) -> None:
    """Encrypts under a passphrase. Held in memory while it works."""
    target.write_bytes(pyrage.passphrase.encrypt(source.read_bytes(), passphrase))


def unseal(source: Path, target: Path, identity: Path | None) -> None:
    """Decrypts. BadCall when nothing that opens it is at hand, or what is at hand does not."""
    with source.open("rb") as start:
        under_passphrase = start.read(len(HEADER)) == HEADER
    try:
        if under_passphrase:
            target.write_bytes(pyrage.passphrase.decrypt(source.read_bytes(), asked_passphrase()))
            return
        found = pyrage.x25519.Identity.from_str(_private_key(identity))
        with source.open("rb") as reader, target.open("wb") as writer:
            pyrage.decrypt_io(reader, writer, [found])
    except pyrage.IdentityError as error:
        raise BadCall("Khóa riêng không đúng dạng (AGE-SECRET-KEY-1…).") from error
    except (pyrage.DecryptError, OSError) as error:
        raise BadCall("Không mở được bản sao lưu: khóa hoặc mật khẩu không đúng, hoặc tệp bị hỏng.") from error


def _private_key(identity: Path | None) -> str:
    if identity is not None:
        if not identity.is_file():
            raise BadCall(f"Không đọc được tệp khóa {identity}.")
        lines = identity.read_text().split("\n")
        return next((line.strip() for line in lines if line.strip().startswith("AGE-SECRET-KEY-")), lines[0].strip())
    return _asked("Khóa riêng của một trong hai người giữ bản sao lưu: ")


def asked_passphrase(*, twice: bool = False) -> str:
    """From the environment, or typed; twice when it is new. BadCall when it is short or typed differently."""
    found = os.environ.get(PASSPHRASE) or _asked("Mật khẩu của bản sao lưu: ")
    if twice:
        if len(found) < SHORTEST:
            raise BadCall(f"Mật khẩu của bản sao lưu cần ít nhất {SHORTEST} ký tự.")
        if PASSPHRASE not in os.environ and sys.stdin.isatty() and _asked("Gõ lại: ") != found:
            raise BadCall("Hai lần gõ khác nhau.")
    return found


def _asked(question: str) -> str:
    answer = getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()
    if not answer.strip():
        raise BadCall(f"Chưa có khóa để mở. {question}")
    return answer.strip()
