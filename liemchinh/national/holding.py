"""A file to be compared, until it was: on disk under a key that stands in the comparison's row alone; then both go."""

from pathlib import Path

from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from liemchinh.national.models import Comparison

PREFIX = "so-sanh-"


class Gone(Exception):
    """The file is no longer there, or is not what was brought."""


def hold(comparison: int, data: bytes) -> bytes:
    """Writes the file of a comparison, readable by nobody without the key, which is given back."""
    key, path = random(SecretBox.KEY_SIZE), _path(comparison)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(SecretBox(key).encrypt(data))
    return key


def held_file(row: Comparison) -> bytes:
    """The file of a comparison. Raises Gone."""
    if not row.upload_key:
        raise Gone
    try:
        return SecretBox(bytes(row.upload_key)).decrypt(_path(row.pk).read_bytes())
    except (OSError, CryptoError) as error:
        raise Gone from error


def let_go(comparison: int) -> None:
    """Deletes the file; the key goes with the state of the row."""
    _path(comparison).unlink(missing_ok=True)


def stray() -> list[int]:
    """The comparisons whose files lie here."""
    folder = _path(0).parent
    names = [path.name.removeprefix(PREFIX) for path in folder.glob(f"{PREFIX}*")] if folder.is_dir() else []
    return sorted(int(name) for name in names if name.isdigit())


def _path(comparison: int) -> Path:
    # Beside the uploads of imports: copies of the data leave that folder out.
    return Path(settings.DATA) / "uploads" / f"{PREFIX}{comparison}"
