"""Figures of a report that is still written open as those of a signed one do, and findings lead to the figures they are about."""

import re
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from django.urls import reverse

from liemchinh.figures.periods import Period
from liemchinh.reports import filling, signing, writing
from liemchinh.reports.checking import Finding
from liemchinh.reports.content import Cell
from liemchinh.reports.models import Report
from liemchinh.reports.opening_now import open_now
from liemchinh.reports.sources import Filled, Source, sources_as_bytes, sources_from
from liemchinh.reports.views.findings import shown_findings
from tests.opened import opened
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TOLD = re.compile(r'href="(/reports/\d+/figures/[^"]+)"')


def begun(world: World, place: str = "commune") -> Report:
    return writing.start_report(world.places[place], "s:members_work", "year", YEAR, actor=world.actor("an"))


def test_every_figure_that_is_printed_opens_for_whoever_sees_the_report(world: World) -> None:
    report = begun(world)
    page = world.client("nam").get(reverse("reports:one", args=[report.pk])).content.decode()
    there = {cell.figure for cell in filling.fill(report, actor=world.actor("nam")).cells() if cell.figure}
    links = TOLD.findall(page)
    assert {link.split("/")[4] for link in links} == there and len(there) > 4
    for who, status in (("nam", 200), ("giang", 200), ("dung", 404), ("lan", 404)):
        client = world.client(who)
        assert {client.get(link).status_code for link in sorted(set(links))} == {status}, who


def test_what_stands_behind_each_figure_is_as_many_as_it_says(world: World) -> None:
    report, khoa = begun(world), world.client("khoa")
    made = filling.fill(report, actor=world.actor("nam"))
    totals = {
        cell.figure: (cell, opened(khoa, reverse("reports:open", args=[report.pk, cell.figure])))
        for cell in made.cells()
    }
    counted = {figure: (cell.value, behind.total) for figure, (cell, behind) in totals.items() if behind.rows}
    assert counted and all(value == total for value, total in counted.values()), counted
    rest = [(cell, behind) for cell, behind in totals.values() if not behind.rows]
    assert all(cell.value in (0, None) or behind.parts or behind.leads_to for cell, behind in rest), rest


def test_a_count_opens_to_people_for_whoever_may_read_them_and_to_places_for_others(world: World) -> None:
    report = begun(world)
    address = reverse("reports:open", args=[report.pk, "B1.1.1"])
    officer = world.client("nam").get(address).content.decode()
    leader = world.client("giang").get(address).content.decode()
    assert "Thạch Vĩnh Phúc" in officer and "Thạch Vĩnh Phúc" not in leader and "Chi bộ ấp Gò Cát" in leader


def test_what_is_worked_out_opens_to_the_two_numbers_it_is_made_of_and_those_to_their_rows(world: World) -> None:
    report, nam = begun(world), world.actor("nam")
    turned = "1.1.2"
    found = open_now(nam, report, turned)
    assert found is not None and found.records is None and [part.label for part in found.parts] == ["Đảng viên"] * 2
    assert [part.source.period for part in found.parts] == [YEAR, YEAR.year_before]
    first = open_now(nam, report, turned, [1])
    assert first is not None and first.records is not None and str(first.records.total) == first.cell.text
    assert open_now(nam, report, turned, [3]) is None and open_now(nam, report, "B9.9.9") is None
    client = world.client("nam")
    address = reverse("reports:open", args=[report.pk, turned])
    assert "Thạch Vĩnh Phúc" in client.get(f"{address}?part=1").content.decode()
    assert [client.get(f"{address}?part={part}").status_code for part in ("3", "1.1", "x", "0", "1.1.1.1")] == [404] * 5


def test_a_difference_in_a_table_opens_to_the_figures_beside_it(world: World) -> None:
    report, nam = begun(world), world.actor("nam")
    found = open_now(nam, report, "B1.1.3")
    assert found is not None and [part.text for part in found.parts] == [
        cell.text for cell in filling.fill(report, actor=nam).tables()[0].rows[0].cells[:2]
    ]


def test_a_share_names_its_whole_and_sources_kept_before_it_did_are_read(world: World) -> None:
    source = Source(1, "members_women", YEAR, YEAR.last, kind="percentage", over="members")
    assert sources_from(sources_as_bytes({"1.1.1": source})) == {"1.1.1": source}
    old = sources_as_bytes({"1.1.1": source}).replace(b'"over":"members",', b"")
    assert sources_from(old) == {"1.1.1": replace(source, over="")}


def test_findings_lead_to_the_figure_and_to_those_it_was_compared_with(world: World) -> None:
    report, nam = begun(world), world.actor("nam")
    honest = filling.filled_report(report, nam)

    def moved(row: Report, actor: object) -> Filled:
        def wrong(cell: Cell) -> Cell:
            return replace(cell, value=99, text="99") if cell.figure == "B1.1.3" else cell

        return replace(honest, content=honest.content.with_cells(wrong))

    with patch.object(filling, "filled_report", moved):
        made = signing.checked(report, actor=nam)
        page = world.client("nam").get(reverse("reports:way", args=[report.pk])).content.decode()
    (shown,) = [one for one in shown_findings(report, made) if "Số tính từ hai số khác" in one.sentence]
    wanted = [reverse("reports:open", args=[report.pk, f"B1.1.{place}"]) for place in (3, 1, 2)]
    assert [url for _title, url in shown.links] == wanted and all(url in page for url in wanted)
    unwritten = [one for one in shown_findings(report, made) if "Phần lời chưa viết" in one.sentence]
    assert [one.links[0][1] for one in unwritten] == [
        reverse("reports:write", args=[report.pk, part]) for part in ("II.1", "II.2")
    ]


def test_a_finding_of_every_kind_leads_somewhere(world: World) -> None:
    report = begun(world)
    made = signing.checked(report, actor=world.actor("nam"))
    kinds = {"published": "tv-1", "late_returns": "3", "late_reports": "4"}
    found = [Finding(kind, figure, "", None, 1) for kind, figure in kinds.items()]
    links = [one.links[0][1] for one in shown_findings(report, replace(made, findings=found))]
    at = f"?at={report.organisation_id}"
    assert links == [f"/figures/published/{at}", f"/returns/3/{at}", "/reports/calls/4/"]


def test_all_pages_of_a_report_lead_back_by_the_same_names(world: World) -> None:
    report, client = begun(world), world.client("nam")
    names = ("reports:one", "reports:way", "reports:take", "reports:ask", "reports:prepare")
    for name in names:
        page = client.get(reverse(name, args=[report.pk])).content.decode()
        way = page[page.index('class="crumbs"') if 'class="crumbs"' in page else page.index("<nav") :]
        assert f'href="{reverse("reports:list")}"' in way and "Báo cáo công tác đảng viên năm 2026" in way, name
