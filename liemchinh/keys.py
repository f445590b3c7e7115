"""Keys that live beside the database, never in it."""

import os
import secrets
from pathlib import Path


def key_bytes(data: Path, name: str, size: int = 32) -> bytes:
    """The key `name` of this installation: read, or made once, from `data`/keys, readable by its owner only."""
    folder = data / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}.new")
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(size))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()


def secret_key(data: Path) -> str:
    """Django's SECRET_KEY: from LIEMCHINH_SECRET_KEY, or made once for this data directory."""
    return os.environ.get("LIEMCHINH_SECRET_KEY") or key_bytes(data, "sessions.key", 48).hex()
