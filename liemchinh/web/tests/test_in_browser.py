"""Every component in Chromium, on a desk and on a phone: accessible, never wider than the screen, light, big enough to touch."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import HttpRequest

from liemchinh.web import errors, views
from liemchinh.web.context import TEXT_SIZES
from liemchinh.web.contributions import Change, Hit, Waiting
from liemchinh.web.tests import kit
from liemchinh.web.tests.conftest import reader
from regulations.answers import Refusal
from tests.accessibility import WIDER_THAN_SCREEN, violations

pytestmark = pytest.mark.django_db(transaction=True)
Ask = Callable[..., HttpRequest]

TOO_SMALL = """() => [...document.querySelectorAll('a, button, select, summary, input:not([type=hidden], [type=radio], [type=checkbox])')]
  .filter(e => e.offsetParent && !e.closest('.hidden, .skip'))
  .filter(e => { const box = (e.closest('.figure') || e).getBoundingClientRect(); return box.height < 44 || box.width < 24; })
  .map(e => e.outerHTML.slice(0, 90))"""
WIDER_IN_LETTERS = (
    f"size => {{ document.documentElement.className = `text-${{size}} js`; return {WIDER_THAN_SCREEN}; }}"
)


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


def test_every_page_is_accessible_big_enough_and_no_wider_than_the_screen_at_any_text_size(
    show: Callable[..., Any], page: Any
) -> None:
    phone = page.viewport_size["width"] < 400
    for address in ADDRESSES:
        assert violations(show(address)) == [], address
        assert not phone or page.evaluate(TOO_SMALL) == [], address
        assert [size for size in TEXT_SIZES if page.evaluate(WIDER_IN_LETTERS, size)] == [], address


def test_the_menu_and_the_tree_are_accessible_when_they_are_open(show: Callable[..., Any]) -> None:
    page = show("/kit")
    for panel in ("menu", "tree"):
        page.evaluate(f"location.hash = '{panel}'")
        assert violations(page, among=f"document.getElementById('{panel}')") == []


def test_the_letters_are_as_large_as_the_reader_chose(show: Callable[..., Any]) -> None:
    shown = [show("/home", size).get_attribute("html", "class") for size in TEXT_SIZES]
    assert shown == [f"text-{size} js" for size in TEXT_SIZES]


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
