"""Home and search are made of what rooms offer; the menu shows only what the reader may open; choices stay in the browser."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from liemchinh.access.models import Attempts
from liemchinh.journal import clock
from liemchinh.web import discovery, views
from liemchinh.web.context import DESTINATIONS, layout
from liemchinh.web.contributions import Change, Hit, Waiting, concerns
from liemchinh.web.tests.conftest import reader

Ask = Callable[..., HttpRequest]
DAY = date(2026, 11, 20)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """An installed room `offering` with waiting.py, changed.py and search.py."""
    package = ModuleType("offering")
    package.__path__ = []  # type: ignore[attr-defined]
    offers: dict[str, dict[str, Any]] = {
        "waiting": {
            "waiting": lambda actor, on: [
                Waiting("Ngày xa", "vì hai", date(2026, 12, 2), "/b/"),
                Waiting("Không hạn", "vì ba", None, "/c/"),
            ]
        },
        "changed": {
            "changes": lambda actor, since: [Change("Kết nạp <Ánh>", datetime(2026, 11, 19, 8, tzinfo=UTC), "/e/")]
        },
        "search": {"search": lambda actor, query: [Hit(f"Thấy {query}", "Chi bộ Ấp 1", "/h/", "Đảng viên")]},
    }
    for name, functions in offers.items():
        module = ModuleType(f"offering.{name}")
        vars(module).update(functions)
        monkeypatch.setitem(sys.modules, f"offering.{name}", module)
    monkeypatch.setitem(sys.modules, "offering", package)
    other = ModuleType("other")
    monkeypatch.setitem(sys.modules, "other", other)
    monkeypatch.setattr(discovery, "module_has_submodule", lambda module, name: module is package and name in offers)
    rooms = [
        SimpleNamespace(name="offering", module=package),
        SimpleNamespace(name="other", module=other),
        SimpleNamespace(name="none", module=None),
    ]
    monkeypatch.setattr(discovery, "apps", SimpleNamespace(get_app_configs=lambda: rooms))
    discovery.providers.cache_clear()
    yield package
    discovery.providers.cache_clear()


def test_rooms_are_found_by_the_name_of_their_module(room: ModuleType) -> None:
    assert [item.title for item in discovery.waiting_for(None, DAY)] == ["Ngày xa", "Không hạn"]
    assert [change.url for change in discovery.changes_for(None, datetime(2026, 11, 13, tzinfo=UTC))] == ["/e/"]
    assert list(discovery.hits_for(None, "an")) == ["Đảng viên"]


@pytest.mark.django_db
def test_a_room_is_asked_only_of_whom_it_concerns_and_once_there_is_something(
    monkeypatch: pytest.MonkeyPatch, room: ModuleType
) -> None:
    waiting = concerns("members.see", "figures.see", rows=[Attempts])(
        lambda actor, on: [Waiting("Có việc", "", None, "/c/")]
    )
    monkeypatch.setattr(sys.modules["offering.waiting"], "waiting", waiting)
    officer, other = reader("figures.see"), reader("journal.see")
    assert discovery.waiting_for(officer, DAY) == []
    Attempts.objects.create(key_hash="x", since=clock.now())
    assert [item.title for item in discovery.waiting_for(officer, DAY)] == ["Có việc"]
    assert discovery.waiting_for(other, DAY) == []


def test_what_is_due_first_stands_first(monkeypatch: pytest.MonkeyPatch, room: ModuleType) -> None:
    late = [Waiting("Quá hạn", "vì một", date(2026, 11, 17), "/a/")]
    monkeypatch.setattr(
        sys.modules["offering.waiting"], "waiting", lambda actor, on: [Waiting("Không hạn", "", None, "/c/"), *late]
    )
    assert [item.title for item in discovery.waiting_for(None, DAY)] == ["Quá hạn", "Không hạn"]


def test_beyond_six_things_the_rest_is_folded_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch, ask: Ask, room: ModuleType
) -> None:
    many = [Waiting(f"Việc thứ {number}", "", None, f"/{number}/") for number in range(1, 9)]
    monkeypatch.setattr(sys.modules["offering.waiting"], "waiting", lambda actor, on: many)
    shown, folded = views.home(ask()).content.decode().split("và 2 việc khác")
    assert [f"Việc thứ {number}" in shown for number in range(1, 9)] == [True] * 6 + [False] * 2
    assert [f"Việc thứ {number}" in folded for number in range(1, 9)] == [False] * 6 + [True] * 2


@pytest.mark.on("2026-11-20")
def test_home_says_what_waits_why_by_when_and_what_changed(ask: Ask, room: ModuleType, today: date) -> None:
    html = " ".join(views.home(ask()).content.decode().split())
    for words in (
        "Xin chào, Nguyễn Thị Ánh",
        "Ngày 20 tháng 11 năm 2026",
        "Ngày xa",
        "vì hai",
        "02/12/2026 · còn 12 ngày",
        "Kết nạp &lt;Ánh&gt;",
    ):
        assert words in html
    assert "quá hạn" not in html


def test_an_empty_home_tells_a_newcomer_what_to_do_first(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "waiting_for", lambda *_: [])
    monkeypatch.setattr(views, "changes_for", lambda *_: [])
    officer = views.home(ask(actor=reader("imports.run"))).content.decode()
    assert 'href="/imports/">Nhập danh sách từ tệp' in officer
    leader = views.home(ask(actor=reader("figures.see"))).content.decode()
    assert "Nhập danh sách từ tệp" not in leader
    assert "Không có việc nào đang chờ" in leader
    nobody = views.home(ask(actor=reader())).content.decode()
    assert "Tài khoản này chưa có vai trò" in nobody


def test_search_groups_what_rooms_find_and_keeps_the_question(ask: Ask, room: ModuleType) -> None:
    html = views.search(ask("/search/?q=%20%20a%CC%81nh%20")).content.decode()
    assert "Thấy ánh" in html
    assert "<h2>Đảng viên" in html
    assert 'value="ánh"' in html
    short = views.search(ask("/search/?q=a")).content.decode()
    assert "Thấy" not in short
    assert "Không thấy gì khớp với “a”" in short


def test_the_menu_shows_only_what_exists_and_may_be_opened(ask: Ask, settings: Any) -> None:
    def menu(actor: Any) -> list[str]:
        return [place.url for place in layout(ask(actor=actor))["layout"]["places"]]

    assert menu(reader()) == ["/"]
    assert menu(reader("figures.see", "organisations.see")) == ["/", "/organisations/", "/figures/"]
    assert len(menu(reader(every=True))) == len(DESTINATIONS)
    assert layout(RequestFactory().get("/"))["layout"]["places"] == []


def test_the_present_place_is_marked_in_the_menu(ask: Ask) -> None:
    places = layout(ask("/members/"))["layout"]["places"]
    assert [place.url for place in places if place.current] == ["/members/"]
    own = layout(ask("/access/me/"))["layout"]
    assert own["at_me"]
    assert not any(place.current for place in own["places"])


@pytest.mark.parametrize("size", ["normal", "large", "larger"])
def test_the_text_size_stays_after_reload_without_javascript(
    ask: Ask, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = RequestFactory().post("/preferences/", {"text": size, "next": "/search/?q=an"})
    response = views.preferences(request)
    assert (response.status_code, response.headers["Location"]) == (302, "/search/?q=an")
    assert response.cookies["text"].value == size
    assert response.cookies["text"]["httponly"]
    html = views.search(ask("/search/", cookies={"text": size})).content.decode()
    assert f'class="text-{size}"' in html
    assert html.count('aria-pressed="true"') == 2


@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "\\\\elsewhere"]
)
def test_after_a_choice_nobody_is_sent_elsewhere(there: str) -> None:
    assert (
        views.preferences(RequestFactory().post("/preferences/", {"language": "en", "next": there})).headers["Location"]
        == "/"
    )


def test_a_choice_that_does_not_exist_is_not_kept() -> None:
    response = views.preferences(RequestFactory().post("/preferences/", {"language": "fr", "text": "999"}))
    assert not response.cookies


def test_choices_need_a_form_of_this_house() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/preferences/", {"text": "large"}).status_code == 403
    assert strict.get("/preferences/").status_code == 405
