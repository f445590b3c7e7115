"""An officer is sent a blank workbook: kept, one column chosen by the names in it on a phone, filled and taken at the desk."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from liemchinh.filling.tests.books import by_place
from tests.journeys.conftest import PHONE
from tests.walks import fits
from tests.world import World


@pytest.mark.in_chromium
def test_a_blank_workbook_is_filled_by_the_names_in_its_first_column(as_: Callable[..., Any], world: World) -> None:
    phone = as_("nam", PHONE)
    phone.goto("/filling/")
    phone.locator("main a", has_text="Nạp mẫu mới").first.click()
    phone.fill("main [name=title]", "Biểu theo đơn vị")
    phone.set_input_files(
        "main [name=file]", files=[{"name": "mau.xlsx", "mimeType": "application/octet-stream", "buffer": by_place()}]
    )
    phone.locator("main form button", has_text="Nạp mẫu").click()
    phone.locator("main a", has_text="Theo đơn vị").click()
    fits(phone)
    phone.locator("main td a", has_text="chọn ô B2").click()
    phone.locator("main a", has_text="mỗi dòng một tổ chức").click()
    phone.locator("main summary", has_text="Đảng viên").first.click()
    phone.locator("main a", has_text="Đảng viên").and_(phone.get_by_text("Đảng viên", exact=True)).click()
    phone.locator("main form button", has_text="Tiếp").click()
    assert "Không có tổ chức nào trong phạm vi mang tên này" in phone.inner_text("main"), "“Cộng” is no organisation"
    phone.locator("main form button", has_text="Giữ các ô này").click()
    assert "Đã chọn 3 ô" in phone.inner_text("main")

    desk = as_("nam")
    desk.goto("/filling/")
    desk.locator("main a", has_text="Biểu theo đơn vị").click()
    desk.locator("main a", has_text="Điền").first.click()
    assert desk.locator("main table tbody tr").count() == 3
    with desk.expect_download() as taken:
        desk.locator("main form button", has_text="Điền và tải tệp về").click()
    sheet = load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes()))["Theo đơn vị"]
    assert [sheet[f"B{row}"].value for row in range(2, 6)] == [4, 2, 2, None]
