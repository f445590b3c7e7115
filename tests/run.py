"""`make test`: everything on SQLite; beside it, on the second core, what touches the database on PostgreSQL. Says what it skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import postgresql

PYTEST = [sys.executable, "-m", "pytest", "-q"]


def main() -> int:
    """Runs both at once; what is printed last is pytest's summary of the run on SQLite. Exit code 0 only when both passed."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        print("— No Chromium here: the walks through the browser are skipped.", flush=True)
    with tempfile.NamedTemporaryFile(prefix="liemchinh-sqlite-", suffix=".log") as log:
        on_sqlite = subprocess.Popen([*PYTEST, *sys.argv[1:]], env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            code = _on_postgresql(environment)
            print(f"— {'FAILED on PostgreSQL: see above. ' if code else ''}Everything, on SQLite", flush=True)
            _follow(Path(log.name), on_sqlite)
        finally:
            on_sqlite.terminate()
    return on_sqlite.wait() or code


def _on_postgresql(environment: dict[str, str]) -> int:
    if postgresql.binaries() is None:
        print("— No PostgreSQL here (initdb not found): everything runs on SQLite only.", flush=True)
        return 0
    print("— What touches the database, on PostgreSQL", flush=True)
    with postgresql.server() as address:
        return subprocess.run(
            [*PYTEST, *sys.argv[1:]], env=environment | {"DATABASE_URL": address}, check=False
        ).returncode


def _follow(log: Path, writer: "subprocess.Popen[bytes]") -> None:
    """Prints what the other run has written and goes on writing, until it ends."""
    with log.open("rb") as written:
        while True:
            ended = writer.poll() is not None
            text = written.read()
            sys.stdout.buffer.write(text)
            sys.stdout.flush()
            if ended and not text:
                return
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
