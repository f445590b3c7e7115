"""The screens on which an office builds its own report, in the guide: a definition of the example's office, being built."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.figures.periods import Period
from liemchinh.filling.models import Blank
from liemchinh.reports.building.queries import sketched
from liemchinh.reports.building.services import begin_definition, change_sketch
from liemchinh.reports.models import Definition, Report, Sketch
from liemchinh.reports.writing import start_report
from regulations.reports import ProsePart, SectionOf, Sentence, TablePart, TableRow
from tests.guide import DESK, PHONE, Picture
from tests.guide_directives import place
from tests.guide_returns import OFFICER

KEEPER = "to-chuc-huyen"
WORDS = "Đến cuối kỳ toàn đảng bộ có {members} đảng viên, {members.turn} so với cùng kỳ; kết nạp {admitted} người."
TABLE = TablePart(
    "B1", "Đảng viên theo giới tính", "người", columns=("value", "before", "difference", "share"), share_of="members",
    rows=(TableRow("", "members", strong=True), TableRow("", "members_women", 1), TableRow("Kết nạp trong kỳ", "admitted")),
)  # fmt: skip
SECTIONS = (
    SectionOf("I. Đội ngũ", (Sentence(WORDS), TABLE)),
    SectionOf("II. Đánh giá", (ProsePart("P1", "Ưu điểm", "Việc đã làm, kết quả."), ProsePart("P2", "Hạn chế", ""))),
)


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("reports-definitions", OFFICER, _at("definitions")),
        Picture("reports-begin-definition", OFFICER, lambda page: page.goto(_begin()), (PHONE,)),
        Picture("reports-definition", OFFICER, _at("definition"), (DESK, PHONE)),
        Picture("reports-definition-sentence", OFFICER, _at("definition-thing", "1.1"), (PHONE,)),
        Picture(
            "reports-definition-figure", OFFICER, _at("definition-figure", "1.1", asks="?indicator=members"), (PHONE,)
        ),
        Picture("reports-definition-table", OFFICER, _at("definition-table", "1.2"), (DESK, PHONE)),
        Picture("reports-definition-line", OFFICER, _at("definition-line", "1.2", asks="?indicator=members"), (PHONE,)),
        Picture("reports-definition-preview", OFFICER, _at("definition-preview", asks="?kind=half")),
        Picture("reports-definition-publish", OFFICER, lambda page: page.goto(_faulty()), (PHONE,)),
        Picture("reports-workbooks", KEEPER, lambda page: page.goto(_for_report("workbooks")), (PHONE,)),
        Picture("reports-workbook", KEEPER, lambda page: page.goto(_for_report("workbook")), (DESK, PHONE)),
    ]


def _begin() -> str:
    return reverse("reports:begin-definition", args=[place(OFFICER)])


def _built(name: str, faulty: bool = False) -> Definition:
    at, actor = place(OFFICER), actor_for(Account.objects.get(username=OFFICER))
    found = Definition.objects.filter(organisation_id=at, name=name, cancelled_by=None).first()
    if found is None:
        found = begin_definition(at, name, actor=actor)
        made = sketched(Sketch.objects.get(definition=found))
        last = (SectionOf("III. Kiến nghị"), SectionOf("IV. Biểu", (TablePart("B2", "Kết nạp"),))) if faulty else ()
        made = replace(made, categories=() if faulty else ("grassroots_committee", "branch"), sections=SECTIONS + last)
        change_sketch(found.pk, made, seen=found.recorded_by, actor=actor)
    return found


def _faulty() -> str:
    return reverse("reports:definition-publish", args=[_built("Báo cáo sáu tháng về đội ngũ", faulty=True).pk])


def _for_report(name: str) -> str:
    """A half-year of the district that keeps the example's workbook."""
    at, actor = place(KEEPER), actor_for(Account.objects.get(username=KEEPER))
    half = Period(date(2026, 1, 1), date(2026, 6, 30))
    row = Report.objects.filter(organisation_id=at, source="members_work", cancelled_by=None).first()
    row = row or start_report(at, "s:members_work", "half", half, actor=actor)
    return reverse(f"reports:{name}", args=[row.pk, *([Blank.objects.latest("pk").pk] if name == "workbook" else [])])


def _at(name: str, *behind: str, asks: str = "") -> Callable[[Any], None]:
    def walk(page: Any) -> None:
        row = _built("Báo cáo công tác phát triển đảng viên")
        told = [] if name == "definitions" else [row.pk, *behind]
        page.goto(reverse(f"reports:{name}", args=told) + asks)

    return walk
