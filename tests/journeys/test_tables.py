"""The leader of a district makes a table on a phone, one decision on each screen, and keeps it; the commune below opens it with one tap."""

from typing import Any

import pytest

from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, press

pytestmark = pytest.mark.on("2026-03-03")


def test_five_screens_lead_to_a_table_that_the_commune_opens_with_its_own_numbers(as_: Opens) -> None:
    page = as_("giang", size=PHONE)
    page.goto("/figures/?period=year&year=2016")
    page.click("text=Lập bảng riêng")
    for question, choice in (
        ("Đếm gì?", "show-members"), ("Chia nhỏ theo gì?", "cross-gender"), ("Mỗi dòng là gì?", "rows-places"), ("Đơn vị nào?", ""),
    ):  # fmt: skip
        assert page.inner_text("h1") == question
        fits(page)
        if choice:
            page.check(f"#{choice}")
        press(page, "main button.button")
    assert page.input_value("[name=to]") == "31/12/2016"
    press(page, "main button.button")
    fits(page)
    assert _cells(page) == [["Đảng bộ xã Trà Mây", "4", "0"], ["Toàn bộ", "4", "0"]]
    press(page, "text=Lưu bảng")
    page.fill("[name=name]", "Có đến cuối năm 2016")
    page.check("[name=shared]")
    press(page, "main button.button")
    assert page.inner_text("h1") == "Có đến cuối năm 2016"
    page = as_("nam")
    page.goto("/tabulations/")
    press(page, "text=Có đến cuối năm 2016")
    fits(page)
    assert _cells(page) == [["Chi bộ ấp Gò Cát", "2", "0"], ["Chi bộ ấp Rạch Dừa", "2", "0"], ["Toàn bộ", "4", "0"]]
    with page.expect_navigation():
        page.locator("table tbody td a").first.click()
    assert "Thạch Vĩnh Phúc" in page.inner_text("main")


def _cells(page: Any) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts() for row in page.locator("table tbody tr, table tfoot tr").all()]
