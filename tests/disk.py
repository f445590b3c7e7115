"""What lies on the disk of the database under test, as somebody beside it reads it."""

import subprocess

from django.db import connection

ENDS = ("", "-wal", "-shm")


def lying(end: str = "") -> bytes:
    """The database's file, or the one beside it with this ending; nothing where there is none.

    Read by another process: SQLite loses its locks on a file that this one opens and closes, and then the file itself.
    """
    name = f"{connection.settings_dict['NAME']}{end}"
    return subprocess.run(["cat", name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


def all_lying() -> bytes:
    """Everything of it."""
    return b"".join(map(lying, ENDS))
