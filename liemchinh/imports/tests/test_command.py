"""`liemchinh import` as it is called: one JSON object a row, totals last, exit codes, several files in any order."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liemchinh.imports.tests.taking import TREE, events_csv, member, members_csv, organisations_csv

Command = Callable[..., Any]
PEOPLE = [
    member(f"M{n}", f"Nguyễn Văn {name}", birth=f"19{50 + n}-03-04") for n, name in enumerate(("An", "Bích", "Cường"))
]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """A province in files: kind → path."""
    content = {
        "to-chuc.csv": organisations_csv(*TREE), "dang-vien.csv": members_csv(*PEOPLE, member("M9", "Võ Sai", organisation_id="Z")),
        "bien-dong.csv": events_csv(("M0", "A", "exempt", "2015-01-01")), "hong.xlsx": b"PK\x03\x04", "trong.csv": b"a,b\n",
    }  # fmt: skip
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    return {name.partition(".")[0]: str(tmp_path / name) for name in content}


def totals(read: int, accepted: int = 0, unchanged: int = 0, duplicate: int = 0, rejected: int = 0) -> dict[str, int]:
    return {"read": read, "accepted": accepted, "unchanged": unchanged, "duplicate": duplicate, "rejected": rejected}


def test_files_in_any_order_come_in_as_they_build_on_each_other(command: Command, files: dict[str, str]) -> None:
    ran = command("import", files["bien-dong"], files["dang-vien"], files["to-chuc"], "--json")
    *rows, last = ran.json
    assert (ran.code, last) == (0, totals(11, accepted=10, rejected=1))
    assert all(list(row) == ["file", "sheet", "row", "verdict", "column", "reason"] for row in rows)
    assert [Path(row["file"]).stem for row in rows] == ["to-chuc"] * 6 + ["dang-vien"] * 4 + ["bien-dong"]
    assert rows[0] == {
        "file": files["to-chuc"],
        "sheet": "",
        "row": 2,
        "verdict": "accepted",
        "column": "",
        "reason": "Ghi mới.",
    }
    assert [(row["row"], row["verdict"], row["column"]) for row in rows if row["verdict"] == "rejected"] == [
        (5, "rejected", "organisation_id")
    ]


def test_the_second_time_everything_stands_already(command: Command, files: dict[str, str]) -> None:
    calls = ["import", files["to-chuc"], files["dang-vien"], files["bien-dong"]]
    assert command(*calls).code == 0
    ran = command(*calls, "--json")
    assert (ran.code, ran.json[-1]) == (0, totals(11, unchanged=10, rejected=1))


def test_dry_run_says_what_would_be_and_keeps_nothing(command: Command, files: dict[str, str]) -> None:
    tried = command("import", files["to-chuc"], "--dry-run", "--json")
    assert (tried.code, tried.json[-1]) == (0, totals(6, accepted=6))
    assert command("tree", "--on", "2026-01-01", "--json").json[0]["organisations"] == []
    assert command("import", files["to-chuc"], "--json").json[-1] == totals(6, accepted=6)


def test_into_and_source_are_understood(command: Command, files: dict[str, str], tmp_path: Path) -> None:
    assert command("import", files["to-chuc"], "--source", "tinh").code == 0
    rows = [row | {"organisation_id": ""} for row in PEOPLE]
    (tmp_path / "chi-bo.csv").write_bytes(members_csv(*rows))
    ran = command("import", str(tmp_path / "chi-bo.csv"), "--into", "Chi bộ ấp Gò Cát", "--source", "xa", "--json")
    assert (ran.code, ran.json[-1]) == (0, totals(3, accepted=3))
    assert command("import", files["dang-vien"], "--source", "tinh", "--json").json[-1]["duplicate"] == 3
    ambiguous = command("import", files["dang-vien"], "--into", "không có", "--json")
    assert (ambiguous.code, "error" in ambiguous.json[-1]) == (2, True)


@pytest.mark.parametrize(("file", "read"), [("hong", 1), ("trong", 0), ("khong-co", 1)])
def test_what_cannot_be_read_is_a_rejected_row_and_nothing_is_done(
    command: Command, files: dict[str, str], file: str, read: int
) -> None:
    ran = command("import", files.get(file, "khong-co.csv"), "--json")
    assert (ran.code, ran.json[-1]) == (1, totals(read, rejected=read))
    assert "Traceback" not in ran.err


def test_a_bad_file_does_not_keep_the_others_out(command: Command, files: dict[str, str]) -> None:
    ran = command("import", files["hong"], files["to-chuc"], "--json")
    assert (ran.code, ran.json[-1]) == (0, totals(7, accepted=6, rejected=1))


def test_a_bad_call_is_told_from_a_refusal(command: Command, files: dict[str, str]) -> None:
    assert command("import").code == 2
    assert command("import", files["to-chuc"], "--as", "ai-do").code == 2
