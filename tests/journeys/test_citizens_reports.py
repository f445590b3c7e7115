"""The officers' work on what citizens report: keys from paper, a page, slips, a carried file taken in, a report opened, decided by two,
envelopes counted, a period published."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from liemchinh.citizens.models import Decision, Office, Recipient, Report
from liemchinh.citizens.tests import sending
from liemchinh.citizens.tests.sending import PHRASES
from liemchinh.envelopes import exchange as files
from liemchinh.envelopes.exchanged import SentReport
from liemchinh.envelopes.recipients import in_groups
from liemchinh.journal import clock
from liemchinh.letters.models import Letter
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, send
from tests.world import World

OTHER, WORDS = "second-at-district", "Cán bộ ở quầy đòi thêm tiền ngoài biên lai."


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: Any) -> None:
    sending.quick(monkeypatch)


def _make_key(page: Any, world: World, name: str) -> None:
    page.goto(f"/citizens/at/{world.places['district']}/keys/make/")
    fits(page)
    page.locator("main [name=kind]").nth(0).check()
    page.fill("main [name=phrase]", PHRASES[name])
    page.fill("main [name=again]", PHRASES[name])
    page.click("main form button.button:has-text('Làm khóa của mình')")
    assert "Chỉ hiện một lần" in page.inner_text("main")


def _accept(page: Any, name: str) -> None:
    row = Recipient.objects.get(account__username=name)
    page.goto(f"/citizens/keys/{row.pk}/accept/")
    page.fill("main [name=mark]", in_groups(row.mark))
    page.click("main form button.button:has-text('Xác nhận khóa')")


def _open(page: Any, report: Report, name: str) -> None:
    page.goto(f"/citizens/reports/{report.pk}/")
    fits(page)
    assert WORDS not in page.inner_text("main")
    page.fill("main [name=secret]", PHRASES[name])
    page.click("main form button.button:has-text('Mở')")
    assert WORDS in page.inner_text("main")


def _carried(page: Any, sent: SentReport, folder: Path) -> None:
    """Networks apart: what the public side wrote lies in the carried folder, and the page takes it and writes what goes back."""
    files.write_packet(folder, sending.packet([sent]), sending.SIGNER)
    page.goto("/citizens/exchange/")
    fits(page)
    page.click("main form button.button:has-text('Trao đổi ngay')")
    assert (folder / "in" / "description.json").exists()


def _published(khoa: Any, nam: Any, world: World) -> None:
    """Seven envelopes out of the box are recorded by a reader; the office publishes a period and reads of them on no page of its own."""
    khoa.goto("/citizens/reports/")
    khoa.click("main a:has-text('Phong bì đã nhận')")
    send(khoa, office=str(Office.objects.get().pk), way="box", count="7")
    assert "7 phong bì" in khoa.inner_text("main")
    nam.goto(f"/citizens/at/{world.places['commune']}/publish/")
    yesterday = f"{clock.today() - timedelta(days=1):%d/%m/%Y}"
    send(nam, first=yesterday, last=yesterday, changed="Mở cửa từ 7 giờ.")
    assert "Mở cửa từ 7 giờ." in nam.inner_text("main") and "phong bì" not in nam.inner_text("main").lower()


def test_two_readers_open_answer_and_decide_what_came_through_the_page(
    as_: Opens, world: World, settings: Any, tmp_path: Path
) -> None:
    folder = settings.EXCHANGE = tmp_path / "exchange"
    sending.second_reader(world)
    khoa, other, an, oanh, nam = as_("khoa", size=PHONE), as_(OTHER), as_("an"), as_("oanh"), as_("nam")
    for page, name in ((khoa, "khoa"), (other, OTHER)):
        _make_key(page, world, name)
        _accept(an, name)
        _accept(oanh, name)
    nam.goto(f"/citizens/at/{world.places['commune']}/page/")
    nam.fill("main [name=outside]", sending.OUTSIDE)
    nam.click("main form button.button:has-text('Mở trang')")
    assert "2 người đọc ở Đảng bộ huyện Sông Thu" in nam.inner_text("main")
    nam.goto(f"/citizens/at/{world.places['commune']}/slips/")
    nam.fill("main [name=count]", "3")
    nam.click("main form button.button:has-text('In phiếu kết quả')")
    assert nam.locator("main li code").count() == 3
    _carried(as_("quan"), sending.sent_report(WORDS, Office.objects.get()), folder)
    report = Report.objects.get()
    _open(khoa, report, "khoa")
    khoa.goto(f"/citizens/reports/{report.pk}/decide/")
    khoa.locator("main [name=ground][value='matter.checkable']").check()
    khoa.locator("main [name=items]").nth(0).check()
    fits(khoa)
    khoa.click("main form button.button:has-text('Nêu quyết định')")
    _open(other, report, OTHER)
    other.click("main form button.button:has-text('Xác nhận quyết định này')")
    assert Decision.objects.get(vouched_by__isnull=False).letter == Letter.objects.get(way="page")
    assert nam.goto(f"/citizens/reports/{report.pk}/").status == 404
    _published(khoa, nam, world)
