"""Home says which report is to be written and by when, what became of one's own, in a fixed number of queries; one press begins it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liemchinh.figures.periods import Period
from liemchinh.journal import clock
from liemchinh.reports import collecting, handing, writing
from liemchinh.reports.changed import changes
from liemchinh.reports.models import Call, Report
from liemchinh.reports.waiting import waiting
from liemchinh.tasks.addressing import To
from regulations.answers import Refused
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)


def called(world: World, year: int = 2025, kinds: tuple[str, ...] = ("branch",)) -> Call:
    period = Period(date(year, 1, 1), date(year, 12, 31))
    own = writing.start_report(world.places["commune"], "s:members_work", "year", period, actor=CONSOLE)
    return collecting.call_for_reports(own.pk, To(world.places["commune"], kinds), TODAY, actor=world.actor("nam"))


def test_a_report_to_write_waits_with_its_day_until_it_is_sent(world: World) -> None:
    call, chi = called(world), world.actor("chi")
    (line,) = waiting(chi, TODAY)
    assert line.title == "Viết báo cáo “Báo cáo công tác đảng viên năm 2025” của Chi bộ ấp Gò Cát"
    assert (line.why, line.due_on) == ("Đảng bộ xã Trà Mây yêu cầu; chưa bắt đầu.", TODAY)
    client = world.client("chi")
    page = client.get(line.url).content.decode()
    address = reverse("reports:begin", args=[call.pk, world.places["branch"]])
    assert address in page and "Viết báo cáo của Chi bộ ấp Gò Cát" in page
    begun = client.post(address)
    report = Report.objects.get(organisation_id=world.places["branch"])
    assert begun.url == reverse("reports:one", args=[report.pk]) and client.post(address).url == begun.url
    (line,) = waiting(chi, TODAY)
    assert line.title.startswith("Viết tiếp và gửi báo cáo “") and line.url == begun.url
    handing.submit_report(report.pk, actor=chi)
    assert waiting(chi, TODAY) == []


def test_what_nobody_asked_of_a_place_is_not_begun_there(world: World) -> None:
    call = called(world)
    for place in ("commune", "other_branch"):
        with pytest.raises(Refused) as refused:
            collecting.begin_asked_report(call.pk, world.places[place], actor=CONSOLE)
        assert [one.code for one in refused.value.refusals] == ["reports.not-asked"]
    assert (
        world.client("chi").post(reverse("reports:begin", args=[call.pk, world.places["sibling"]])).status_code == 404
    )


def test_what_became_of_ones_reports_stands_under_what_changed(world: World) -> None:
    chi, nam = world.actor("chi"), world.actor("nam")
    since = clock.now() - timedelta(hours=1)
    assert changes(chi, since) == [] and changes(world.actor("lan"), since) == []
    call = called(world)
    told = "Báo cáo công tác đảng viên năm 2025"
    assert [one.sentence for one in changes(chi, since)] == [f"Cấp trên yêu cầu báo cáo “{told}”, hạn gửi 03/03/2026"]
    report = collecting.begin_asked_report(call.pk, world.places["branch"], actor=chi)
    handing.submit_report(report.pk, actor=chi)
    handing.return_report(report.pk, "missing", actor=nam)
    handing.submit_report(report.pk, actor=chi)
    handing.approve_report(report.pk, actor=nam)
    said = {one.sentence for one in changes(chi, since)}
    assert said == {
        f"Cấp trên yêu cầu báo cáo “{told}”, hạn gửi 03/03/2026",
        f"Báo cáo “{told}” đã được duyệt",
        f"Báo cáo “{told}” bị trả lại: Còn phần chưa viết",
    }
    assert changes(nam, since) == [], "not what one did oneself"
    assert changes(chi, clock.now() + timedelta(minutes=1)) == []


def test_however_much_was_asked_home_asks_the_same_number_of_times(world: World) -> None:
    chi, since = world.actor("chi"), clock.now() - timedelta(hours=1)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            found = len(waiting(chi, TODAY)) + len(changes(chi, since))
        return found, len(queries)

    called(world)
    found, queries = asked()
    for year in (2022, 2023, 2024):
        called(world, year)
    assert asked() == (found + 6, queries)
