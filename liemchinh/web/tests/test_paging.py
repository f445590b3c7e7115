"""Pages by key: every row once, in order, forwards and backwards, whatever the size."""

import pytest
from django.contrib.sessions.models import Session
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from liemchinh.web.paging import Page, page

pytestmark = pytest.mark.django_db
ORDER = ("session_data", "pk")


@pytest.fixture
def rows() -> list[str]:
    """23 rows of any table with a key that repeats; ids are digits."""
    Session.objects.bulk_create(
        Session(session_key=f"{number:03}", session_data="aabbb"[number % 5], expire_date=timezone.now())
        for number in range(100, 123)
    )
    return list(Session.objects.order_by(*ORDER).values_list("pk", flat=True))


def walk(size: int, *, backwards: bool = False) -> list[str]:
    seen: list[str] = []
    here = page(Session.objects.all(), order=ORDER, size=size)
    if backwards:
        while here.next:
            here = page(Session.objects.all(), order=ORDER, size=size, after=here.next)
    while True:
        found = [row.pk for row in here.items]
        seen = found + seen if backwards else seen + found
        edge = here.previous if backwards else here.next
        if not edge:
            return seen
        here = page(
            Session.objects.all(), order=ORDER, size=size, **({"before": edge} if backwards else {"after": edge})
        )


@pytest.mark.parametrize("size", [1, 2, 5, 22, 23, 24])
def test_every_row_is_seen_once_and_in_order_in_both_directions(rows: list[str], size: int) -> None:
    assert walk(size) == rows
    assert walk(size, backwards=True) == rows


@pytest.mark.parametrize("edge", ["", "0", "999999", "x", "1' OR 1=1", "²", "9" * 40, "-1"])
def test_an_edge_that_is_no_row_gives_the_first_page(rows: list[str], edge: str) -> None:
    first = page(Session.objects.all(), order=ORDER, size=5)
    for given in ({"after": edge}, {"before": edge}):
        assert page(Session.objects.all(), order=ORDER, size=5, **given) == first
    assert [row.pk for row in first.items] == rows[:5]
    assert not first.previous


def test_a_page_never_shows_a_row_outside_what_it_was_given(rows: list[str]) -> None:
    seen = Session.objects.filter(session_data="a")
    outside = Session.objects.exclude(session_data="a").first()
    assert outside is not None
    assert {row.session_data for row in page(seen, order=ORDER, after=outside.pk, size=50).items} == {"a"}


def test_the_links_keep_what_was_asked_and_name_only_the_row() -> None:
    request = RequestFactory().get("/?q=ánh&after=12&on=2026-01-09")
    html = Template("{% pager page total=46214 %}").render(Context({"request": request, "page": Page([], "13", "62")}))
    assert 'href="?q=%C3%A1nh&amp;on=2026-01-09&amp;after=62"' in html
    assert 'href="?q=%C3%A1nh&amp;on=2026-01-09&amp;before=13"' in html
    assert "46.214" in html
    nothing = Template("{% pager page %}").render(Context({"request": request, "page": Page([], "", "")}))
    assert "href" not in nothing
