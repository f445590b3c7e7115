"""The user guide: a page for every screen, a picture for every mention, and nothing left over."""

import re
from pathlib import Path

from django.urls import get_resolver

from tests.permissions import TABLE
from tests.permissions_of_public import PUBLIC_TABLE
from tests.screens import shown

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "user"
NAMED = re.compile(r"<!-- màn hình: (.+?) -->")
LIGHT = 50_000  # bytes of a picture, on average
# Screens without a page of the guide, each with its reason.
EXEMPT: dict[str, str] = {
    "imports:rejected": "a file, told on the page of imports",
    "kept-worker": "a script, no page; what it does is told on the page of meetings",
}


def pages() -> dict[str, str]:
    """Every page but the index: name → text."""
    return {path.name: path.read_text() for path in sorted(GUIDE.glob("*.md")) if path.name != "README.md"}


def named() -> list[str]:
    """The screens named in all pages."""
    return [name for text in pages().values() for found in NAMED.findall(text) for name in found.split()]


def test_every_screen_has_a_page_of_the_guide() -> None:
    screens = {name for name, row in TABLE.items() if shown(row) or row.get == 302 or not row.who} | PUBLIC_TABLE.keys()
    assert sorted(screens - set(named()) - EXEMPT.keys()) == []


def test_the_guide_names_only_addresses_there_are_each_once() -> None:
    spaces = {f"{space}:" for space in get_resolver().namespace_dict}
    assert [name for name in named() if ":" in name and f"{name.partition(':')[0]}:" not in spaces] == []
    assert sorted(named()) == sorted(set(named()))


def test_every_page_says_what_to_do_and_what_when_it_is_refused() -> None:
    lacking = [name for name, text in pages().items() if not re.search(r"^1\. ", text, re.M) or "## Khi " not in text]
    assert lacking == []


def test_the_index_leads_to_every_page() -> None:
    assert sorted(re.findall(r"\]\(([\w-]+\.md)\)", (GUIDE / "README.md").read_text())) == sorted(pages())


def test_every_picture_is_there_is_shown_and_all_are_light() -> None:
    shown_ones = {name for text in pages().values() for name in re.findall(r"\(pictures/([\w-]+\.png)\)", text)}
    there = {path.name: path.stat().st_size for path in (GUIDE / "pictures").glob("*.png")}
    assert sorted(shown_ones - there.keys()) == []
    assert sum(there.values()) < LIGHT * len(there)
