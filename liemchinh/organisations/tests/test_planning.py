"""A decision is worked out before anything is written: what it founds, changes, ends, and every fault of its lists at once."""

from datetime import date

import pytest

from liemchinh.organisations.planning import After, Plan, Step, Unassigned, plan
from liemchinh.organisations.services import Facts

OLD, DAY = date(2010, 1, 1), date(2025, 7, 1)
# 1 province; 2 and 3 districts; 4, 5 communes of 2; 6 commune of 3; 7 branch of 4; 8 branch of 6.
STANDING = {
    number: Facts(f"Tổ chức {number}", kind, OLD, parent)
    for number, kind, parent in (
        (1, "đảng bộ tỉnh", None), (2, "đảng bộ cấp huyện", 1), (3, "đảng bộ cấp huyện", 1), (4, "đảng bộ cơ sở", 2),
        (5, "đảng bộ cơ sở", 2), (6, "đảng bộ cơ sở", 3), (7, "chi bộ trực thuộc", 4), (8, "chi bộ trực thuộc", 6),
    )
}  # fmt: skip
KNOWN = {f"o{number}": number for number in STANDING}


def made(after: list[After], *steps: tuple[str, str, str]) -> Plan:
    told = [Step(*step, "full", row) for row, step in enumerate(steps, 2)]
    return plan(DAY, after, told, KNOWN, STANDING)


def row(external: str, parent: str, name: str = "Mới", kind: str = "đảng bộ cơ sở", number: int = 2) -> After:
    return After(external, parent, Facts(name, kind, OLD), number)


def codes(found: Plan) -> list[str]:
    return [refusal.code for refusal in found.refusals]


def test_what_merges_goes_with_its_branches_into_the_new_one() -> None:
    found = made([row("n", "o2")], ("o4", "n", "merge"), ("o5", "n", "merge"))
    assert found.refusals == []
    assert set(found.founds) == {"n"} and found.ends == [4, 5]
    assert found.heirs == {4: "n", 5: "n"} and found.unassigned == {}
    assert {number: found.parents[number] for number in found.changes} == {7: "n"}


def test_what_is_split_leaves_its_branches_and_members_waiting_under_the_common_parent() -> None:
    found = made([row("a", "o2"), row("b", "o3")], ("o4", "a", "split"), ("o4", "b", "split"))
    assert found.refusals == []
    assert found.split == {4: ["a", "b"]} and found.unassigned == {4: 1}
    assert found.parents[7] == Unassigned(4)


def test_what_waits_never_stands_under_something_that_ended() -> None:
    found = made([], ("o2", "", "dissolve"), ("o4", "o5", "split"), ("o4", "o6", "split"))
    assert found.refusals == []
    assert found.unassigned[4] == 1 and found.parents[5] == 1


def test_what_is_dissolved_leaves_what_is_below_to_the_one_above_and_its_members_waiting() -> None:
    found = made([], ("o2", "", "dissolve"))
    assert found.refusals == []
    assert {number: found.parents[number] for number in found.changes} == {4: 1, 5: 1}
    assert found.heirs == {2: 1} and found.unassigned == {2: 1}


def test_what_others_split_off_from_may_stay() -> None:
    found = made([row("o4", "o2", "Tổ chức 4"), row("b", "o2")], ("o4", "b", "split"))
    assert found.refusals == [] and found.ends == [] and found.changes == {} and set(found.founds) == {"b"}


def test_what_takes_over_its_own_parent_goes_up_and_not_under_itself() -> None:
    found = made([], ("o2", "o4", "merge"))
    assert found.refusals == [] and found.parents[4] == 1 and found.parents[5] == 4
    deeper = made([], ("o2", "o7", "merge"))
    assert deeper.refusals == [] and deeper.parents[4] == 1 and deeper.parents[5] == 7


def test_nothing_is_put_below_itself_through_what_is_not_listed() -> None:
    assert codes(made([row("o2", "o7", "Tổ chức 2")])) == ["circle"]


def test_a_renamed_one_keeps_who_it_is_and_blanks_keep_what_stands() -> None:
    found = made([row("o4", "o2", "Tên khác")], ("o4", "o4", "rename"))
    assert found.refusals == [] and found.ends == [] and found.changes[4].name == "Tên khác" and found.founds == {}


def test_what_continues_under_another_id_is_the_same_organisation() -> None:
    found = made([row("x", "o2", "Tên khác")], ("o4", "x", "continue"), ("o5", "x", "merge"))
    assert found.refusals == [] and set(found.changes) == {4} and found.ends == [5] and found.heirs == {5: 4}


def test_a_list_that_says_what_stands_changes_nothing() -> None:
    found = made([row("o4", "o2", "Tổ chức 4"), row("o2", "o1", "Tổ chức 2", "đảng bộ cấp huyện", 3)])
    assert found.refusals == [] and not (found.founds or found.changes or found.ends)


@pytest.mark.parametrize(
    ("after", "steps", "expected"),
    [
        ([row("n", "x")], [], ["parent-unknown"]),
        ([row("n", "o2"), row("n", "o2")], [], ["twice"]),
        ([], [("zz", "o5", "merge")], ["source-unknown"]),
        ([], [("o4", "zz", "merge")], ["target-unknown"]),
        ([], [("o4", "", "merge")], ["target-missing"]),
        ([], [("o4", "o5", "eat")], ["kind-unknown"]),
        ([], [("o4", "o5", "merge"), ("o5", "o6", "merge")], ["target-ends"]),
        ([row("n", "o4")], [("o4", "o5", "merge")], ["parent-ends"]),
        ([row("n", "o2"), row("o4", "o2", "Tổ chức 4")], [("o4", "n", "merge")], ["listed-ends"]),
        ([], [("o4", "", "rename")], ["change-missing"]),
        ([row("n", "o2")], [("o4", "n", "continue"), ("o5", "n", "continue")], ["taken-twice"]),
        ([row("a", "b"), row("b", "a")], [], ["circle", "circle"]),
        ([row("", "o2"), row("n", "o2", "", "")], [], ["id-missing", "facts-missing"]),
        ([row("n", "o2")], [("o4", "n", "continue"), ("o4", "o5", "merge")], ["both"]),
    ],
)
def test_each_fault_is_told(after: list[After], steps: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert codes(made(after, *steps)) == expected


def test_all_faults_of_both_lists_are_told_together_with_their_rows() -> None:
    found = made([row("n", "x", number=7)], ("zz", "n", "merge"), ("o4", "yy", "eat"))
    assert codes(found) == ["parent-unknown", "source-unknown", "kind-unknown", "target-unknown"]
    assert [
        "dòng 7" in found.refusals[0].message,
        "dòng 2" in found.refusals[1].message,
        "dòng 3" in found.refusals[2].message,
    ] == [True] * 3
