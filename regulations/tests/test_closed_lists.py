"""The catalogue of conduct is closed, no charter widens it, and nothing left out on purpose is encoded (guards 2 and 3)."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from regulations.catalogue import GROUPS, PATH, catalogue, read_catalogue, reportable
from regulations.charter import SHIPPED, open_charter
from regulations.not_encoded import not_encoded, trespasses
from regulations.overview import check
from regulations.reading import Malformed

CHARTERS = SHIPPED.parent
ITEM = '[[item]]\ncode = "{code}"\ngroup = "{group}"\ntext = "{text}"\ngloss = "{gloss}"\n'
GOOD = {"code": "duty.late", "group": "duty", "text": "Đến muộn", "gloss": "Came late"}


def copy_of_the_charter(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "vietnam_party"))


def test_the_catalogue_has_items_in_each_of_its_five_groups() -> None:
    assert (
        {item.group for item in catalogue().values()}
        == set(GROUPS)
        == {"office", "money", "procedure", "duty", "ethics"}
    )


def test_what_citizens_may_report_is_conduct_towards_them_or_with_what_is_theirs() -> None:
    # Written out: one more kind is a reviewed change, here as in the catalogue.
    assert list(reportable()) == [
        "office.avoided_responsibility", "office.promise_not_kept", "office.power_misused", "office.citizens_harassed",
        "office.files_delayed", "office.disrespect_to_citizens", "office.construction_order", "office.land_and_environment",
        "money.embezzled", "money.bribe", "money.wasted", "money.budget_breach", "money.procurement_breach",
        "money.public_property_misused", "procedure.outside_competence", "procedure.steps_skipped", "procedure.petitions_mishandled",
        "procedure.denouncer_disclosed", "procedure.retaliation", "procedure.false_papers", "ethics.drunk_on_duty",
    ]  # fmt: skip
    assert {catalogue()[code].group for code in reportable()} == {"office", "money", "procedure", "ethics"}


@pytest.mark.parametrize(
    "change, told",
    [
        ({"text": "Hành vi khác"}, "danh mục đóng"),
        ({"gloss": "any other conduct"}, "danh mục đóng"),
        ({"text": "Đi muộn, v.v."}, "danh mục đóng"),
        ({"group": "opinion", "code": "opinion.late"}, "không có trong danh sách"),
        ({"code": "late"}, "mã phải bắt đầu"),
        ({"text": "x" * 121}, "dài quá"),
        ({"text": ""}, "để trống"),
    ],
)
def test_the_catalogue_refuses_an_item_that_is_open_long_or_elsewhere(
    change: dict[str, str], told: str, tmp_path: Path
) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(ITEM.format(**{**GOOD, **change}), encoding="utf-8")
    with pytest.raises(Malformed, match=told):
        read_catalogue(path)


def test_the_catalogue_refuses_twins_and_unknown_keys(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(ITEM.format(**GOOD) * 2 + "weight = 3\n", encoding="utf-8")
    with pytest.raises(Malformed) as refused:
        read_catalogue(path)
    assert [word in str(refused.value) for word in ("đã có ở một mục trước", "khóa lạ “weight”")] == [True, True]


@pytest.mark.parametrize("name", ["catalogue.toml", "catalogue", "my_catalogue.toml"])
def test_a_charter_cannot_bring_a_catalogue(name: str, tmp_path: Path) -> None:
    folder = copy_of_the_charter(tmp_path)
    (folder / name).write_text(ITEM.format(**GOOD), encoding="utf-8")
    with pytest.raises(Malformed, match="không được mở rộng danh mục hành vi"):
        open_charter(folder)


@pytest.mark.parametrize("place", ["parameters", "calendar"])
def test_a_local_layer_cannot_bring_a_catalogue(place: str, tmp_path: Path) -> None:
    (tmp_path / place).mkdir()
    (tmp_path / "catalogue.toml").write_text(ITEM.format(**GOOD), encoding="utf-8")
    with pytest.raises(Malformed, match="không được mở rộng danh mục hành vi"):
        open_charter(SHIPPED, tmp_path)


@pytest.mark.parametrize("folder", ["parameters", "calendar", "cases"])
def test_a_charter_cannot_hide_items_in_its_own_files(folder: str, tmp_path: Path) -> None:
    charter = copy_of_the_charter(tmp_path)
    (charter / folder / "more.toml").write_text(ITEM.format(**GOOD), encoding="utf-8")
    assert any("khóa lạ “item”" in str(problem) for problem in check(date(2026, 11, 20), charter))


def test_a_charter_holds_no_file_of_an_unknown_kind(tmp_path: Path) -> None:
    folder = copy_of_the_charter(tmp_path)
    (folder / "grounds.toml").write_text("", encoding="utf-8")
    with pytest.raises(Malformed, match="tệp lạ"):
        open_charter(folder)


def test_what_is_left_out_is_named_with_its_reason() -> None:
    assert {
        "background_checks",
        "opinion_and_ideology",
        "flagging_will",
        "limitation_political_exceptions",
        "dissolution_for_opposing_line",
    } <= {entry.code for entry in not_encoded()}
    assert all(entry.reason and entry.where and (entry.names or entry.words) for entry in not_encoded())


def test_nothing_left_out_is_encoded_in_any_charter_or_in_the_catalogue() -> None:
    files = [PATH, *CHARTERS.rglob("*.toml")]
    assert len(files) > 20
    assert trespasses(files) == []


@pytest.mark.parametrize(
    "text",
    [
        'name = "admission.background_check"',
        'name = "limitation.member.none"',
        'text = "Suy thoái về lối sống"',
        'notes = "giảm sút Ý CHÍ phấn đấu"',
        'text = "chống đường lối"',
    ],
)
def test_the_guard_notices_what_it_should(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    assert len(trespasses([path])) == 1
