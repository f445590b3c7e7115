"""`rules` and `journal verify` as an administrator meets them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from liemchinh.cli import main

Run = Callable[..., Any]


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--json"]) == 0
    told = capsys.readouterr().out
    assert told.startswith('{"rules": [{"name": "') and '"citation"' in told
    assert main(["rules", "list"]) == 0 and "admission.age_min: Tuổi tối thiểu" in capsys.readouterr().out


def test_a_rule_is_shown_as_it_was_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "admission.age_min", "--on", "2025-06-30"]) == 0
    assert "Quy định 24-QĐ/TW" in capsys.readouterr().out.splitlines()[1]


def test_documents_procedures_and_calculations_are_listed_beside_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line in {"Văn bản:", "Thủ tục:", "Phép tính:"}] == [
        "Văn bản:",
        "Thủ tục:",
        "Phép tính:",
    ]
    assert "discipline: Thi hành kỷ luật" in lines
    assert "may_decide: Cơ quan này có được quyết định hình thức kỷ luật này hay không" in lines


@pytest.mark.parametrize(
    "name, on, told",
    [
        ("inspection_supervision_discipline", "2025-02-03", "Quy định 22-QĐ/TW; Quy định 262-QĐ/TW."),
        (
            "discipline",
            "2025-09-01",
            "decided: Ký quyết định kỷ luật (Tổ chức đảng tiến hành) · Quyết định thi hành kỷ luật",
        ),
        ("limitation", "2025-09-01", "limitation: Còn thời hiệu kỷ luật hay không (phép tính)"),
        ("limitation.member.reprimand", "2026-08-17", "chưa có nguyên văn"),
    ],
)
def test_a_name_shows_a_rule_a_family_of_documents_a_procedure_or_a_calculation(
    name: str, on: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "show", name, "--on", on]) == 0
    assert told in capsys.readouterr().out


def test_the_value_of_one_province_is_shown_to_whoever_asks_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    name = "inspection.planned.duration.branch"
    told = []
    for more in ([], ["--province", "lao_cai"]):
        assert main(["rules", "show", name, "--on", "2026-01-05", *more]) == 0
        told.append(capsys.readouterr().out.splitlines()[1])
    assert ["30 ngày" in line for line in told] == [False, True]
    assert "chưa có nguyên văn" in told[0]


def test_a_rule_that_is_not_there_names_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "admission.age"]) == 2
    assert "admission.age_min" in capsys.readouterr().err


def test_the_rules_hold_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", "--json"]) == 0
    assert capsys.readouterr().out.startswith('{"ok": true')


@pytest.mark.sqlite
def test_a_whole_book_is_said_to_be_whole(command: Run, backed: tuple[Path, Path]) -> None:
    done = command("journal", "verify", "--state", "--json")
    assert (done.code, done.json) == (
        0,
        [{"entries": 5, "ok": True, "first_bad": None, "why": "", "unsigned": 0, "differences": []}],
    )


def edited(tmp_path: Path, statement: str) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "liemchinh.sqlite3")) as database, database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement)


@pytest.mark.sqlite
def test_the_first_bad_entry_is_named(command: Run, backed: tuple[Path, Path], tmp_path: Path) -> None:
    edited(tmp_path, "UPDATE journal_entry SET organisation_id = 99 WHERE sequence = 3")
    done = command("journal", "verify", "--json")
    assert (done.code, done.json[0]["ok"], done.json[0]["first_bad"]) == (1, False, 3)
    assert "SAI ở số 3" in command("journal", "verify").out


@pytest.mark.sqlite
def test_a_register_that_differs_from_its_book_is_told(command: Run, backed: tuple[Path, Path], tmp_path: Path) -> None:
    edited(tmp_path, "UPDATE organisations_version SET name = 'Đảng bộ khác', search_key = 'x' WHERE id = 2")
    done = command("journal", "verify", "--state", "--json")
    assert (done.code, done.json[0]["ok"], len(done.json[0]["differences"])) == (1, False, 1)


@pytest.mark.sqlite
def test_heads_kept_elsewhere_are_asked(command: Run, backed: tuple[Path, Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_text((tmp_path / "data" / "heads.jsonl").read_text())
    edited(tmp_path, "DELETE FROM journal_entry WHERE sequence = 5")
    (tmp_path / "data" / "heads.jsonl").unlink()
    assert command("journal", "verify").code == 0
    assert command("journal", "verify", "--heads", str(copy), "--json").json[0]["first_bad"] == 5
    assert command("journal", "verify", "--heads", str(tmp_path / "nowhere")).code == 2
