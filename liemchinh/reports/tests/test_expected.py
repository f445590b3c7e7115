"""Two reports of the test world beside documents written by hand: every line, its letters, every table; as DOCX, XLSX and PDF."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from liemchinh.figures.declarations import partitions
from liemchinh.figures.periods import Period
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from liemchinh.reports import writing
from liemchinh.reports.documents.files import framed
from liemchinh.reports.documents.framing import Framed
from liemchinh.reports.documents.printed import as_pdf
from liemchinh.reports.documents.word import as_docx
from liemchinh.reports.documents.workbook import as_xlsx
from liemchinh.reports.models import Definition, Edition
from liemchinh.reports.tests.reading import Said, docx_lines, docx_sheet, number_of, pdf_words, xlsx_sheets
from tests.permissions_of_cases_of_inspection import concluded, on_signs
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
EXPECTED = Path(__file__).parent / "expected"
LOOKS = tomllib.loads((EXPECTED / "looks.toml").read_text())


def expected(name: str) -> Mapping[str, Any]:
    return tomllib.loads((EXPECTED / f"{name}.toml").read_text())


def said(lines: list[str]) -> list[Any]:
    """The hand-written lines as they are read from a file; of a table only where it stands."""
    return [line if line.startswith("@") else _said(line) for line in lines]


def _said(line: str) -> Said:
    part, _, text = line.partition(" | ")
    return Said(text, tuple(LOOKS["look"][part]))


def members(world: World) -> Framed:
    """The half-year of 2017 in the commune, in which one more was admitted."""
    at, day = world.places["branch"], date(2017, 3, 8)
    register_person(PersonFacts("Sơn Thị Lài", gender="nữ", birth="1990"), [NewAct("admitted", day, at)], actor=CONSOLE)
    half = Period(date(2017, 1, 1), date(2017, 6, 30))
    row = writing.start_report(world.places["commune"], "s:members_work", "half", half, actor=CONSOLE)
    text = "Kết nạp được {admitted} người, {admitted.turn} so với cùng kỳ."
    writing.write_prose(row.pk, "II.1", text, seen=0, actor=CONSOLE)
    return framed(row, world.actor("an"))


def inspection(world: World) -> Framed:
    """The half-year of 2026 of the district, which concluded one inspection on signs."""
    concluded(on_signs(world), world.actor("khoa"))
    half = Period(date(2026, 1, 1), date(2026, 6, 30))
    row = writing.start_report(world.places["district"], "s:inspection_half", "half", half, actor=CONSOLE)
    return framed(row, world.actor("an"))


REPORTS = {"members_work": members, "inspection_half": inspection}


@pytest.fixture(params=sorted(REPORTS))
def both(request: pytest.FixtureRequest, world: World) -> tuple[Mapping[str, Any], Framed]:
    """What was written by hand, and what the product fills."""
    return expected(request.param), REPORTS[request.param](world)


def test_three_files_of_a_report_are_what_was_written_by_hand(both: tuple[Mapping[str, Any], Framed]) -> None:
    wanted, told = both
    _word(wanted, as_docx(told))
    _workbook(wanted, as_xlsx(told))
    _printed(wanted, as_pdf(told))


def _word(wanted: Mapping[str, Any], data: bytes) -> None:
    assert docx_sheet(data) == (LOOKS["sheet"]["paper"], LOOKS["sheet"]["margins"])
    lines = said([*wanted["head"], *wanted["body"], *wanted["foot"], *wanted["annex"]])
    tables = {f"@{code}": table["rows"] for code, table in wanted["table"].items()}
    read = docx_lines(data)
    assert len(read) == len(lines)
    for there, line in zip(read, lines, strict=True):
        assert there == tables.get(line, there if isinstance(line, str) else line)


def _workbook(wanted: Mapping[str, Any], data: bytes) -> None:
    sheets = xlsx_sheets(data)
    for code, table in wanted["table"].items():
        rows = [[cell for cell in row if cell is not None] for row in sheets[f"Biểu {code}"]]
        numbers = [[number_of(cell) for cell in row] for row in table["rows"]]
        assert [row[0] for row in rows[:3]] == table["top"][:3]
        start = next(place for place, row in enumerate(rows) if row[0] == table["rows"][0][0])
        body = rows[start : start + len(numbers)]
        assert [[_exact(cell) for cell in row] for row in body] == [
            [cell for cell in row if cell != ""] for row in numbers
        ]


def _exact(cell: Any) -> Any:
    return number_of(str(cell).replace(".", ",")) if isinstance(cell, int | float) else cell


def _printed(wanted: Mapping[str, Any], data: bytes) -> None:
    pages = pdf_words(data)
    read = " ".join("".join(piece.text for piece in page) for page in pages)
    lines = [
        line.partition(" | ")[2]
        for line in (*wanted["head"], *wanted["body"], *wanted["foot"], *wanted["annex"])
        if "|" in line
    ]
    plain = "".join(read.split())
    at = 0
    for line in lines:
        text = "".join(line.split())
        found = plain.find(text, at)
        assert found >= 0, line
        at = found + len(text)
    for table in wanted["table"].values():
        assert "".join("".join("".join(row) for row in table["rows"]).split()) in plain


SHARES = """
code = "ages"
number = 1
name = "Báo cáo tuổi"
source = ""
confidence = "low"
document = "report"
organ = "committee"
categories = ["grassroots_branch"]
periods = ["year"]
[[section]]
heading = "I. Tuổi"
[[section.part]]
kind = "table"
code = "B1"
title = "Theo tuổi"
unit = "người"
columns = ["value", "share"]
share_of = "members"
row = [%s]
"""


def ages(world: World) -> Framed:
    """A report of three people of three ages: each a third, which no two decimals say."""
    place = world.places["other_branch"]
    for name, birth in (("Lê Văn Sáu", "1998-05-01"), ("Lê Văn Bảy", "1940-05-01")):
        register_person(
            PersonFacts(name, gender="nam", birth=birth), [NewAct("admitted", date(2016, 5, 19), place)], actor=CONSOLE
        )
    keys = next(
        found.parts for found in partitions() if found.whole == "members" and "members_age_unsure" in found.parts
    )
    rows = ", ".join(f'{{ label = "{key}", figure = "{key}" }}' for key in keys)
    definition = Definition.objects.create(organisation_id=place, name="Báo cáo tuổi", recorded_by=1)
    edition = Edition.objects.create(definition=definition, number=1, text=SHARES % rows, recorded_by=1)
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    row = writing.start_report(place, f"e:{edition.pk}", "year", year, actor=CONSOLE)
    return framed(row, world.actor("dung"))


def test_shares_of_a_whole_add_up_to_a_hundred_in_all_three_files(world: World) -> None:
    told = ages(world)
    table = told.content.tables()[0]
    counts = [row.cells[0].value for row in table.rows]
    assert sorted(count for count in counts if count) == [1, 1, 1]
    # Each rounded by itself, the weak variant, falls short.
    assert sum(round(Decimal(count or 0) * 100 / 3, 2) for count in counts) == Decimal("99.99")
    (rows,) = [part for part in docx_lines(as_docx(told)) if isinstance(part, list)]
    assert sum(number_of(row[2]) for row in rows[1:]) == 100
    sheet = xlsx_sheets(as_xlsx(told))["Biểu B1"]
    assert sum(Decimal(str(row[2])) for row in sheet if isinstance(row[1], int)) == 100
    words = [piece.text for page in pdf_words(as_pdf(told)) for piece in page]
    assert sum(number_of(word) for word in words if word.endswith("%") and word[0].isdigit()) == 100
