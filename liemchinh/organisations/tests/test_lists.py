"""The two lists of a decision come as CSV or workbooks, in English or Vietnamese words; every fault is told with its row."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from liemchinh.organisations.lists import read_lists
from liemchinh.organisations.planning import After, Step

DAY = date(2025, 7, 1)
FILES = Path(__file__).with_name("phu_tho")


def test_the_lists_of_a_province_are_read_whole() -> None:
    files = [(name, (FILES / name).read_bytes()) for name in ("organisations_after.csv", "successions.csv")]
    told = read_lists(files, DAY)
    assert (len(told.after), len(told.steps), told.faults) == (149, 517, [])
    assert told.steps[0] == Step("17~1", "25~2", "merge", "full", 2, DAY)


@pytest.fixture
def workbook() -> bytes:
    book = openpyxl.Workbook()
    after, steps = book.active, book.create_sheet("Kế thừa")
    assert after is not None
    after.title = "Sau"
    for line in (["Mã", "Mã công bố", "Tên tổ chức", "Cấp", "Loại hình", "Mã cấp trên", "Có từ ngày"],
                 ["n1", "", "Chi bộ mới", "chi bộ", "chi bộ trực thuộc", "x1", "01/07/2025"]):  # fmt: skip
        after.append(line)
    for line in (
        ["date", "from_id", "to_id", "kind", "extent"],
        ["01/07/2025", "a", "n1", "merge", "full"],
        [DAY, "b", "n1", "merge", "full"],
    ):
        steps.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_one_workbook_may_hold_both_lists_in_vietnamese_words(workbook: bytes) -> None:
    told = read_lists([("sap-xep.xlsx", workbook)], DAY)
    assert told.faults == []
    assert [(row.external, row.parent, row.facts.name) for row in told.after if isinstance(row, After)] == [
        ("n1", "x1", "Chi bộ mới")
    ]
    assert [(step.source, step.target, step.kind) for step in told.steps] == [
        ("a", "n1", "merge"),
        ("b", "n1", "merge"),
    ]


def test_a_succession_of_another_day_is_told(workbook: bytes) -> None:
    told = read_lists([("sap-xep.xlsx", workbook)], date(2025, 7, 2))
    assert [fault.code for fault in told.faults] == ["other-day", "other-day"] and told.steps == []


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04 not a workbook", "một hai ba".encode()])
def test_what_is_no_list_is_told_and_never_an_error(data: bytes) -> None:
    told = read_lists([("tep.xlsx", data)], DAY)
    assert told.faults and not told.after and not told.steps


def test_a_list_of_another_kind_is_named() -> None:
    members = "id,card_no,full_name,gender,birth,ethnicity,organisation_id,admitted_on\n1,1,Nguyễn Văn An,nam,1970-01-01,01,x,1999-01-01\n"
    told = read_lists([("dang-vien.csv", members.encode())], DAY)
    assert [fault.code for fault in told.faults] == ["other-list"]
