"""The child of test_killed.py: takes a branch's workbook in, and dies by SIGKILL at the statement it is told to die at.

One line of JSON a call: `data` (the installation), `dies_at` (None: goes through; 0: the installation is made first). Each call is a fork;
its exit code is the answer.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

DAY, FILE = date(2026, 3, 3), "chi-bo.xlsx"


def main() -> None:
    """Reads the program once and forks for each line."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings"
    import django

    django.setup()
    from liemchinh.reports.tests import test_brought  # noqa: F401  # read once, for all forks

    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _be(**json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _be(data: str, dies_at: int | None) -> None:
    from liemchinh.journal import clock
    from tests.forked import settle

    code = 1
    try:
        os.environ["LIEMCHINH_DATA"] = data
        settle()
        with clock.at(DAY):
            if dies_at == 0:
                _make(Path(data))
            else:
                _take(Path(data), dies_at)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _make(data: Path) -> None:
    """A world whose commune asks its branches, and the workbook one of them filled."""
    from django.test import override_settings

    from liemchinh.reports.brought.blank import blank_of
    from liemchinh.reports.brought.making import as_workbook
    from liemchinh.reports.tests.test_brought import GOOD, called, filled
    from tests.world import build

    # Nobody signs in here: a password as strong as in life would cost half a second for each account.
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        world = build()
    call = called(world)
    (data / FILE).write_bytes(filled(as_workbook(blank_of(call, world.places["branch"])), GOOD))


def _take(data: Path, dies_at: int | None) -> None:
    from django.db import connection

    from liemchinh.reports.brought.reading import read_filled
    from liemchinh.reports.brought.taking import take_workbook
    from liemchinh.reports.models import Call
    from tests.world import CONSOLE

    told = 0

    def counting(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        nonlocal told
        made = execute(sql, *more)
        told += 1
        if told == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    filled = read_filled((data / FILE).read_bytes(), FILE)
    with connection.execute_wrapper(counting):
        take_workbook(Call.objects.get().pk, filled, actor=CONSOLE)
    (data / "statements").write_text(str(told))


if __name__ == "__main__":
    main()
