"""The tree of a day and a reorganisation at the command line, on the three provinces that became one."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import liemchinh.organisations.tests

FILES = Path(liemchinh.organisations.tests.__file__).with_name("phu_tho")
LISTS = ("--after", str(FILES / "organisations_after.csv"), "--successions", str(FILES / "successions.csv"))
DECISION = ("reorganise", "--on", "2025-07-01", *LISTS, "--decision", "Nghị quyết 202/2025/QH15")


def levels(command: Callable[..., Any], on: str) -> dict[str, int]:
    ran = command("tree", "--on", on, "--json")
    assert ran.code == 0, ran.err
    told = ran.json[0]
    found = Counter[str]()
    for row in told["counts"]:
        found[row["level"]] += row["count"]
    assert told["on"] == on and len(told["organisations"]) == sum(found.values())
    return dict(found)


def test_three_provinces_become_one_and_again_three(command: Callable[..., Any]) -> None:
    assert command("import", str(FILES / "organisations_before.csv")).code == 0
    before = {"province": 3, "district": 32, "commune": 479}
    assert levels(command, "2025-06-30") == levels(command, "2026-01-01") == before

    preview = command(*DECISION, "--json")
    assert preview.code == 0, preview.err
    told = preview.json[0]
    assert (told["id"], told["applied"]) == (None, False)
    assert Counter(row["change"] for row in told["changes"]) == {"founded": 147, "changed": 2, "ended": 512}
    assert [(row["name"], row["members"]) for row in told["to_decide"]] == [
        ("Xã Vầy Nưa", 0),
        ("Xã Cao Sơn", 0),
        ("Xã Đồng Tân", 0),
    ]
    assert levels(command, "2025-07-01") == before

    applied = command(*DECISION, "--apply", "--json").json[0]
    assert applied["applied"] is True and applied["changes"] == told["changes"]
    assert levels(command, "2025-06-30") == before
    assert levels(command, "2025-07-01") == {"province": 1, "commune": 148}
    assert command("journal", "verify", "--state").code == 0

    again = command(*DECISION, "--apply", "--json")
    assert again.code == 1 and again.json[0]["refusals"]
    undone = command("reorganise", "--undo", str(applied["id"]), "--json")
    assert undone.code == 0 and undone.json[0]["id"] == applied["id"]
    assert levels(command, "2025-07-01") == before
    assert command("journal", "verify", "--state").code == 0
    assert command("reorganise", "--undo", str(applied["id"])).code == 1


def test_bad_calls_and_refusals_have_their_own_codes(command: Callable[..., Any]) -> None:
    assert command("tree", "Không có").code == 2
    assert command("tree", "--on", "hôm nay").code == 2
    assert command("reorganise", "--on", "2025-07-01", "--decision", "x").code == 2
    assert command("reorganise", *LISTS, "--decision", "x").code == 2
    assert command("reorganise", "--undo", "1", "--apply").code == 2
    missing = command("reorganise", "--on", "2025-07-01", "--after", "khong-co.csv", "--decision", "x")
    assert missing.code == 2 and "khong-co.csv" in missing.err
    unknown = command(*DECISION, "--json")
    assert unknown.code == 1
    assert {row["code"] for row in unknown.json[0]["refusals"]} == {"source-unknown"}
    empty = command("tree", "--json")
    assert empty.code == 0 and empty.json[0]["counts"] == []
