"""An officer of a commune builds a report on a phone, one decision on each screen; a branch below drafts it by that edition."""

import re
from typing import Any

import pytest

from liemchinh.reports.models import Edition, Report
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, press, send
from tests.world import World

pytestmark = pytest.mark.on("2026-03-03")


def _choose(page: Any, subject: str, *choices: str) -> None:
    """An indicator of a subject, then what follows, each on a screen of its own."""
    fits(page)
    page.click(f"main summary:has-text('{subject}')")
    for choice in choices:
        press(page, f"main .rows a:text-is('{choice}')")
        fits(page)


def test_a_report_is_built_seen_with_real_figures_published_and_drafted_below(as_: Opens, world: World) -> None:
    page = as_("nam", size=PHONE)
    page.goto("/reports/")
    press(page, "main a:has-text('Mẫu báo cáo')")
    fits(page)
    press(page, "main a.button:has-text('Lập mẫu báo cáo') >> nth=0")
    fits(page)
    press(page, "main a:has-text('Trang trắng')")
    send(page, name="Báo cáo phát triển đảng viên")
    fits(page)
    press(page, "main a:has-text('Tổ chức nào làm')")
    page.check("main [name=categories][value=branch]")
    press(page, "main form button.button:not(.quiet)")
    press(page, "main a:has-text('Thêm mục')")
    send(page, heading="I. Tình hình")
    press(page, "main a:has-text('Thêm vào mục này')")
    fits(page)
    press(page, "main a:has-text('Câu có số liệu')")
    page.fill("main [name=text]", "Chi bộ có")
    press(page, "main button:has-text('Thêm số liệu')")
    _choose(page, "Đảng viên", "Đảng viên", "số của kỳ")
    press(page, "main button:has-text('Thêm vào câu')")
    fits(page)
    assert page.input_value("main [name=text]") == "Chi bộ có [1]"
    send(page, text="Chi bộ có [1] đảng viên.")
    assert re.search(r"có 4 đảng viên\.", page.inner_text("main"))

    page.click("main a:has-text('Về mẫu báo cáo')")
    press(page, "main a:has-text('Thêm vào mục này')")
    press(page, "main a:has-text('Biểu theo chỉ tiêu')")
    send(page, title="Đảng viên theo giới tính")
    press(page, "main a.button:has-text('Thêm dòng')")
    _choose(page, "Đảng viên", "Đảng viên", "Tổng và 1 phần, chia theo: Giới tính")
    press(page, "main form button.button:not(.quiet)")
    fits(page)
    assert page.locator("main figure table tbody tr").count() == 2
    page.click("main a:has-text('Về mẫu báo cáo')")
    press(page, "main a:has-text('Ban hành bản số 1')")
    fits(page)
    press(page, "main button:has-text('Ban hành')")
    assert "bản số 1" in page.inner_text("main")
    assert Edition.objects.get().number == 1

    secretary = as_("chi", size=PHONE)
    secretary.goto(f"/reports/start/{world.places['branch']}/")
    secretary.click("main label:has-text('Báo cáo phát triển đảng viên (bản số 1)')")
    send(secretary, on="03/03/2026")
    fits(secretary)
    assert re.search(r"Chi bộ có 2 đảng viên\.", secretary.inner_text("main"))
    assert Report.objects.get().edition == Edition.objects.get()
