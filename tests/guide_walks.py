"""The walks of the guide through screens that stand only in the middle of something: an upload, a reorganisation.

Each leads to one picture; they are taken in this order, and what one leaves behind the next one finds.
"""

import re
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from liemchinh.awards.models import Award
from liemchinh.imports.models import WaitingRow
from liemchinh.organisations.models import Draft

Walk = Callable[[Any], None]
# A list as a branch keeps it: a title, two lines of headings, a row that cannot be, one that may be known already.
HEADINGS = "STT;Họ và tên;Ngày sinh;Giới tính;Chi bộ;Ngày vào Đảng;Ngày chính thức;Tôn giáo;Ghi chú"
ROWS = (
    ("Lê Thị Kim Thoa", "12/04/1998", "nữ", "03/02/2025", "03/02/2026"),
    ("Thạch Minh Khải", "1995", "nam", "19/05/2024", "19/05/2025"),
    ("Trần Quốc Bảo", "30/02/1990", "nam", "02/09/2020", "02/09/2021"),
    ("Kim Thị Sa Rươne", "07/11/1999", "nữ", "03/02/2026", ""),
)
_runs: dict[str, int] = {}


def member_list(branch: str, known: tuple[str, str]) -> bytes:
    """The list as a file of text; `known` is somebody (name, birth) who stands in the register without these dates."""
    rows = [*ROWS, (known[0], known[1], "", "03/02/2001", "03/02/2002")]
    told = [f"{n};{a};{b};{c};{branch};{d};{e};Không;" for n, (a, b, c, d, e) in enumerate(rows, 1)]
    return "\n".join(["DANH SÁCH ĐẢNG VIÊN;;;;;;;;", "Năm 2026;;;;;;;;", HEADINGS, *told]).encode()


def upload(content: bytes) -> Walk:
    """Hands a list in; ends where it is asked whose it is."""

    def walk(page: Any) -> None:
        page.goto(reverse("imports:start"))
        file = {"name": "danh-sach-chi-bo.csv", "mimeType": "text/csv", "buffer": content}
        page.set_input_files("main input[type=file]", files=[file])
        page.click("main form button.button")
        page.wait_for_url("**/target/")
        _runs["run"] = int(re.search(r"/imports/(\d+)/", page.url)[1])

    return walk


def after_target(page: Any) -> None:
    """Says whose list it is; ends at the tables found."""
    page.goto(reverse("imports:target", args=[_runs["run"]]))
    if not page.locator("main input[type=radio]:checked").count():
        page.locator("main input[type=radio]").first.check()
    page.locator("main form button.button:not([name])").first.click()
    page.wait_for_url("**/tables/")


def at_run(name: str, *rest: int) -> Walk:
    """A page of the upload."""
    return lambda page: page.goto(reverse(name, args=[_runs["run"], *rest]))


def begun(page: Any) -> None:
    """Has the rows recorded; ends when all are."""
    page.goto(reverse("imports:practice", args=[_runs["run"]]))
    page.locator("main form[action$='/begin/'] button").click()
    page.locator("[data-refresh]").wait_for(state="detached", timeout=60_000)
    page.reload()


def deciding(page: Any) -> None:
    """The newest row that waits."""
    page.goto(reverse("imports:decide", args=[WaitingRow.objects.latest("pk").pk]))


def merging(place: int, level: str) -> Walk:
    """Two branches become one; ends at the form, filled in."""

    def walk(page: Any) -> None:
        page.goto(reverse("organisations:reorganise-one", args=[place, "merge"]))
        page.fill("[name=on]", "01/12/2026")
        page.fill("[name=decision]", "Quyết định 15-QĐ/ĐU ngày 20/11/2026 của Đảng ủy xã")
        for box in page.locator("[name=sources]").all()[:2]:
            box.check()
        page.fill("[name=name]", "Chi bộ ấp Cồn Trứng – Đức Mỹ")
        page.fill("[name=kind]", "chi bộ trực thuộc")
        page.fill("[name=level]", level)

    return walk


def previewed(place: int, level: str) -> Walk:
    """The same, sent; ends at the picture of before and after."""

    def walk(page: Any) -> None:
        merging(place, level)(page)
        page.click("main form button.button:not(.quiet)")
        page.wait_for_url(re.compile(r"/organisations/reorganise/\d+/$"))

    return walk


def asked_once_more(page: Any) -> None:
    """The question before it is done."""
    page.goto(reverse("organisations:apply", args=[Draft.objects.latest("pk").pk]))


def done(page: Any) -> None:
    """It is done."""
    asked_once_more(page)
    page.click("main form button.button:not(.quiet)")
    page.wait_for_url("**/organisations/reorganised/**")
    _runs["done"] = int(re.search(r"/reorganised/(\d+)/", page.url)[1])


def undoing(page: Any) -> None:
    """The question before it is taken back."""
    page.goto(reverse("organisations:undo", args=[_runs["done"]]))


def undone(page: Any) -> None:
    """It is taken back, so that the example is again as it was."""
    undoing(page)
    page.click("main form button.button:not(.quiet)")
    page.wait_for_url("**/organisations/reorganise/")


def packet(place: int) -> Walk:
    """Has the month's packet made; ends at the paper."""

    def walk(page: Any) -> None:
        page.goto(reverse("packets:month", args=[place]))
        page.locator("form[action*='/packet/'] button").click()
        page.wait_for_url("**/packets/**")

    return walk


def entering(place: int) -> Walk:
    """The paper's numbers typed in; ends at their names."""

    def walk(page: Any) -> None:
        packet(place)(page)
        page.goto(f"{page.url}enter/")
        page.fill("[name=absent]", "3")
        page.fill("[name=unpaid]", "5 8-9")
        page.locator("main form .actions button").click()

    return walk


def proposed(address: str) -> Walk:
    """Who is due, with the first sum opened; the first of them is proposed, so that a decision can be shown."""

    def walk(page: Any) -> None:
        page.goto(address)
        if not page.locator("a[href*='/decide/']").count():
            for box in page.locator("main [name=who]").all()[1:]:
                box.uncheck()
            page.locator("main form[action$='/propose/'] button").click()
            page.wait_for_url("**/awards/?at=**")
        page.locator("details.why summary").first.click()

    return walk


def decided(place: int) -> Walk:
    """The one who was proposed has a decision; ends at that badge."""

    def walk(page: Any) -> None:
        page.goto(reverse("awards:decide", args=[place]))
        if page.locator("main [name=awards]").count():
            page.fill("[name=decision]", "219-QĐ/TU")
            page.fill("[name=on]", "20/11/2026")
            page.click("main form button.button:not(.quiet)")
            page.wait_for_url("**/awards/?at=**")
        page.goto(reverse("awards:one", args=[Award.objects.filter(cancelled_by=None).latest("pk").pk]))

    return walk


def handing(page: Any) -> None:
    """The form for the day it is handed over."""
    page.goto(reverse("awards:hand-over", args=[Award.objects.filter(cancelled_by=None).latest("pk").pk]))
