"""A report as small as can be, of real figures, so that handing, freezing and opening are tried without a definition."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import ask
from liemchinh.figures.declarations import indicator
from liemchinh.figures.periods import Period
from liemchinh.organisations.queries import names
from liemchinh.reports import filling as real
from liemchinh.reports.content import Cell, Content, Paragraph, Row, Run, Section, Table
from liemchinh.reports.models import Prose, Report
from liemchinh.reports.sources import Filled, Source

KEYS = ("members", "members_official", "members_probationary", "admitted", "branches", "expelled")


def fill(report: Report, actor: Actor) -> Filled:
    """A table of a few figures this half-year and a year before, what was there when it began, and one part of prose."""
    period = Period(report.first, report.last)
    periods = (period, period.year_before, Period(period.eve, period.eve))
    place, on = report.organisation_id, report.last
    told: dict[str, Source] = {}
    rows = []
    for number, key in enumerate(KEYS, start=1):
        cells = []
        for column, when in enumerate(periods, start=1):
            code = f"B1.{number}.{column}"
            told[code] = Source(place, key, when, on, opening=column == 3)
            value = ask(told[code].question, [key], [when])[0].whole[key]
            cells.append(Cell(str(value), value, "", code))
        rows.append(Row(str(indicator(key).label), tuple(cells)))
    table = Table("B1", "Đội ngũ", "", ("Kỳ này", "Cùng kỳ", "Đầu kỳ"), tuple(rows))
    prose = Prose.objects.filter(report=report, part="III.1", cancelled_by=None).first()
    words = Paragraph("prose", "III.1", (Run(prose.text),) if prose and prose.text else ())
    days = (period.first.isoformat(), period.last.isoformat(), on.isoformat())
    named = names([place]).get(place, "")
    made = Content("Báo cáo", place, named, "Sáu tháng", *days, (Section("I", (table, words)),))
    return Filled(made, told)


@contextmanager
def filling() -> Iterator[None]:
    """Within it reports are filled so."""
    with patch.multiple(real, filled_report=fill, issued=lambda report: ("committee", "report")):
        yield


def a_report(
    place: int, first: date, last: date, prose: str = "Nền nếp giữ vững.", *, source: str = "small", number: int = 0
) -> Report:
    """A report of a place, its prose written; filled as small as can be unless another definition is named."""
    begun = Report.objects.count() + 1_000_000
    report = Report.objects.create(
        organisation_id=place,
        source=source,
        source_number=number,
        kind="half",
        first=first,
        last=last,
        recorded_by=begun,
    )
    if prose and source == "small":
        Prose.objects.create(report=report, part="III.1", text=prose, recorded_by=begun)
    return report
