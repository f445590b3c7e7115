"""Kinds of organisation and lists of codes: what is written in files is understood, what is not is left to a person."""

from datetime import date
from pathlib import Path

import pytest

from regulations.charter import open_charter
from regulations.code_lists import read_code_lists
from regulations.kinds import CATEGORIES, load_kinds
from regulations.reading import Malformed, Problem
from regulations.topics import topic_of

CHARTER = open_charter()
LISTS = CHARTER.lists


@pytest.mark.parametrize(
    "kind, level, category",
    [
        ("đảng bộ tỉnh", "1", "province"),
        ("đảng bộ cấp huyện", "2", "district"),
        ("đảng bộ trực thuộc khác", "2", "upper"),
        ("đảng bộ cơ sở", "3", "grassroots_committee"),
        ("chi bộ cơ sở", "3", "grassroots_branch"),
        ("chi bộ trực thuộc", "4", "branch"),
        ("ĐẢNG BỘ  HUYỆN", "huyện", "district"),
        ("dang bo quan", "", "district"),
        ("đảng bộ thị xã", "", "district"),
        ("Đảng bộ thành phố", "1", "province"),
        ("Đảng bộ thành phố", "2", "district"),
        ("đảng bộ thành phố trực thuộc trung ương", "tỉnh", "province"),
        ("đảng bộ bộ phận", "4", "section"),
        ("đảng bộ xã/phường/thị trấn", "3", "grassroots_committee"),
        ("đảng bộ phường", "2", "upper"),
        ("Đảng bộ thị trấn", "", "grassroots_committee"),
        ("chi bộ", "3", "grassroots_branch"),
        ("chi bộ", "cơ sở", "grassroots_branch"),
        ("chi bộ", "4", "branch"),
        ("chi bộ", "", "branch"),
        ("Tỉnh", "province", "territory"),
        ("Huyện", "district", "territory"),
        ("Quận", "district", "territory"),
        ("Thành phố", "district", "territory"),
        ("Thị xã", "district", "territory"),
        ("Xã", "commune", "territory"),
        ("Phường", "commune", "territory"),
        ("Thị trấn", "commune", "territory"),
        ("Đặc khu", "commune", "territory"),
        ("chưa phân bổ", "", "unassigned"),
        ("hội đồng", "1", "other"),
        ("", "", "other"),
    ],
)
def test_a_kind_belongs_to_a_category(kind: str, level: str, category: str) -> None:
    assert CHARTER.kinds.category_of(kind, level) == category
    assert category in CATEGORIES


def test_a_commune_committee_founded_since_july_2025_is_above_the_grassroots() -> None:
    days = date(2025, 6, 30), date(2025, 7, 1)
    assert [CHARTER.kinds.category_of("đảng bộ xã", "3", on=day) for day in days] == ["grassroots_committee", "upper"]


