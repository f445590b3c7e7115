"""Runs a command with DATABASE_URL set to a PostgreSQL of its own, in a folder that goes afterwards: python -m tests.postgresql COMMAND…"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def own_database(name: str) -> str:
    """The name of a database besides the one of tests: those who test at the same time have their own."""
    return f"{name}{os.environ.get('PYTEST_XDIST_WORKER', '')}"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian puts them; None where there are none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server; nothing it holds survives."""
    found = binaries()
    if found is None:
        raise RuntimeError("no initdb")
    folder = Path(tempfile.mkdtemp(prefix="liemchinh-pg-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    user = _user(folder)
    data = str(folder / "data")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        _run(
            user,
            [found / "initdb", "-D", data, "-U", "liemchinh", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
        )
        _run(user, [found / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
        yield f"postgresql://liemchinh@127.0.0.1:{port}/postgres"
    finally:
        _run(user, [found / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _user(folder: Path) -> str | None:
    """initdb refuses to run as root: the server then runs as the user `postgres`."""
    if os.geteuid():
        return None
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return account.pw_name


def _run(user: str | None, words: list[str | Path], *, check: bool = True) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE if check else subprocess.DEVNULL}
    done = subprocess.run([str(word) for word in words], user=user, cwd="/", check=False, text=True, **quiet)  # type: ignore[call-overload]
    if check and done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr}")


def main(words: list[str]) -> int:
    """Gives the command's own exit code."""
    with server() as address:
        return subprocess.run(words, env=os.environ | {"DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
