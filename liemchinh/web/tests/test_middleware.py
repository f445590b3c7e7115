"""Language, refusals, a busy database and bad input: always a page in the reader's language that says what to do."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import psycopg.errors
import pytest
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.web import errors
from liemchinh.web.middleware import LanguageMiddleware, RefusalMiddleware, language_of
from regulations.answers import Refusal, Refused

Ask = Callable[..., HttpRequest]
REASONS = [
    Refusal("a", "Chưa đủ thời gian <dự bị>.", "khoản 1, Điều 5, Điều lệ", "Chờ đến 01/07/2026."),
    Refusal("b", "Thiếu nghị quyết của chi bộ.", remedy="Nhập số và ngày nghị quyết."),
]


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def answer_to(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    return RefusalMiddleware(lambda _: HttpResponse()).process_exception(request, exception)


def test_vietnamese_is_shown_whatever_the_browser_prefers() -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": "en-US,en;q=0.9"})
    response = LanguageMiddleware(lambda _: HttpResponse(translation.get_language()))(request)
    assert text_of(response) == "vi"
    assert response.headers["Content-Language"] == "vi"


@pytest.mark.parametrize(
    ("cookie", "account", "expected"),
    [
        ("", "", "vi"),
        ("", "en", "en"),
        ("en", "vi", "en"),
        ("vi", "en", "vi"),
        ("fr", "en", "en"),
        ("../x", "xx", "vi"),
    ],
)
def test_this_browsers_choice_goes_before_the_accounts(cookie: str, account: str, expected: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["language"] = cookie
    request.user = SimpleNamespace(language=account)  # type: ignore[assignment]
    assert language_of(request) == expected


def test_a_refusal_becomes_a_page_with_every_reason_article_and_remedy(ask: Ask) -> None:
    response = answer_to(ask("/search/"), Refused(REASONS))
    assert response is not None
    assert response.status_code == 422
    page = text_of(response)
    for words in (
        "Chưa đủ thời gian &lt;dự bị&gt;.",
        "khoản 1, Điều 5, Điều lệ",
        "Chờ đến 01/07/2026.",
        "Thiếu nghị quyết",
        "vì 2 lý do",
    ):
        assert words in page
    assert page.count("Căn cứ:") == 1
    assert page.count("Cách làm:") == 2


def test_a_part_of_a_page_gets_the_reasons_alone(ask: Ask) -> None:
    response = answer_to(ask("/search/", **{"X-Part": "1"}), Refused(REASONS))
    assert response is not None
    assert response.status_code == 422
    assert text_of(response).lstrip().startswith("<section")


@pytest.mark.parametrize(
    "busy",
    [OperationalError("database is locked"), OperationalError("deadlock detected"), OperationalError("x")],
)
def test_a_busy_database_asks_to_come_back(ask: Ask, busy: OperationalError) -> None:
    if str(busy) == "x":
        busy.__cause__ = psycopg.errors.LockNotAvailable()
    response = answer_to(ask(), busy)
    assert response is not None
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "chưa được ghi" in text_of(response)


@pytest.mark.parametrize(
    "bad",
    [
        DataError("integer out of range"),
        OverflowError("Python int too large to convert to SQLite INTEGER"),
        UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
        ValueError("A string literal cannot contain NUL (0x00) characters."),
    ],
)
def test_input_no_database_takes_is_the_senders_to_mend(ask: Ask, bad: Exception) -> None:
    response = answer_to(ask(), bad)
    assert response is not None
    assert response.status_code == 400


@pytest.mark.parametrize("fault", [ValueError("wrong"), KeyError("x"), OperationalError("no such table: members")])
def test_a_fault_of_ours_stays_a_fault(ask: Ask, fault: Exception) -> None:
    assert answer_to(ask(), fault) is None


@given(st.text(min_size=1, max_size=20), st.sampled_from(["\0", ""]))
def test_no_text_in_an_address_breaks_the_house(text: str, nul: str) -> None:
    request = RequestFactory().get("/", {"q": text + nul})
    response = RefusalMiddleware(lambda _: HttpResponse("đến nơi"))(request)
    assert response.status_code == (400 if "\0" in text + nul else 200)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"), [("/nowhere/", 404), ("/sign-in/?x=%00", 400), ("/%ff%fe/", 404), ("/sign-in/?x=%ff", 200)]
)
def test_the_whole_house_answers_strangers_with_a_page_in_vietnamese(address: str, status: int) -> None:
    response = Client(headers={"Accept-Language": "en"}).get(address)
    assert response.status_code == status
    assert '<html lang="vi"' in text_of(response)
    assert response.headers["Content-Language"] == "vi"


def test_half_a_character_is_turned_away_before_any_view(ask: Ask) -> None:
    request = ask("/search/")
    request.GET = request.GET.copy()
    request.GET["q"] = "\ud800"
    assert RefusalMiddleware(lambda _: HttpResponse())(request).status_code == 400


def test_an_address_for_forms_says_so_and_keeps_the_answer_to_programs(ask: Ask) -> None:
    response = RefusalMiddleware(lambda _: HttpResponseNotAllowed(["POST"]))(ask())
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "không mở trực tiếp được" in text_of(response)


PAGES: list[tuple[Callable[..., HttpResponse], int]] = [
    (errors.bad_request, 400),
    (errors.forbidden, 403),
    (errors.csrf_failure, 403),
    (errors.not_found, 404),
    (errors.server_error, 500),
    (errors.busy, 503),
]


@pytest.mark.parametrize(("page", "status"), PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_error_page_says_what_to_do_in_both_languages(
    ask: Ask, page: Callable[..., HttpResponse], status: int, language: str
) -> None:
    with translation.override(language):
        response = page(ask("/search/?q=1"))
    assert response.status_code == status
    html = text_of(response)
    assert f'<html lang="{language}"' in html
    assert html.count("<li>") >= 1
    assert '<a class="button" href="/">' in html
    vietnamese = re.search(
        "[ăđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữự]", html.split("<main")[1].split("</main>")[0]
    )
    assert (language == "vi") == bool(vietnamese)


@pytest.mark.parametrize(("page", "status"), PAGES)
def test_error_pages_come_out_even_before_anyone_is_known(
    page: Callable[..., HttpResponse], status: int, settings: Any
) -> None:
    settings.ROOT_URLCONF = "liemchinh.web.tests.addresses"
    response = page(RequestFactory().get("/nowhere/"))
    assert response.status_code == status
    assert 'id="menu"' not in text_of(response)


def test_the_last_error_page_needs_nothing_that_could_be_broken(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    def broken(*_: object, **__: object) -> HttpResponse:
        raise RuntimeError

    monkeypatch.setattr(errors, "render", broken)
    response = errors.server_error(ask())
    assert response.status_code == 500
    assert re.search(r"<strong>[0-9A-F]{6}</strong>", text_of(response))


def test_the_way_back_never_leads_elsewhere(ask: Ask) -> None:
    assert errors.back(ask("/", Referer="http://testserver/members/?q=1")) == "http://testserver/members/?q=1"
    assert errors.back(ask("/", Referer="https://elsewhere.example/")) == ""
    assert errors.back(ask("/")) == ""
