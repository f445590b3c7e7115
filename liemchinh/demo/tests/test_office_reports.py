"""Reports in the example: each published one is begun by its office, one is signed; branches of a commune answer what was asked of them."""

from datetime import date

import pytest

from liemchinh.demo import office_reports
from liemchinh.demo.office_reports import FOLDER, load_office_reports, published_reports
from liemchinh.demo.published import published_lines
from liemchinh.figures.services import PublishedFigure, publish_lines
from liemchinh.reports import recount, recount_written
from liemchinh.reports.handed import stand_of
from liemchinh.reports.models import Asked, Report
from liemchinh.reports.words import SIGNED, SUBMITTED
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)


def published(place: int, root: str) -> None:
    lines = [
        PublishedFigure(line.key, line.report, line.label, line.indicator, place, line.period, line.as_of, line.filters, line.unit,
                        line.printed, line.is_change)
        for line in published_lines() if line.key.startswith(f"{root}-")
    ]  # fmt: skip
    publish_lines(lines, actor=CONSOLE)


def test_a_published_report_is_begun_where_its_lines_are_and_one_is_signed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_reports, "SENDER", "an")
    monkeypatch.setattr(office_reports, "SIGNER", "oanh")
    published(world.places["district"], "mc")
    published(world.places["province"], "bt")
    assert [one.name for one in published_reports()] == ["ben_tre", "mo_cay_nam"]
    assert load_office_reports(None, TODAY, actor=CONSOLE) == 2
    stands = {row.organisation_id: stand_of(row).kind for row in Report.objects.all()}
    assert stands == {world.places["district"]: SIGNED, world.places["province"]: ""}
    days = {(row.first, row.last) for row in Report.objects.all()}
    assert days == {(date(2020, 6, 1), date(2022, 9, 21)), (date(2021, 8, 1), date(2022, 6, 30))}
    assert not list(recount.differences()) and not list(recount_written.differences())


def test_branches_answer_what_their_commune_asked_and_nothing_published_is_there_without_its_lines(
    world: World,
) -> None:
    assert load_office_reports(world.places["commune"], TODAY, actor=CONSOLE) == 3
    stands = [stand_of(one.report).kind for one in Asked.objects.order_by("organisation_id") if one.report]
    assert stands == [SUBMITTED] and Asked.objects.count() == 2
    assert {(row.kind, row.first, row.last) for row in Report.objects.all()} == {
        ("year", date(2025, 1, 1), date(2025, 12, 31))
    }


def test_every_published_report_of_the_example_has_a_definition() -> None:
    assert len(list(FOLDER.glob("*.toml"))) == 5
