"""Every public address against its table: the same to anybody, no cookie, no script, nothing from elsewhere, light."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver, reverse

from liemchinh.public.tests.site import Public, opened
from tests.permissions_of_public import PUBLIC_TABLE, PublicRow

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
HEAVIEST = 100_000  # bytes of a page with its stylesheet and sign
# What a browser would be asked to fetch, run or keep.
ASKS_A_BROWSER = re.compile(
    r"<script|\son[a-z]+=|style=|https?://(?!testserver|www\.w3\.org)|<iframe|<link(?![^>]*/static/)|<noscript"
)


@pytest.fixture
def public(tmp_path: Path) -> Iterator[Public]:
    """The public pages of one office."""
    with opened(tmp_path / "public", tmp_path / "exchange") as found:
        yield found


def expected(row: PublicRow, method: str, known: bool) -> int:
    """What the table says."""
    allowed = {"GET": row.get, "HEAD": row.get, "POST": row.post}.get(method, 405)
    return 404 if row.office and not known and allowed != 405 else allowed


def kept(public: Public) -> int:
    """How many rows of citizens there are."""
    tables = ("report", "message", "suggestion", "rating", "spent", "packet")
    with public.site.store.reading() as database:
        return sum(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def test_every_public_address_stands_in_the_table(public: Public) -> None:
    (in_a_language,) = get_resolver("liemchinh.public.urls").url_patterns
    named = [pattern.name for pattern in in_a_language.url_patterns]
    assert sorted(named) == sorted(PUBLIC_TABLE)


@pytest.mark.parametrize("name", PUBLIC_TABLE)
def test_anybody_gets_what_the_table_says_and_a_browser_keeps_nothing(name: str, public: Public) -> None:
    row, before, found = PUBLIC_TABLE[name], kept(public), []
    for known, language in product((True, False) if row.office else (True,), ("", "/en")):
        address = reverse(name, args=[public.channel.office.code if known else "nothing"] if row.office else [])
        for method in METHODS:
            client = Client(REMOTE_ADDR=f"10.0.0.{len(found)}")
            answer = client.generic(method, f"{language}{address}")
            found.append((known, method, answer.status_code))
            assert not answer.cookies and not client.cookies and "Set-Cookie" not in answer.headers
            assert answer.headers["Cache-Control"] == "no-store"
            assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    assert found == [(known, method, expected(row, method, known)) for known, method, _status in found]
    assert kept(public) == before


@pytest.mark.parametrize("name", [name for name, row in PUBLIC_TABLE.items() if row.get == 200])
def test_a_page_is_light_and_asks_nothing_of_a_browser_but_to_show_it(name: str, public: Public) -> None:
    page = Client().get(reverse(name, args=[public.channel.office.code] if PUBLIC_TABLE[name].office else [])).content
    files = re.findall(r'="/static/([\w/.]+)"', page.decode())
    beside = [Path(str(finders.find(file))).stat().st_size for file in files]
    assert {"web/base.css", "web/mark.svg"} <= set(files) and len(page) + sum(beside) < HEAVIEST
    assert ASKS_A_BROWSER.findall(page.decode().replace('action="http://testserver', "")) == []
    assert ASKS_A_BROWSER.findall('<script src="x">, <p onclick="x">, <img src="https://example.org/a.png">') != []
