"""Sanctions, bodies and posts of a charter: read whole, every mistake told at once; the rules ask what a form does, never its code."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from regulations.bodies import read_bodies
from regulations.charter import SHIPPED, open_charter
from regulations.code_lists import read_code_lists
from regulations.issuing import open_issuing
from regulations.reading import Problem
from regulations.rules import lapse, voting
from regulations.rules.voting import Outcome
from regulations.sanctions import FOR_GOOD, MEMBERSHIP_ENDS, POSTS_END, read_sanctions

BOOK = open_charter().rulebook
ON = date(2026, 3, 3)
WRONG_SANCTIONS = """
source = "Điều lệ"
checked_on = 2026-11-29
sanction = [
  { code = "one", label = "Một", gloss = "One", on = ["members", "neighbours"] },
  { code = "one", label = "Hai", gloss = "Two", on = ["members"], effect = "shames" },
]
"""
WRONG_BODIES = """
source = "Điều lệ"
checked_on = 2026-11-29
level = [{ code = "branch", label = "Tổ", gloss = "Group" }, { code = "street", label = "Phố", gloss = "Street" }]
body = [{ code = "committee", label = "Ban", gloss = "Board", levels = ["branch", "grassroots"] }]
"""
WRONG_POSTS = """
[[list]]
name = "posts"
title = "Chức vụ"
source = "Điều lệ"
checked_on = 2026-11-29
items = [{ code = "chair", label = "Chủ tịch", traits = ["seat", "throne"] }]
"""


def written(folder: Path, text: str) -> Path:
    """A file of a charter."""
    (folder / "x.toml").write_text(text, encoding="utf-8")
    return folder / "x.toml"


def test_every_mistake_in_a_list_of_sanctions_is_told_at_once(tmp_path: Path) -> None:
    problems: list[Problem] = []
    read_sanctions(written(tmp_path, WRONG_SANCTIONS), problems)
    told = "\n".join(map(str, problems))
    assert all(word in told for word in ("“neighbours”", "“shames”", "ghi hai lần"))


def test_a_charter_names_only_levels_and_bodies_the_rules_know(tmp_path: Path) -> None:
    problems: list[Problem] = []
    read_bodies(written(tmp_path, WRONG_BODIES), problems)
    told = "\n".join(map(str, problems))
    assert "“street”" in told and "“branch” không phải một cấp có cơ quan này" in told
    assert "“grassroots” không phải một cấp có cơ quan này" in told, "a level the charter does not have"


def test_a_post_is_only_what_the_product_knows(tmp_path: Path) -> None:
    problems: list[Problem] = []
    read_code_lists([written(tmp_path, WRONG_POSTS)], problems)
    assert ["“throne”" in str(one) for one in problems] == [True]


def test_every_sanction_the_rules_name_is_on_the_list_and_the_other_way_round() -> None:
    charter = open_charter(SHIPPED)
    named = {
        code
        for kind in ("official_member", "organisation")
        for code in charter.rulebook.options(f"sanction_forms.{kind}")
    }
    assert named == set(charter.sanctions)
    union = open_charter(SHIPPED.parent / "trade_union")
    named = {
        code
        for kind in ("official_member", "organisation")
        for code in union.rulebook.options(f"sanction_forms.{kind}")
    }
    assert named == set(union.sanctions)


def test_the_rules_follow_the_effect_and_not_the_code() -> None:
    assert (BOOK.form_that(POSTS_END), BOOK.form_that(MEMBERSHIP_ENDS), BOOK.form_that("none")) == (
        "removal",
        "expulsion",
        "",
    )
    assert BOOK.effect("expulsion") in FOR_GOOD and BOOK.effect("warning") == BOOK.effect("exile") == ""
    milder = replace(BOOK, effects={**BOOK.effects, "expulsion": ""})
    assert [lapse.lapses(book, "expulsion", ON).verdict for book in (BOOK, milder)] == ["no", "yes"]
    shares = [voting.threshold(book, "expulsion", branch=True, deciding=False, on=ON).value for book in (BOOK, milder)]
    assert shares[0] != shares[1] == voting.threshold(BOOK, "warning", branch=True, deciding=False, on=ON).value


def test_votes_are_added_up_only_where_the_charter_says_so() -> None:
    votes, forms = {"reprimand": 10, "warning": 6}, ["reprimand", "warning"]
    rule = BOOK.parameters["vote.cumulation"]
    kept = replace(rule, values=tuple(replace(row, value=False) for row in rule.values))
    apart = replace(BOOK, parameters={**BOOK.parameters, rule.name: kept})
    found = [voting.outcome(book, votes, 20, forms, branch=True, deciding=False, on=ON) for book in (BOOK, apart)]
    assert [(one.verdict, one.value.form) for one in found if isinstance(one.value, Outcome)] == [
        ("yes", "reprimand"),
        ("no", ""),
    ]
    assert "Không hình thức nào đủ phiếu" in found[1].reason


@pytest.mark.parametrize("name", ["vietnam_party", "trade_union"])
def test_whoever_signs_for_an_organ_holds_a_post_of_the_charter(name: str) -> None:
    folder = SHIPPED.parent / name
    posts = {one.code for one in open_charter(folder).lists["posts"].items}
    assert {one.head for one in open_issuing(folder).organs.values()} - {""} <= posts
