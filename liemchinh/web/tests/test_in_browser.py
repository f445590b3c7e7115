"""Every component in Chromium, on a desk and on a phone: accessible, never wider than the screen, light, big enough to touch."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpRequest

from liemchinh.web import errors, views
from liemchinh.web.context import TEXT_SIZES
from liemchinh.web.contributions import Change, Hit, Waiting
from liemchinh.web.tests import kit
from liemchinh.web.tests.conftest import reader
from regulations.answers import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
Ask = Callable[..., HttpRequest]

TOO_SMALL = """() => [...document.querySelectorAll('a, button, select, summary, input:not([type=hidden], [type=radio], [type=checkbox])')]
  .filter(e => e.offsetParent && !e.closest('.hidden, .skip'))
  .filter(e => { const box = (e.closest('.figure') || e).getBoundingClientRect(); return box.height < 44 || box.width < 24; })
  .map(e => e.outerHTML.slice(0, 90))"""
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def screens(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[HttpRequest], str]]:
    """Each page of this room, full and empty."""
    waiting = [
        Waiting("Xác nhận vai trò của Trần Văn Bảo", "Cần người thứ hai đồng ý.", date(2026, 2, 28), "/a/"),
        Waiting("12 dòng có thể trùng", "Tệp nhập hôm qua.", None, "/b/"),
    ]
    changes = [Change("Chi bộ Khu phố 3 kết nạp Lê Thị Ân", datetime(2026, 3, 2, 8, tzinfo=UTC), "/c/")]
    hits = {"Tổ chức": [Hit("Chi bộ Khu phố 3", "Đảng bộ phường Phú Lợi", "/d/", "Tổ chức")]}

    def home(request: HttpRequest) -> str:
        monkeypatch.setattr(views, "waiting_for", lambda *_: waiting)
        monkeypatch.setattr(views, "changes_for", lambda *_: changes)
        return views.home(request).content.decode()

    def empty_home(request: HttpRequest) -> str:
        monkeypatch.setattr(views, "waiting_for", lambda *_: [])
        monkeypatch.setattr(views, "changes_for", lambda *_: [])
        return views.home(request).content.decode()

    def found(request: HttpRequest) -> str:
        monkeypatch.setattr(views, "hits_for", lambda *_: hits)
        return views.search(request).content.decode()

    return {
        "/kit": kit.html,
        "/wrong": lambda request: kit.html(request, wrong=True),
        "/home": home,
        "/empty": empty_home,
        "/found": found,
        "/missing": lambda request: errors.not_found(request).content.decode(),
        "/refused": lambda request: errors.unprocessable(
            request, [Refusal("a", "Chưa đủ thời gian.", "Điều 5", "Chờ.")]
        ).content.decode(),
    }


@pytest.fixture
def show(page: Any, ask: Ask, screens: dict[str, Callable[[HttpRequest], str]]) -> Callable[..., Any]:
    """Opens a page rendered for a reader, with the stylesheet and script of the running server."""

    def open_(address: str, size: str = "normal", actor: Any = None) -> Any:
        request = ask("/search/?q=khu", actor=actor or reader(every=True), cookies={"text": size})
        body = screens[address](request)
        page.route(f"**{address}", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page.goto(address, wait_until="load")
        return page

    return open_


ADDRESSES = ["/kit", "/wrong", "/home", "/empty", "/found", "/missing", "/refused"]


def test_axe_finds_nothing(show: Callable[..., Any]) -> None:
    for address in ADDRESSES:
        found = Axe().run(show(address)).response["violations"]
        assert [(address, item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found] == []
    page = show("/kit")
    for panel in ("menu", "tree"):
        page.evaluate(f"location.hash = '{panel}'")
        assert [item["id"] for item in Axe().run(page).response["violations"]] == []


def test_nothing_is_wider_than_the_screen_at_any_text_size(show: Callable[..., Any]) -> None:
    wide = [
        (address, size)
        for address in ADDRESSES
        for size in TEXT_SIZES
        if show(address, size).evaluate(WIDER_THAN_SCREEN)
    ]
    assert wide == []


def test_on_a_phone_everything_is_big_enough_to_touch(show: Callable[..., Any], page: Any) -> None:
    if page.viewport_size["width"] < 400:
        assert [(address, small) for address in ADDRESSES for small in show(address).evaluate(TOO_SMALL)] == []


def test_the_first_page_weighs_less_than_100_kilobytes(show: Callable[..., Any], page: Any) -> None:
    responses: list[Any] = []
    page.on("response", lambda response: responses.append(response))
    show("/home").wait_for_load_state("networkidle")
    weights = {response.url.rpartition("/")[2]: len(response.body()) for response in responses}
    assert set(weights) >= {
        "home",
        "base.css",
        "layout.css",
        "components.css",
        "screens.css",
        "print.css",
        "liemchinh.js",
    }
    assert sum(weights.values()) < 100_000


def test_the_menu_and_the_tree_open_and_close_on_a_phone_without_javascript(show: Callable[..., Any]) -> None:
    page = show("/kit")
    if page.viewport_size["width"] > 400:
        assert page.locator("#menu li a").first.is_visible()
        assert page.locator("#tree a[aria-current]").is_visible()
        return
    for panel in ("menu", "tree"):
        assert not page.locator(f"#{panel}").is_visible()
        page.locator(f'a[href="#{panel}"]').click()
        assert page.locator(f"#{panel}").is_visible()
        page.locator(f"#{panel} .close").click()
        assert not page.locator(f"#{panel}").is_visible()


def test_a_question_is_asked_before_something_grave_is_done(show: Callable[..., Any]) -> None:
    page = show("/kit")
    button = page.get_by_role("button", name="Giải thể", exact=True)
    assert not button.is_visible()
    page.get_by_text("Giải thể chi bộ", exact=True).click()
    assert button.is_visible()
    page.keyboard.press("Escape")
    assert not button.is_visible()


def test_the_keyboard_reaches_the_content_first(show: Callable[..., Any]) -> None:
    page = show("/kit")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_paper_only_the_content_stays(show: Callable[..., Any]) -> None:
    page = show("/kit")
    page.emulate_media(media="print")
    for selector in (".top", "#tree", ".foot", ".bottom", ".tabs", ".actions"):
        assert not page.locator(selector).first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("table.data").first.is_visible()
