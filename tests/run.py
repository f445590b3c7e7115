"""`make test`: what touches the database on PostgreSQL, then everything on SQLite; each time one queue of files for both cores."""

import os
import subprocess
import sys

from tests import postgresql

# What lasts longest begins first (see `conftest.py`), so that both cores end together.
PYTEST = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-n",
    "2",
    "--dist",
    "loadfile",
    "--no-loadscope-reorder",
]
NOTHING_CHOSEN = 5
# Four processes and every command of a test read the same modules: they are compiled once, whatever the shell says.
NOT_HANDED_ON = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}


def main() -> int:
    """Runs both, PostgreSQL first where it is; what is printed last is pytest's summary of SQLite. Exit code 0 only when all passed."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    beside = _on_postgresql(environment)
    told = "FAILED on PostgreSQL, see above. " if beside else ""
    print(f"— {told}Everything, on SQLite", flush=True)
    return _run(environment) or beside


def _on_postgresql(environment: dict[str, str]) -> int:
    if postgresql.binaries() is None:
        print("— No PostgreSQL here (initdb not found): everything runs on SQLite only.", flush=True)
        return 0
    print("— What touches the database, on PostgreSQL", flush=True)
    with postgresql.server() as address:
        return _run(environment | {"DATABASE_URL": address})


def _run(environment: dict[str, str]) -> int:
    """0 as well where none of the tests asked for was left."""
    code = subprocess.run([*PYTEST, *sys.argv[1:]], env=environment, check=False).returncode
    return 0 if code == NOTHING_CHOSEN else code


if __name__ == "__main__":
    sys.exit(main())
