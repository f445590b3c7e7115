"""A second charter, in processes of its own: a fictitious trade union with levels, posts, sanctions and words of its own."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from regulations.charter import open_charter
from regulations.overview import check
from regulations.words import WORDS, read_words
from tests.source import ROOT
from tests.test_words import OWN, told

UNION = ROOT / "charters" / "trade_union"
GROUPS = 30
TODAY = date(2026, 11, 29)


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command of the product under the union's charter."""
    there = {**os.environ, "LIEMCHINH_DATA": str(data), "LIEMCHINH_CHARTER": "trade_union"}
    there.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "liemchinh", *words]
    return subprocess.run(command, cwd=ROOT, env=there, capture_output=True, text=True, check=False)


def written(file: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """A list as a file."""
    with file.open("w", newline="", encoding="utf-8") as out:
        told = csv.DictWriter(out, list(rows[0]))
        told.writeheader()
        told.writerows(rows)
    return file


def groups(folder: Path) -> Path:
    """The union and its groups, in the union's own headings."""
    top = {"Mã tổ chức": "CD", "Tên tổ chức": "Công đoàn Công ty Dệt Gò Cát", "Cấp": "cơ sở", "Loại": "công đoàn cơ sở", "Mã cấp trên": "",
           "Hiệu lực từ": "01/01/2020"}  # fmt: skip
    made = [
        {"Mã tổ chức": f"T{at}", "Tên tổ chức": f"Tổ công đoàn {at}", "Cấp": "tổ", "Loại": "tổ công đoàn", "Mã cấp trên": "CD",
         "Hiệu lực từ": "01/01/2020"}
        for at in range(1, GROUPS + 1)
    ]  # fmt: skip
    return written(folder / "to_chuc.csv", [top, *made])


def test_its_rules_hold_together() -> None:
    assert [str(problem) for problem in check(TODAY, UNION)] == []
    assert open_charter(UNION).rulebook.parameter("probation.length", on=TODAY).value == 3


def test_it_speaks_of_everything_in_words_of_its_own() -> None:
    first, second = (read_words(folder / WORDS, []) for folder in (UNION.parent / "vietnam_party", UNION))
    assert second.instead.keys() == first.instead.keys()
    assert [fault for file in sorted(UNION.rglob("*.toml")) for fault in told(file.read_text(), OWN)] == []


def test_its_organisations_come_in_from_a_list_in_its_own_words(tmp_path: Path) -> None:
    came = run(tmp_path / "data", "import", str(groups(tmp_path)), "--json")
    assert came.returncode == 0, came.stdout[-600:] + came.stderr[-600:]
    assert json.loads(came.stdout.splitlines()[-1])["accepted"] == GROUPS + 1
    assert told(came.stdout, OWN) == []
