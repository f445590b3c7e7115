"""`make bench`: every measurement in one run, as ratios against a peer or a limit. Nothing here fails: it prints."""

import os
import platform
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from bench.measuring import pace

# Each module has `main()`, which prints its own lines.
PARTS = ("figures", "search", "imports", "cases", "deadlines", "tasks", "ballots", "national")


def main(wanted: list[str]) -> int:
    """Runs the parts named (all without a name), each on data of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} lõi")
    for part in wanted or PARTS:
        if not (Path(__file__).parent / f"{part}.py").exists():
            print(f"\n== {part}: chưa có")
            continue
        started = time.monotonic()
        print(f"\n== {part} (nhịp máy {pace():.2f} giây)", flush=True)
        _run(part)
        print(f"   ({time.monotonic() - started:.0f} giây; nhịp máy {pace():.2f} giây)", flush=True)
    return 0


def _run(part: str) -> None:
    """In a process of its own: a data directory is chosen before Django is set up."""
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return
    with tempfile.TemporaryDirectory(prefix="liemchinh-bench-") as folder:
        os.environ["LIEMCHINH_DATA"] = folder
        import_module(f"bench.{part}").main()
        sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
