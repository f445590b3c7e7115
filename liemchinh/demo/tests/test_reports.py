"""The five published reports as the example writes them again: every printed line is stated in a sentence and in a table."""

import re
import tomllib
from pathlib import Path

import pytest

from liemchinh.demo.published import published_lines

FOLDER = Path(__file__).parent.parent / "reports"
REPORTS = {"tv": "tra_vinh", "tp": "tan_phu", "ct": "can_tho", "bt": "ben_tre", "mc": "mo_cay_nam"}


def test_there_are_five_with_all_ninety_one_lines() -> None:
    told = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}
    assert sorted(told) == sorted(REPORTS.values())
    lines = [figure["line"] for one in told.values() for figure in one["figure"]]
    assert sorted(lines) == sorted(line.key for line in published_lines())
    assert len(lines) == 91


@pytest.mark.parametrize("root", REPORTS)
def test_each_line_stands_in_a_sentence_and_in_the_annexed_table_under_its_label(root: str) -> None:
    told = tomllib.loads((FOLDER / f"{REPORTS[root]}.toml").read_text(encoding="utf-8"))
    names = {figure["name"]: figure["line"] for figure in told["figure"]}
    parts = [part for section in told["section"] for part in section["part"]]
    said = [
        name for part in parts if part["kind"] == "sentence" for name in re.findall(r"\{([a-z0-9_]+)\}", part["text"])
    ]
    assert sorted(said) == sorted(names)
    (table,) = [part for part in parts if part["kind"] == "table"]
    lines = {line.key: line.label for line in published_lines() if line.key.startswith(f"{root}-")}
    assert {names[row["figure"]]: row["label"] for row in table["row"]} == lines
