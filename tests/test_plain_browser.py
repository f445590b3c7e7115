"""The browser without a window does what one with a window would: it finds, folds, fills in and sends the same, and no more."""

from typing import Any

import lxml.html
import pytest
from django.test import Client

from tests.plain import Page, markup
from tests.plain.selectors import find, words

PAGE = """<main><h1>Gò Cát</h1><p hidden>kín</p>
<details><summary>Nhiệm vụ</summary><label><input type=checkbox name=duty value=a> Chưa làm</label></details>
<ul class="rows wide"><li>Giải trình <a class="button" href="/one/">Viết</a></li>
<li><a href="/two/" class="button quiet">Viết lại</a></li></ul>
<form method=post action="/three/"><input name=on required><input type=hidden name=key value=7><textarea name=text>
cũ</textarea><select name=post><option value="">–</option><option value=s selected>Bí thư</option></select>
<input type=radio name=mark value=1 checked><input type=radio name=mark value=2><input name=off value=x required disabled>
<button name=do value=send>Gửi</button><button name=do value=keep formnovalidate>Lưu</button></form></main>"""


@pytest.fixture
def page() -> Page:
    """A page that nobody has touched."""
    made = Page(Client())
    made.root = lxml.html.document_fromstring(PAGE)
    return made


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("main a.button", ["Viết", "Viết lại"]),
        ("main a.button:not(.quiet)", ["Viết"]),
        ("main .rows li:has-text('giải trình') a", ["Viết"]),
        ("main a:text-is('Viết')", ["Viết"]),
        ("main > ul.wide > li > a[href$='two/']", ["Viết lại"]),
        ("form a, main h1", ["Gò Cát"]),
        ("main >> text=viết >> nth=-1", ["Viết lại"]),
        ("text=Nhiệm vụ", ["Nhiệm vụ"]),
        ("main > a", []),
    ],
)
def test_selectors_find_what_they_find_elsewhere(page: Page, selector: str, found: list[str]) -> None:
    assert [words(one) for one in find(page.root, selector)] == found


def test_a_selector_it_does_not_know_is_an_error_and_not_an_empty_answer(page: Page) -> None:
    with pytest.raises(AssertionError, match="does not understand"):
        page.locator("main :nth-match(a, 2)").count()


def test_what_is_folded_or_hidden_is_neither_read_nor_touched(page: Page) -> None:
    assert "Chưa làm" not in page.inner_text("main") and "kín" not in page.inner_text("main")
    with pytest.raises(AssertionError, match="not in sight"):
        page.check("[name=duty]")
    page.click("summary")
    page.check("text=Chưa làm")
    assert "Chưa làm" in page.inner_text("main") and page.locator("[name=duty]:checked").count() == 1


def _sent(page: Page, button: str) -> Any:
    return markup.sent_by(page.locator(button).one(), {})


def test_a_form_sends_what_was_filled_in_and_the_button_that_was_pressed(page: Page) -> None:
    page.fill("[name=on]", "03/03/2026")
    page.check("[name=mark][value='2']")
    page.select_option("[name=post]", "")
    assert _sent(page, "button:has-text('Gửi')") == [
        ("on", "03/03/2026"), ("key", "7"), ("text", "cũ"), ("post", ""), ("mark", "2"), ("do", "send"),
    ]  # fmt: skip


def test_what_must_be_filled_in_is_asked_for_before_anything_is_sent(page: Page) -> None:
    assert _sent(page, "button:has-text('Gửi')") is None
    assert ("do", "keep") in _sent(page, "button:has-text('Lưu')")


@pytest.mark.django_db
@pytest.mark.parametrize(("secret", "status"), [(True, 422), (False, 403)])
def test_a_form_is_sent_with_its_secret_and_refused_without(page: Page, secret: bool, status: int) -> None:
    page.goto("/sign-in/")
    for one in page.root.xpath("//input[@name='csrfmiddlewaretoken']"):
        one.attrib.update({} if secret else {"value": ""})
    page.fill("[name=username]", "an")
    page.fill("[name=password]", "x")
    page.click("main form .button")
    assert (page.status, page.url) == (status, "http://testserver/sign-in/")
