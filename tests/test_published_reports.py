"""The five published reports written again from the records of the example: all is stated and opens, exactly two errors are found."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from liemchinh.demo.published import published_lines
from liemchinh.figures.arithmetic import change, percent
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
    opened = {key: one for report in told.values() for key, one in report["opened"].items()}
    assert sorted(opened) == sorted(lines)
    ways = Counter(_way(key, opened) for key in opened)
    print(f"{len(opened)} lines opened: {dict(ways)}")
    assert ways == {"counted": 74, "worked out": 10, "entered below": 7}


def _way(key: str, opened: Mapping[str, Any]) -> str:
    """How a line opens, once what stands behind it was found to make its number."""
    one = opened[key]
    value = Decimal(one["value"])
    if one["total"] is not None:
        assert one["total"] == value, (key, one["total"])
        return "counted"
    if one["parts"]:
        first, second = (_number(*part, opened) for part in one["parts"])
        assert value in (percent(first, second), change(first, second)), (key, first, second)
        return "worked out"
    title, made, entries = one["leads_to"]
    assert (title, made) == ("Xem các bản đã duyệt", value) and entries, key
    return "entered below"


def _number(text: str, behind: Mapping[str, Any], opened: Mapping[str, Any]) -> int:
    """One of the two numbers a line is worked out from: what its own page lists; a long list is counted where it is a line itself; a
    number told by others stands where it says so."""
    if behind["total"] is not None:
        return int(behind["total"])
    assert any(one["text"] == text and one["total"] for one in opened.values()) or behind["leads_to"], text
    return int(text.replace(".", ""))
