"""What was erased leaves the database's own log too, not only its tables."""

from django.db import connection

WAIT_MS = 2000


def truncate_log() -> bool:
    """Empties SQLite's write-ahead log, where erased text lives on until then; True when nothing is left in it.

    False while somebody reads: the hourly call then does it. PostgreSQL keeps its log as configured (docs/operations.md).
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        patience = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
