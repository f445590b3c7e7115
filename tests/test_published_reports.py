"""The five published reports written again from the records of the example: all is stated, exactly two errors are found."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from liemchinh.demo.published import published_lines
from liemchinh.web.numbers import show_number

pytestmark = [pytest.mark.soak, pytest.mark.sqlite]
ROOT = Path(__file__).resolve().parents[1]
ERRORS = {"bt-branches-recognised-share": "18.47:19.05", "tv-admitted": "3826.00:3932"}


def test_five_reports_state_ninety_one_lines_and_two_errors_are_found(tmp_path: Path) -> None:
    places = os.environ | {"LIEMCHINH_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "liemchinh.settings"}
    for call in (["liemchinh", "load-demo"], ["tests.published_reports"]):
        done = subprocess.run(
            [sys.executable, "-m", *call],
            cwd=ROOT,
            env=places,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    lines = {line.key: line for line in published_lines()}
    assert sorted(key for one in told.values() for key in one["lines"]) == sorted(lines)
    assert [figure for one in told.values() for figure in one["empty"]] == []
    assert sorted(found for one in told.values() for found in one["found"]) == [
        f"published:{key}:{values}" for key, values in sorted(ERRORS.items())
    ]
    counts = [
        (one["stated"][lines[key].label], show_number(int(lines[key].printed)))
        for one in told.values() for key in one["lines"] if key not in ERRORS and lines[key].unit == "count"
    ]  # fmt: skip
    assert [stated for stated, _printed in counts] == [printed for _stated, printed in counts]
    assert len(counts) > 70
