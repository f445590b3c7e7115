"""`make test`: everything on SQLite; what touches the database on PostgreSQL too. Says what it skipped, and why."""

import os
import shutil
import subprocess
import sys
import time

from tests import postgresql

PYTEST = [sys.executable, "-m", "pytest", "-q"]


def main() -> int:
    """Runs both; the last lines are pytest's summary of the run on SQLite. Exit code 0 only when both passed."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    started = time.monotonic()
    code = _on_postgresql(environment)
    if not shutil.which("chromium") and not shutil.which("google-chrome"):
        print("— No Chromium here: the walks through the browser are skipped.", flush=True)
    if code:
        print("— FAILED on PostgreSQL: see above. On SQLite:", flush=True)
    print(f"— Everything, on SQLite ({time.monotonic() - started:.0f} s so far)", flush=True)
    on_sqlite = subprocess.run([*PYTEST, *sys.argv[1:]], env=environment, check=False).returncode
    return on_sqlite or code


def _on_postgresql(environment: dict[str, str]) -> int:
    if postgresql.binaries() is None:
        print("— No PostgreSQL here (initdb not found): everything runs on SQLite only.", flush=True)
        return 0
    print("— What touches the database, on PostgreSQL", flush=True)
    with postgresql.server() as address:
        return subprocess.run(
            [*PYTEST, *sys.argv[1:]], env=environment | {"DATABASE_URL": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
