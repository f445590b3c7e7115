"""At the desk: a clerk shows their workbook once, takes what waits, ticks it and compares lists; and every page fits a phone."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from liemchinh.jobs.running import run_once
from liemchinh.journal import clock
from liemchinh.members.services import NewAct, record_act
from liemchinh.national.models import Comparison, Entered
from liemchinh.national.tests.books import HEADINGS, workbook
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, home
from tests.world import CONSOLE, REGISTERED, World

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file(rows: Any = ()) -> dict[str, Any]:
    return {"name": "ds.xlsx", "mimeType": EXCEL, "buffer": workbook(HEADINGS, rows)}


def test_a_clerk_enters_what_waits_and_compares_lists(
    as_: Opens, world: World, tmp_path: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    page, name = as_("nam"), REGISTERED["branch"]
    page.goto(f"/organisations/{world.places['commune']}/")
    page.click("a:has-text('Cơ sở dữ liệu quốc gia')")
    page.set_input_files("[name=file]", [file()])
    page.click("main form button.button")
    page.click("a.button:has-text('Đổi Mã định danh hệ thống')")
    page.check("[value=cv_no]")
    page.click("main form button.button")
    fits(page)
    record_act(world.people["branch"], NewAct("died", clock.today(), world.places["branch"]), actor=CONSOLE)
    home(page)
    page.click("a:has-text('1 thay đổi chưa nhập vào cơ sở dữ liệu quốc gia')")
    with page.expect_download() as taken:
        page.click("button:has-text('Tải tệp theo cột của họ')")
    assert Path(taken.value.path()).read_bytes().startswith(b"PK")
    page.reload()
    assert "đã có trong tệp trước" in page.inner_text("main") and name in page.inner_text("main")
    page.check("[name=act]")
    page.click("button:has-text('Đã nhập những việc đã chọn')")
    assert "Không còn việc nào chờ nhập" in page.inner_text("main") and Entered.objects.count() == 1
    page.click(".tabs a:has-text('So với danh sách của họ')")
    page.set_input_files(
        "[name=file]", [file([("1", "84001", REGISTERED["sibling"], "1970", "nam"), ("2", "", "Ma Văn Xa", "1949")])]
    )
    page.click("button:has-text('So với sổ')")
    assert "Có thể đóng trang này" in page.inner_text("main")
    assert run_once()
    page.goto(f"/national/comparisons/{Comparison.objects.get().pk}/?kind=there")
    assert "Ma Văn Xa" in page.inner_text("main")
    here = f"/national/{world.places['commune']}/"
    compared = f"{urlsplit(page.url).path}?kind=different"
    phone = as_("nam", size=PHONE)
    pages = ["", "entered/", "compare/", "columns/", "columns/10/", "columns/upload/"]
    for address in [compared, *(f"{here}{one}" for one in pages)]:
        phone.goto(address)
        fits(phone)
