"""`make test`: everything on SQLite, and beside it what could come out otherwise on PostgreSQL (`tests/lanes.py`); two cores for both."""

import os
import subprocess
import sys

from tests import postgresql

# What lasts longest begins first (see `conftest.py`), so that both cores end together.
PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-loadscope-reorder", "-n"]
# Three share two cores until PostgreSQL has ended: none of them waits for another's last file.
ON_SQLITE, ON_POSTGRESQL = "2", "1"
NOTHING_CHOSEN = 5
# Every process and every command of a test reads the same modules: they are compiled once, whatever the shell says.
NOT_HANDED_ON = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}


def main() -> int:
    """Runs both at once; what SQLite says waits until PostgreSQL has ended, so that its summary is printed last. 0 only when all passed."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    with subprocess.Popen([*PYTEST, ON_SQLITE, *sys.argv[1:]], env=environment, stdout=subprocess.PIPE) as everything:
        beside = _on_postgresql(environment)
        told = "FAILED on PostgreSQL, see above. " if beside else ""
        print(f"— {told}Everything, on SQLite", flush=True)
        assert everything.stdout
        while said := os.read(everything.stdout.fileno(), 1 << 16):
            sys.stdout.buffer.write(said)
            sys.stdout.buffer.flush()
    return _passed(everything.returncode) or beside


def _on_postgresql(environment: dict[str, str]) -> int:
    if postgresql.binaries() is None:
        print("— No PostgreSQL here (initdb not found): everything runs on SQLite only.", flush=True)
        return 0
    print("— What could come out otherwise on PostgreSQL", flush=True)
    with postgresql.server() as address:
        call = [*PYTEST, ON_POSTGRESQL, *sys.argv[1:]]
        return _passed(subprocess.run(call, env=environment | {"DATABASE_URL": address}, check=False).returncode)


def _passed(code: int) -> int:
    """0 as well where none of the tests asked for was left."""
    return 0 if code == NOTHING_CHOSEN else code


if __name__ == "__main__":
    sys.exit(main())
