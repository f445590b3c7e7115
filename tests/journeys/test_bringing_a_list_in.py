"""Nam, who keeps a commune, has a list from a branch as branches keep them: a title, merged thoughts, a date that never was."""

import re
from collections.abc import Callable
from typing import Any

from liemchinh.jobs.running import run_once
from liemchinh.members import recount
from liemchinh.members.models import Details
from tests.world import PLACES, World

BRANCH = PLACES["branch"][0]
LIST = f"""DANH SÁCH ĐẢNG VIÊN;;;;;;
Năm 2026;;;;;;
STT;Họ và tên;Ngày sinh;Giới tính;Chi bộ;Ngày vào Đảng;Tôn giáo
1;Lê Thị Kim Thoa;12/04/1998;nữ;{BRANCH};03/02/2025;Không
2;Thạch Minh Khải;1995;nam;{BRANCH};19/05/2024;Không
3;Trần Quốc Bảo;30/02/1990;nam;{BRANCH};02/09/2020;Không
Tổng cộng: 3;;;;;;
"""


def bring_in(page: Any) -> None:
    page.goto("/imports/")
    page.set_input_files(
        "main input[type=file]", files=[{"name": "ds.csv", "mimeType": "text/csv", "buffer": LIST.encode()}]
    )
    page.click("text=Nạp tệp lên")
    page.click("text=Tiếp tục")
    page.locator("main a.button", has_text="nhập thử").click()
    assert "tôn giáo: không lấy" in page.inner_text("main")
    page.locator("main a.button", has_text="tiếp tục").first.click()


def record(page: Any) -> str:
    page.locator("main form[action$='/begin/'] button").click()
    while run_once():
        pass
    page.reload()
    return " ".join(page.inner_text("main").split())


def test_a_list_goes_in_by_five_pages_and_the_same_list_again_changes_nothing(
    as_: Callable[..., Any], world: World
) -> None:
    page = as_("nam")
    bring_in(page)
    said = page.inner_text("main")
    assert "chưa ghi gì" in said and "tháng 2 năm 1990 không có ngày 30" in said
    assert not Details.objects.filter(full_name="Lê Thị Kim Thoa").exists()
    assert "3 dòng đọc được = 2 được ghi + 0 đã có + 0 chờ quyết định + 1 bị từ chối" in record(page)
    assert Details.objects.filter(full_name__in=["Lê Thị Kim Thoa", "Thạch Minh Khải"]).count() == 2
    bring_in(page)
    again = page.inner_text("main")
    assert "Không có gì để ghi thêm" in again and "tháng 2 năm 1990 không có ngày 30" in again
    assert not page.locator("main form[action$='/begin/']").count()
    assert list(recount.differences()) == []
    page.goto(f"/members/?at={world.places['branch']}")
    assert re.search(r"Lê Thị Kim Thoa", page.inner_text("main"))


def test_somebody_from_another_tree_finds_no_such_upload(as_: Callable[..., Any], world: World) -> None:
    page = as_("nam")
    bring_in(page)
    other = as_("dung")
    assert other.goto(page.url).status == 404
    assert as_("chi").goto("/imports/").status == 404
