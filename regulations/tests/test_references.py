"""Documents as people name them."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulations.charter import SHIPPED
from regulations.issuing import open_issuing, write_number
from regulations.references import Reference, read_reference

ISSUING = open_issuing(SHIPPED)
DAY = date(2021, 8, 15)


def told(number: int | None, symbol: str, organ: str, types: tuple[str, ...], dated: date | None = None) -> Reference:
    return Reference(number, symbol, organ, types, dated)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Số: 13 - CTr/TU", told(13, "CTr", "TU", ("programme",))),
        ("13-CTr/TU ngày 15/8/2021", told(13, "CTr", "TU", ("programme",), DAY)),
        ("13-CTr/TU, ngày 15-08-2021", told(13, "CTr", "TU", ("programme",), DAY)),
        ("13-CTr/TU (ngày 15.8.2021)", told(13, "CTr", "TU", ("programme",), DAY)),
        ("Chương trình số 13-CTr/TU ngày 15 tháng 8 năm 2021 của Tỉnh ủy Bến Tre", told(13, "CTr", "TU", ("programme",), DAY)),
        ("số 04/NQ-TW", told(4, "NQ", "TW", ("resolution",))),
        ("Nghị quyết 04-NQ/TW", told(4, "NQ", "TW", ("resolution",))),
        ("NGHỊ QUYẾT SỐ 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", told(57, "NQ", "TW", ("resolution",), date(2024, 12, 22))),
        ("Quyết định số 1127-QĐ/TU", told(1127, "QĐ", "TU", ("decision",))),
        ("Quy định 66-QĐ/TW", told(66, "QĐ", "TW", ("regulation",))),
        ("66-QĐ/TW", told(66, "QĐ", "TW", ("decision", "regulation"))),
        ("07-QĐi/TW", told(7, "QĐi", "TW", ("regulation",))),
        ("Hướng dẫn 10 – HD / BTGDVTU", told(10, "HD", "BTGDVTU", ("guideline",))),
        ("367 - QĐ/TWĐTN-VP", told(367, "QĐ", "TWĐTN-VP", ("decision", "regulation"))),
        ("Kế hoạch số      -KH/ĐU", told(None, "KH", "ĐU", ("plan",))),
        ("Quy chế 2-QC/ĐU.", told(2, "QC", "ĐU", ("working_rules",))),
        ("5-XY/TU", told(5, "XY", "TU", ())),
    ],
)  # fmt: skip
def test_a_document_as_it_is_named_is_read(text: str, reference: Reference) -> None:
    assert read_reference(text, ISSUING) == reference
    assert read_reference(unicodedata.normalize("NFD", f"  {text} "), ISSUING) == reference


@pytest.mark.parametrize(
    "text",
    [
        "", "Chương trình", "ngày 15/8/2021", "30/2020/NĐ-CP", "13-CTr/TU ngày 31/2/2021", "13-CTr/TU ngày 15/8/2021 và 14-CTr/TU",
        "Chỉ thị 04-NQ/TW", "0-NQ/TW", "00/NQ-TW", "mười ba CTr/TU", "13 CTr TU", "13-ctr/tu",
    ],
)  # fmt: skip
def test_what_names_no_document_or_contradicts_itself_is_not_read(text: str) -> None:
    assert read_reference(text, ISSUING) is None


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 99_999),
    st.sampled_from([one for one in ISSUING.types.values() if one.symbol]),
    st.sampled_from(["TW", "TU", "ĐU", "CB", "UBKTĐU", "TWĐTN-VP"]),
    st.dates(date(1930, 2, 3), date(2100, 1, 1)) | st.none(),
    st.sampled_from(["{0:%d/%m/%Y}", "{0.day}/{0.month}/{0.year}", "{0.day} tháng {0.month} năm {0.year}"]),
)
def test_what_is_written_is_read_back(number: int, type_: object, organ: str, dated: date | None, day: str) -> None:
    written = write_number(number, type_.symbol, organ)  # type: ignore[attr-defined]
    text = f"{type_.title} số {written}" + (f", ngày {day.format(dated)}" if dated else "")  # type: ignore[attr-defined]
    reference = read_reference(text, ISSUING)
    assert reference == Reference(number, type_.symbol, organ, (type_.code,), dated)  # type: ignore[attr-defined]
    assert reference.written == written


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_nothing_typed_is_an_error(text: str) -> None:
    found = read_reference(text, ISSUING)
    assert found is None or found.symbol


def test_the_day_after_is_another_day() -> None:
    after = read_reference(f"13-CTr/TU ngày {DAY + timedelta(days=1):%d/%m/%Y}", ISSUING)
    assert after is not None and after.dated == date(2021, 8, 16)
