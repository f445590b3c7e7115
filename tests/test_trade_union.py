"""A second charter, in processes of its own: a fictitious trade union with levels, posts, sanctions and words of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from regulations.charter import open_charter
from regulations.layering import PRODUCT
from regulations.layouts import layout_on
from regulations.overview import check
from regulations.words import FAMILY, GIVEN, WORDS, read_words
from tests.lanes import SOAK
from tests.source import ROOT
from tests.spoken import FIRST, OWN, told
from tests.union import lists

UNION = ROOT / "charters" / "trade_union"
TODAY = date(2026, 11, 29)
LEFT_BEHIND = (
    "DJANGO_SETTINGS_MODULE",
    "DATABASE_URL",
    "LIEMCHINH_SOAK",
    "LIEMCHINH_REST",
    "LIEMCHINH_PART",
    "PYTEST_XDIST_WORKER",
    "PYTEST_ADDOPTS",
)


def run(data: Path, *words: str, members: int = lists.MEMBERS) -> subprocess.CompletedProcess[str]:
    """A module run under the union's charter."""
    there = {name: value for name, value in os.environ.items() if name not in LEFT_BEHIND}
    there |= {"LIEMCHINH_DATA": str(data), "LIEMCHINH_CHARTER": "trade_union", "LIEMCHINH_UNION": str(members)}
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=ROOT, env=there, capture_output=True, text=True, check=False)


def test_its_rules_hold_together() -> None:
    assert [str(problem) for problem in check(TODAY, UNION)] == []
    assert open_charter(UNION).rulebook.parameter("probation.length", on=TODAY).value == 3


def test_it_speaks_of_everything_in_words_of_its_own() -> None:
    first, second = (read_words(folder / WORDS, []) for folder in (FIRST, UNION))
    assert second.instead.keys() == first.instead.keys()
    assert [fault for file in sorted(UNION.rglob("*.toml")) for fault in told(file.read_text(), OWN)] == []
    assert (first.names_by, second.names_by) == (GIVEN, FAMILY)


def test_its_sanctions_posts_levels_and_days_off_are_its_own() -> None:
    first, second = open_charter(FIRST), open_charter(UNION)
    assert list(second.sanctions) == ["reminder", "criticism", "benefits", "step_down", "exclusion", "closure"]
    assert set(first.sanctions) & set(second.sanctions) == set()
    assert list(second.bodies.levels) == ["branch", "grassroots", "central"]
    assert {one.code for one in second.lists["posts"].items} & {one.code for one in first.lists["posts"].items} == set()
    founded = date(2026, 10, 15)
    assert (first.calendar.is_working_day(founded), second.calendar.is_working_day(founded)) == (True, False)


def test_its_procedures_are_its_own_and_shorter() -> None:
    first, second = open_charter(FIRST).procedures, open_charter(UNION).procedures
    assert list(second) == ["appeal", "discipline"]
    for kind, procedure in second.items():
        steps, longer = procedure.steps, first[kind].steps
        assert len(steps) < len(longer) and {step.title for step in steps} - {step.title for step in longer}
        assert {step.citation for step in steps} & {step.citation for step in longer} == set()


def test_its_papers_have_a_layout_of_their_own() -> None:
    first, second = layout_on(FIRST, TODAY), layout_on(UNION, TODAY)
    assert [(one.code, one.sheet.left, one.words["collective"]) for one in (first, second)] == [
        ("hd36", 30, "T/M {organ}"), ("example", 25, "TM. {organ}"),
    ]  # fmt: skip


def test_the_rules_of_the_product_are_the_same_under_every_charter() -> None:
    first, second = ({name: [row.value for row in rule.values] for name, rule in open_charter(folder).rulebook.parameters.items()
                      if any(row.citation.document.startswith(PRODUCT) for row in rule.values)} for folder in (FIRST, UNION))  # fmt: skip
    assert first and first == second


def test_what_it_is_silent_about_is_unknown_neither_forbidden_nor_free() -> None:
    book = open_charter(UNION).rulebook
    answer = book.parameter("emulation.quota", on=TODAY)
    assert (answer.verdict, answer.value) == ("unknown", None) and "không nói về việc này" in answer.reason
    assert book.options("deferral.clauses") and book.options("emulation.models") == {}
    with pytest.raises(LookupError):
        book.parameter("emulation.quotas", on=TODAY)


def test_its_members_come_in_from_lists_in_its_own_words(tmp_path: Path, count: Callable[[int, int], int]) -> None:
    files, wanted = [tmp_path / "to_chuc.csv", tmp_path / "danh_sach.csv"], count(60, lists.MEMBERS)
    for file, lines in zip(files, (lists.groups(), lists.members(wanted)), strict=True):
        file.write_text(lists.as_csv(lines), encoding="utf-8")
    came = run(tmp_path / "data", "liemchinh", "import", *map(str, files), "--json")
    assert told(came.stdout, OWN) == [] and came.returncode == 0, came.stdout[-900:] + came.stderr[-600:]
    rows = wanted + lists.GROUPS + 1
    totals = {"read": rows, "accepted": rows, "unchanged": 0, "duplicate": 0, "rejected": 0}
    assert json.loads(came.stdout.splitlines()[-1]) == totals


def test_a_case_its_vote_its_appeal_and_a_report_go_the_whole_way_under_it(
    tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    # Daily the way itself; every page of every room, which most of the time goes into, in the soak.
    tests = "tests/union/the_whole_way.py" + ("" if SOAK else "::test_the_whole_way")
    members = count(60, lists.MEMBERS)
    came = run(tmp_path / "data", "pytest", tests, "-q", "-p", "no:cacheprovider", members=members)
    assert came.returncode == 0, came.stdout[-6000:] + came.stderr[-2000:]
