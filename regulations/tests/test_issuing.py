"""Numbers as offices write them are read; what they mean is not guessed; what is filled in beforehand comes from the charter."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from regulations.charter import SHIPPED
from regulations.issuing import Written, open_issuing, read_issuing, read_number, write_number
from regulations.reading import Problem

ON = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "number", "symbol", "organ"),
    [
        ("57-NQ/TW", 57, "NQ", "TW"),
        ("Số 127-QĐ/TW", 127, "QĐ", "TW"),
        ("Số: 08 - CTr/ĐU", 8, "CTr", "ĐU"),
        ("07-QĐi/TW", 7, "QĐi", "TW"),
        ("885–QĐ/UBKTTW", 885, "QĐ", "UBKTTW"),
        ("1127 — QĐ/TU", 1127, "QĐ", "TU"),
        ("222\u2011KH/UBKTTW", 222, "KH", "UBKTTW"),
        ("132-CV/TU", 132, "CV", "TU"),
        ("24-BS/UBKTTU", 24, "BS", "UBKTTU"),
        ("10 -HD/ BTGDVTU", 10, "HD", "BTGDVTU"),
        ("05-TTr/BTCĐU", 5, "TTr", "BTCĐU"),
        ("Số      -NQ/ĐU", None, "NQ", "ĐU"),
        ("…-QĐ/CB", None, "QĐ", "CB"),
        ("..... - KL/HU", None, "KL", "HU"),
        ("367 - QĐ/TWĐTN – VP", 367, "QĐ", "TWĐTN-VP"),
        ("02-HD/QU", 2, "HD", "QU"),
    ],
)
def test_a_number_as_written_is_read(text: str, number: int | None, symbol: str, organ: str) -> None:
    told = Written(number, symbol, organ)
    assert read_number(text) == told and read_number(unicodedata.normalize("NFD", text)) == told


@pytest.mark.parametrize(
    "text",
    ["30/2020/NĐ-CP", "05 QĐ/TU", "05-QĐ", "QĐ/TU", "00-QĐ/TU", "05-qđ/tu", "123456-QĐ/TU", "05-QĐ/TU ngày 3/3", ""],
)
def test_what_is_no_number_of_this_kind_is_not_read_as_one(text: str) -> None:
    assert read_number(text) is None


def test_what_is_written_is_read_again() -> None:
    issuing = open_issuing(SHIPPED)
    for one in issuing.types.values():
        if one.symbol:
            for number in (1, 10, 1234):
                told = read_number(write_number(number, one.symbol, "UBKTĐU"))
                assert told == Written(number, one.symbol, "UBKTĐU") and one.code in issuing.meant_by(told.symbol)
    assert write_number(5, "QĐ", "TU") == "05-QĐ/TU"


def test_a_symbol_may_mean_two_types_and_is_never_taken_for_one_of_them() -> None:
    issuing = open_issuing(SHIPPED)
    assert issuing.meant_by("QĐ") == ("decision", "regulation")
    assert (issuing.meant_by("QĐi"), issuing.meant_by("CTR"), issuing.meant_by("XX")) == (
        ("regulation",),
        ("programme",),
        (),
    )
    assert issuing.meant_by("") == (), "types without a symbol are meant by none"


@pytest.mark.parametrize(
    ("organ", "category", "name", "told"),
    [
        ("committee", "province", "Đảng bộ tỉnh Bình An", ("TU", "Trên", "Tỉnh ủy Bình An")),
        ("inspection", "province", "Đảng bộ tỉnh Bình An", ("UBKTTU", "Tỉnh ủy Bình An", "Ủy ban kiểm tra")),
        ("committee", "grassroots_committee", "Đảng bộ xã Trà Mây", ("ĐU", "Trên", "Đảng ủy xã Trà Mây")),
        ("committee", "branch", "Chi bộ ấp Gò Cát", ("CB", "Trên", "Chi bộ ấp Gò Cát")),
        ("internal_affairs", "province", "Đảng bộ tỉnh Bình An", ("", "Tỉnh ủy Bình An", "Ban nội chính")),
    ],
)
def test_what_is_filled_in_for_an_organ(organ: str, category: str, name: str, told: tuple[str, str, str]) -> None:
    found = open_issuing(SHIPPED).suggest(organ, category, name, "Trên", ON)
    assert (found.symbol, found.above, found.name) == told


def test_the_ending_of_districts_ends_with_them() -> None:
    issuing = open_issuing(SHIPPED)
    asked = ("committee", "district", "Đảng bộ huyện Sông Thu", "Đảng bộ tỉnh Bình An")
    assert [issuing.suggest(*asked, on).symbol for on in (date(2025, 6, 30), date(2025, 7, 1))] == ["HU", ""]


def test_mistakes_are_told_together_with_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "document_types.toml").write_text(
        'source = "x"\nchecked_on = 2026-11-28\n[[type]]\ncode = "a"\ntitle = "A"\ngloss = "A"\nconfidence = "SURE"\n'
        '[[type]]\ncode = "a"\ntitle = "A"\ngloss = "A"\nconfidence = "HIGH"\ncolour = "red"\n',
        encoding="utf-8",
    )
    problems: list[Problem] = []
    read_issuing(tmp_path, problems)
    assert [(problem.file.rpartition("/")[2], problem.key) for problem in problems] == [
        ("organs.toml", ""),
        ("document_types.toml", "type[a].confidence"),
        ("document_types.toml", "type[a].colour"),
        ("document_types.toml", "type[a].code"),
    ]
