"""The command itself: calls, exit codes, an empty data directory, refusals and bad calls in words and in JSON."""

import argparse
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.utils import OperationalError

from liemchinh.cli import COMMANDS, frame, main
from liemchinh.cli.parsing import Parser
from regulations.answers import Refusal, Refused

Run = Callable[..., Any]


def test_every_command_of_the_table_is_there() -> None:
    assert set(COMMANDS) == {
        "load-demo", "import", "tree", "reorganise", "figures", "rules", "journal", "backup", "restore", "serve", "doctor", "found",
        "exchange",
    }  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_vietnamese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0 and told.startswith(f"cách dùng: liemchinh {name}") and "--json" in told


def test_without_a_command_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2 and "doctor" in capsys.readouterr().out
    assert main(["--help"]) == 0


@pytest.mark.parametrize(
    "words", [["nothing"], ["tree", "--on"], ["tree", "--on", "1/13/2025"], ["rules", "nothing"], ["journal"]]
)
def test_a_bad_call_ends_with_two_and_says_why(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2 and "Gọi lệnh chưa đúng: " in capsys.readouterr().err


@pytest.mark.from_nothing
def test_a_day_before_the_example_is_a_bad_call(command: Run) -> None:
    ran = command("load-demo", "--on", "2022-04-29")
    assert (ran.code, ran.err) == (2, "Ví dụ bắt đầu từ ngày 30/04/2022; hãy chọn một ngày từ đó trở đi.\n")


def test_an_empty_data_directory_is_made_ready_by_any_command(command: Run, tmp_path: Path) -> None:
    done = command("journal", "verify", "--json", "--state")
    assert (done.code, done.json[0]["entries"], done.err) == (0, 0, "")


@pytest.mark.from_nothing
@pytest.mark.sqlite
def test_what_is_written_is_for_its_owner_alone(command: Run, tmp_path: Path) -> None:
    command("journal", "verify")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (tmp_path / "data").rglob("*")}
    assert "liemchinh.sqlite3" in modes and "heads.key" not in modes and set(modes.values()) == {0}


def test_a_database_that_does_not_answer_is_said_so(command: Run) -> None:
    done = command("journal", "verify", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.code == 1 and "Cơ sở dữ liệu không trả lời" in done.err and "Traceback" not in done.err


def a_module(run: Callable[[argparse.Namespace], int]) -> Any:
    return SimpleNamespace(PREPARES=False, run=run)


def raising(error: Exception) -> Any:
    def run(args: argparse.Namespace) -> int:
        raise error

    return a_module(run)


def test_a_refusal_is_told_with_every_reason(capsys: pytest.CaptureFixture[str]) -> None:
    refused = Refused([Refusal("a", "Không được.", "Điều 5", "Hãy làm lại."), Refusal("b", "Thiếu.")])
    assert frame.guarded(raising(refused), argparse.Namespace(json=True)) == 1
    told = capsys.readouterr()
    assert told.err == "Không được. (Điều 5) Hãy làm lại.\nThiếu.\n"
    assert (
        '"refusals": [{"code": "a", "message": "Không được.", "citation": "Điều 5", "remedy": "Hãy làm lại."}'
        in told.out
    )


def test_a_bad_call_is_told_with_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    bad = frame.BadCall("Có hai.", [{"id": 1, "name": "A"}, {"id": 2, "name": ""}])
    assert frame.guarded(raising(bad), argparse.Namespace(json=False)) == 2
    assert capsys.readouterr().err == "Có hai.\n  1 · A\n  2\n"


@pytest.mark.parametrize(("error", "code"), [(OperationalError("x"), 1), (KeyboardInterrupt(), 1)])
def test_what_stops_a_command_ends_it_in_order(error: Exception, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.guarded(raising(error), argparse.Namespace(json=False)) == code


def test_a_programming_error_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        frame.guarded(raising(ZeroDivisionError()), argparse.Namespace(json=False))


@pytest.mark.parametrize("text", ["2025-07-01", "1/7/2025", "01/07/2025", " 2025-7-1 "])
def test_a_day_is_read(text: str) -> None:
    assert frame.day(text) == date(2025, 7, 1)


@pytest.mark.parametrize("text", ["", "2025", "31/02/2025", "2025-13-01", "hôm nay", "1/7/25", "٠١/٠٧/٢٠٢٥x"])
def test_anything_else_is_not_a_day(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="không phải một ngày"):
        frame.day(text)


def test_errors_of_calls_are_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="x")
    parser.add_argument("name", metavar="TÊN")
    parser.add_argument("--count", type=int)
    for words, told in (
        ([], "còn thiếu: TÊN"),
        (["a", "b"], "không hiểu: b"),
        (["a", "--count", "x"], "--count: 'x' không phải một số"),
    ):
        with pytest.raises(SystemExit):
            parser.parse_args(words)
        assert told in capsys.readouterr().err


def test_progress_passes_everything_on() -> None:
    assert list(frame.progress(range(3), total=3, label="x")) == [0, 1, 2]
