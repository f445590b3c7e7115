"""`make test`: two lanes, one for each core. Everything but the browser on SQLite; beside it PostgreSQL, then the browser on SQLite."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import postgresql

PYTEST = [sys.executable, "-m", "pytest", "-q"]
NOTHING_CHOSEN = 5


def main() -> int:
    """Runs both lanes at once; what is printed last is pytest's summary of the longest. Exit code 0 only when all passed."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    has_browser = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    with tempfile.NamedTemporaryFile(prefix="liemchinh-sqlite-", suffix=".log") as log:
        call = [*PYTEST, "-m", "not browser", *sys.argv[1:]]
        on_sqlite = subprocess.Popen(call, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            codes = [_on_postgresql(environment), _in_browser(environment, has_browser)]
            bad = [name for name, code in zip(("PostgreSQL", "the browser"), codes, strict=True) if code]
            told = f"FAILED: {', '.join(bad)}, see above. " if bad else ""
            print(f"— {told}Everything else, on SQLite", flush=True)
            _follow(Path(log.name), on_sqlite)
        finally:
            on_sqlite.terminate()
    return _told(on_sqlite.wait()) or next((code for code in codes if code), 0)


def _on_postgresql(environment: dict[str, str]) -> int:
    if postgresql.binaries() is None:
        print("— No PostgreSQL here (initdb not found): everything runs on SQLite only.", flush=True)
        return 0
    print("— What touches the database, on PostgreSQL", flush=True)
    with postgresql.server() as address:
        return _told(_run(sys.argv[1:], environment | {"DATABASE_URL": address}))


def _in_browser(environment: dict[str, str], has_browser: bool) -> int:
    if not has_browser:
        print("— No Chromium here: the walks through the browser are skipped.", flush=True)
        return 0
    print("— The walks through the browser", flush=True)
    return _told(_run(["-m", "browser", *sys.argv[1:]], environment))


def _run(words: list[str], environment: dict[str, str]) -> int:
    return subprocess.run([*PYTEST, *words], env=environment, check=False).returncode


def _told(code: int) -> int:
    """A lane for which none of the tests asked for was left has not failed."""
    return 0 if code == NOTHING_CHOSEN else code


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
