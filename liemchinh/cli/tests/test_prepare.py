"""An installation that is killed while it is made ready is as if nobody had begun."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

# Where the process ends: between a migration's tables and the note that it is applied, or before the triggers that guard the journal.
MOMENTS = {
    "noted": "from django.db.migrations.recorder import MigrationRecorder as at; at.record_applied = lambda *told: os._exit(9)",
    "guarded": "from liemchinh.journal import triggers as at; at.expected = lambda: os._exit(9)",
}
KILLED = "import os, django; django.setup(); {}; from liemchinh.cli.prepare import prepare; prepare()"


@pytest.mark.sqlite
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_it_is_made_ready_nothing_of_it_is_there(tmp_path: Path, moment: str) -> None:
    environment = os.environ | {"LIEMCHINH_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "liemchinh.settings"}
    environment.pop("DATABASE_URL", None)
    ended = subprocess.run([sys.executable, "-c", KILLED.format(MOMENTS[moment])], env=environment, check=False)
    assert ended.returncode == 9
    with sqlite3.connect(tmp_path / "liemchinh.sqlite3") as database:
        assert database.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall() == []
