"""The real command in a process of its own, forked from one that has read the program already: reading it anew takes two seconds.

`Forks` starts that process (`python -m tests.forked`) and speaks to it in lines of JSON: what to call, with which environment, and where
its output goes; the answer is the exit code. What the settings say is worked out anew in each fork, from its own environment.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any


class Forks:
    """Commands of one kind of environment, one after the other. Closed at the end of the run."""

    def __init__(self) -> None:
        folder = tempfile.mkdtemp(prefix="liemchinh-tests-")
        known = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked"],
            env=known | {"LIEMCHINH_DATA": folder},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._folder = Path(folder)

    def call(self, words: tuple[str, ...], environment: dict[str, str]) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        out, err = self._folder / "out", self._folder / "err"
        told = {"words": words, "environment": environment, "out": str(out), "err": str(err), "cwd": str(Path.cwd())}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return code, out.read_text("utf-8"), err.read_text("utf-8")

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()


def main() -> None:
    """Loads the program, then forks for each line that comes in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings"
    import django

    django.setup()
    from django.urls import get_resolver

    from liemchinh.cli import COMMANDS

    _ = get_resolver().url_patterns
    for module, _does in COMMANDS.values():
        import_module(f"liemchinh.cli.{module}")
    gc.freeze()
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _be(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _be(told: dict[str, Any]) -> None:
    """Becomes the command: its environment, its output, its settings."""
    for number, name in ((1, told["out"]), (2, told["err"])):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(told["environment"])
    os.chdir(told["cwd"])
    _settle()
    from liemchinh.cli import main as command

    sys.argv = ["liemchinh", *told["words"]]
    code: Any = 1
    try:
        code = command(told["words"])
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


def _settle() -> None:
    """Settings and connections as this environment says."""
    from importlib import reload

    from django.conf import Settings, settings
    from django.db import connections

    reload(sys.modules["liemchinh.settings"])
    settings._wrapped = Settings("liemchinh.settings")
    for name in set(vars(settings)) - {"_wrapped"}:
        del vars(settings)[name]
    vars(connections).pop("settings", None)
    connections.__init__()  # type: ignore[misc]  # the one object everybody holds, as new


if __name__ == "__main__":
    main()
