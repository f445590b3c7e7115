"""An uploaded file, from the upload to the verdict: on disk under a key that stands in the run's row alone; then both go."""

from pathlib import Path

from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from liemchinh.imports.models import Run


class Gone(Exception):
    """The upload is no longer there, or is not what was uploaded."""


def keep(run_id: int, data: bytes) -> bytes:
    """Writes the upload of a run, readable by nobody without the key, which is given back."""
    key = random(SecretBox.KEY_SIZE)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / str(run_id)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(SecretBox(key).encrypt(data))
    return key


def read(run: Run) -> bytes:
    """The upload of a run. Raises Gone."""
    if not run.upload_key:
        raise Gone
    try:
        return SecretBox(bytes(run.upload_key)).decrypt((_folder() / str(run.id)).read_bytes())
    except (OSError, CryptoError) as error:
        raise Gone from error


def forget(run_id: int) -> None:
    """Deletes the file. The key is taken out of the run's row by whoever ends the run, in the same transaction as its verdict."""
    (_folder() / str(run_id)).unlink(missing_ok=True)


def stray() -> list[int]:
    """The runs whose files lie here."""
    folder = _folder()
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit()) if folder.is_dir() else []


def _folder() -> Path:
    return Path(settings.DATA) / "uploads"