@pytest.mark.parametrize(
    "text, told",
    [
        ('[[kind]]\ntexts = ["x"]\ncategory = "club"\n', "không có trong danh sách"),
        ('[[kind]]\ntexts = ["x"]\ncategory = "branch"\nlevels = ["moon"]\n', "cấp “moon”"),
        ('[[kind]]\ntexts = ["x"]\ncategory = "branch"\nvalid_from = 2025-07-01\n', "thiếu khóa “citation”"),
        ('[[kind]]\ntexts = ["x"]\ncategory = "branch"\n[[level]]\ncode = "z"\ntexts = ["1"]\n', "đã chỉ cấp"),
    ],
)
def test_a_table_of_kinds_that_does_not_hold_together_is_refused(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text('[[level]]\ncode = "province"\ntexts = ["1"]\n' + text, encoding="utf-8")
    with pytest.raises(Malformed, match=told):
        load_kinds(path)


def test_the_same_number_is_another_people_in_another_list() -> None:
    groups = LISTS["ethnic_groups"]
    found = [
        groups.find("05", numbered="census"),
        groups.find("4", numbered="decision_1979"),
        groups.find("06", numbered="census"),
    ]
    assert [item.code if item else None for item in found] == ["khmer", "hoa", "hoa"]


def test_a_bare_number_without_a_list_and_an_unverified_number_are_left_to_a_person() -> None:
    groups = LISTS["ethnic_groups"]
    assert [groups.find("05"), groups.find("30", numbered="census"), groups.find("99", numbered="census")] == [
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "text, slug",
    [
        ("Khơ Me", "khmer"),
        ("khmer", "khmer"),
        ("H'Mông", "hmong"),
        ("Mông", "hmong"),
        ("M.Nông", "mnong"),
        ("Ê - Đê", "e-de"),
        ("XTiêng", "xtieng"),
        ("Phà Thẻn", "pa-then"),
        ("Bru - Vân Kiều", "bru-van-kieu"),
    ],
)
def test_an_ethnic_group_is_known_by_its_spellings(text: str, slug: str) -> None:
    item = LISTS["ethnic_groups"].find(text)
    assert item is not None and item.code == slug


def test_there_are_54_groups_each_once_under_the_list_of_1979_and_the_order_of_the_form() -> None:
    items = LISTS["ethnic_groups"].items
    assert sorted(item.codes["decision_1979"] for item in items if "decision_1979" in item.codes) == [
        f"{n:02}" for n in range(1, 55)
    ]
    assert (
        [item.codes["form"] for item in items] == [str(n) for n in range(1, 57)] == [str(item.order) for item in items]
    )
    census = [code for item in items for code in (item.codes.get("census"), item.unverified.get("census")) if code]
    assert sorted(census) == [f"{n:02}" for n in range(1, 55)]


def test_a_row_of_form_five_counts_its_sub_rows() -> None:
    types = LISTS["unit_types"]
    assert types.within("enterprise_state") == {
        "enterprise_state",
        "enterprise_state_full",
        "enterprise_state_half",
        "enterprise_state_minor",
    }
    assert [item.mark for item in types.items if not item.parent] == [str(n) for n in range(1, 12)]
    assert [item.mark for item in LISTS["unit_types_older"].items if not item.parent] == [str(n) for n in range(1, 17)]


@pytest.mark.parametrize(
    "name, text, code",
    [
        ("education", "12/12", "upper_secondary"),
        ("education", "8/12", None),
        ("theory_level", "TC", "theory_intermediate"),
        ("profession_level", "TC", "intermediate"),
        ("profession_level", "thạc sỹ", "master"),
        ("occupation", "bộ đội", "armed_forces"),
        ("unit_types", "HTX", "cooperative"),
    ],
)
def test_words_of_files_are_known_or_left_to_a_person(name: str, text: str, code: str | None) -> None:
    item = LISTS[name].find(text)
    assert (item.code if item else None) == code


LIST = '[[list]]\nname = "a"\ntitle = "A"\nsource = "s"\nchecked_on = 2026-11-20\nitems = [ {items} ]\n'


@pytest.mark.parametrize(
    "items, told",
    [
        ('{ code = "x", label = "X" }, { code = "x", label = "Y" }', "ghi hai lần"),
        ('{ code = "x", label = "X", parent = "y" }', "mục cha"),
        ('{ code = "x", label = "Tày" }, { code = "y", label = "Tây" }', "chỉ cả"),
        ('{ code = "x", label = "X", same_as = "q" }', "same_as"),
        (
            '{ code = "x", label = "X", codes = { c = "1" } }, { code = "y", label = "Y", codes = { c = "1" } }',
            "ghi hai lần",
        ),
        ('{ code = "x", label = "X", colour = "red" }', "khóa lạ"),
    ],
)
def test_a_code_list_that_does_not_hold_together_is_refused(items: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(LIST.format(items=items), encoding="utf-8")
    problems: list[Problem] = []
    read_code_lists([path], problems)
    assert [told in str(problem) for problem in problems].count(True) == 1


def test_every_rule_has_a_topic_that_reads_as_a_heading() -> None:
    topics = {topic_of(rule, CHARTER.folder) for rule in CHARTER.rulebook.parameters.values()}
    assert {"Kết nạp đảng viên", "Chuyển sinh hoạt đảng", "Thời hiệu kỷ luật"} <= topics
    assert [topic for topic in topics if not topic[:1].isupper() or len(topic) > 70] == []
