"""A report of the charter goes the whole way: begun, written, sent upward, approved, signed; then it no longer changes."""

from datetime import date

import pytest

from liemchinh.figures.periods import Period
from liemchinh.reports import handing, signing, writing
from liemchinh.reports.content import as_bytes
from liemchinh.reports.filling import filled_report
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_signed_report_is_what_was_filled_and_is_written_no_more(world: World) -> None:
    nam, an = world.actor("nam"), world.actor("an")
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    report = writing.start_report(world.places["commune"], "s:members_work", "year", year, actor=nam)
    for part in ("II.1", "II.2"):
        writing.write_prose(report.pk, part, "Nền nếp giữ vững, có {members} người.", seen=0, actor=nam)
    handing.submit_report(report.pk, actor=nam)
    with pytest.raises(Refused) as caught:
        writing.write_prose(report.pk, "II.1", "Khác.", seen=0, actor=nam)
    assert "reports.locked" in [one.code for one in caught.value.refusals]
    handing.approve_report(report.pk, actor=an)
    said = as_bytes(filled_report(report, an).content)
    keys = [one.key for one in signing.checked(report, actor=nam).open]
    snapshot = signing.sign_report(report.pk, number="7-BC/ĐU", confirmed=keys, actor=nam)
    assert bytes(snapshot.content) == said
    page = world.client("nam").get(f"/reports/{report.pk}/")
    assert page.status_code == 200 and "Viết phần này" not in page.content.decode()
