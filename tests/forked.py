"""Python that has read the program already: what a test starts is a fork of it, because reading the program anew takes two seconds.

`Forks` starts that process (`python -m tests.forked SETTINGS`) and speaks to it in lines of JSON: what to run, with which environment, and
where its output goes; the answer is the number of the fork, later its exit code. What the settings say is worked out anew in each fork,
from its own environment.
"""

import gc
import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

SETTINGS, PUBLIC = "liemchinh.settings", "liemchinh.public.settings"
PASSED_ON = ("PATH", "HOME", "LANG")
# What has ended, by its number, with which code.
CODES: dict[int, int] = {}


@dataclass(frozen=True)
class Forked:
    """One of these processes, and the files its output goes to."""

    forks: "Forks"
    pid: int
    out: Path
    err: Path

    def wait(self) -> int:
        """Its exit code, once it has ended; -9 if it was killed."""
        return int(self.forks.ask({"pid": self.pid, "waits": True}))

    def has_ended(self) -> bool:
        """Has it?"""
        return self.forks.ask({"pid": self.pid, "waits": False}) is not None

    def kill(self) -> int:
        """By SIGKILL, if it still runs; its exit code."""
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def line(self) -> str:
        """The first line it prints, as soon as it stands there; "" if it ended without."""
        while "\n" not in (said := self.out.read_text("utf-8")):
            if self.has_ended():
                return ""
            time.sleep(0.02)
        return said.partition("\n")[0]


class Forks:
    """Processes under one module of settings, `known` being in the environment of all of them. Closed at the end of the run."""

    def __init__(self, settings: str = SETTINGS, **known: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="liemchinh-tests-"))
        self._known = {key: os.environ[key] for key in PASSED_ON if key in os.environ} | known
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked", settings],
            env=self._known | {"LIEMCHINH_DATA": str(self._folder / "data")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._started = 0

    def start(self, *words: str, **environment: str) -> Forked:
        """What `python *words` would be, in this environment alone: `-m module …` or `-c code …`."""
        self._started += 1
        out, err = (self._folder / f"{self._started}-{name}" for name in ("out", "err"))
        told = {"words": words, "environment": self._known | environment, "out": str(out), "err": str(err)}
        return Forked(self, int(self.ask(told | {"cwd": str(Path.cwd())})), out, err)

    def call(self, *words: str, **environment: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error of the same, once it has ended."""
        started = self.start(*words, **environment)
        return started.wait(), started.out.read_text("utf-8"), started.err.read_text("utf-8")

    def ask(self, told: Mapping[str, Any]) -> Any:
        """One line there, one back."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """Ends the process, and forgets what was printed."""
        self._process.communicate()
        shutil.rmtree(self._folder)


def main(settings: str) -> None:
    """Loads the program, then forks, or waits for a fork, for each line that comes in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    django.setup()
    from django.urls import get_resolver

    from liemchinh.cli import COMMANDS
    from liemchinh.cli import PUBLIC as OF_PUBLIC_PAGES

    _ = get_resolver().url_patterns
    for module in OF_PUBLIC_PAGES.values() if settings == PUBLIC else (module for module, _does in COMMANDS.values()):
        import_module(f"liemchinh.cli.{module}")
    gc.freeze()
    for line in sys.stdin:
        told = json.loads(line)
        print(json.dumps(_ended(**told) if "pid" in told else _forked(settings, told)), flush=True)


def _ended(pid: int, waits: bool) -> int | None:
    if pid not in CODES:
        done, status = os.waitpid(pid, 0 if waits else os.WNOHANG)
        if not done:
            return None
        CODES[pid] = os.waitstatus_to_exitcode(status)
    return CODES[pid]


def _forked(settings: str, told: dict[str, Any]) -> int:
    if pid := _fork(told["out"], told["err"]):
        return pid
    code: Any = 1
    try:
        os.environ.clear()
        os.environ.update(told["environment"])
        tempfile.tempdir = None
        os.chdir(told["cwd"])
        settle(settings)
        _run(*told["words"])
        code = 0
    except SystemExit as left:
        code = left.code
    except BaseException:
        traceback.print_exc()
    finally:
        from django.db import connections

        connections.close_all()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def _fork(out: str, err: str) -> int:
    # Both files are there before anybody asks for what stands in them.
    files = [os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) for name in (out, err)]
    if not (pid := os.fork()):
        for number, file in enumerate((os.open(os.devnull, os.O_RDONLY), *files)):
            os.dup2(file, number)
    for file in files:
        os.close(file)
    return pid


def _run(how: str, what: str, *words: str) -> None:
    sys.argv = [what, *words]
    if how == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "-c", "exec"), {"__name__": "__main__"})  # noqa: S102 (what a test wrote)


def settle(settings: str = SETTINGS) -> None:
    """Settings and connections as this environment says."""
    from importlib import reload

    from django.conf import Settings
    from django.conf import settings as settled
    from django.db import connections

    reload(sys.modules[settings])
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    settled._wrapped = Settings(settings)
    for name in set(vars(settled)) - {"_wrapped"}:
        del vars(settled)[name]
    vars(connections).pop("settings", None)
    connections.__init__()  # type: ignore[misc]  # the one object everybody holds, as new


if __name__ == "__main__":
    main(sys.argv[1])
