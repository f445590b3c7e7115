"""The public pages in English: every word of theirs, by an address alone, and nothing about a report can be told by the language."""

import html
import re
import unicodedata
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from liemchinh.envelopes.reports import Reply, seal_reply
from liemchinh.envelopes.slips import SLIP, rating_path
from liemchinh.envelopes.tests.examples import reply
from liemchinh.public.tests.site import Public
from liemchinh.public.tests.test_pages import TOLD, hidden, sent, token_of
from tests.permissions_of_public import PUBLIC_TABLE

IN_ENGLISH = {**TOLD, "who": "Mr Lam", "happened": "12/11/2026", "text": "Put off three times."}
MARKED = re.compile(r"<(title)\b.*?</\1>|<(\w+)[^>]*\blang=\"vi\"[^>]*>.*?</\2>", re.S)
READ = [name for name, row in PUBLIC_TABLE.items() if row.get == 200]


def address_of(public: Public, name: str) -> str:
    """The Vietnamese address of a page."""
    return reverse(name, args=[public.channel.office.code] if PUBLIC_TABLE[name].office else [])


def vietnamese_in(page: str) -> list[str]:
    """The words of a page with a letter that only Vietnamese has, those marked as Vietnamese left out."""
    words = re.findall(r"[^\s<>\"=]+", html.unescape(MARKED.sub(" ", page.partition("<body")[2])))
    return [word for word in words if re.search(r"[đĐ\u0300-\u036f]", unicodedata.normalize("NFD", word))]


def english(answer: Any) -> str:
    """The page, which says that it is English and is."""
    page: str = answer.content.decode()
    assert '<html lang="en">' in page and answer.headers["Content-Language"] == "en"
    assert vietnamese_in(page) == [], page
    return page


def receipt_in(page: str) -> str:
    """The receipt that a page shows."""
    found = re.search(r'id="receipt">(.*?)</p>', page, re.S)
    assert found, page
    return " ".join(re.findall(r"\d{4}", found[1]))


@pytest.mark.parametrize("name", READ)
def test_every_page_is_english_but_for_what_the_office_itself_says(name: str, public: Public, citizen: Client) -> None:
    plain = citizen.get(address_of(public, name))
    assert vietnamese_in(plain.content.decode()) != [] and plain.headers["Content-Language"] == "vi"
    english(citizen.get(f"/en{address_of(public, name)}"))


def test_what_forms_bring_is_english_too(public: Public, citizen: Client) -> None:
    home = f"/en{public.home}"
    for form, told in (
        ("rate", {"how": "not_satisfied", "slip": "7K2M"}),
        ("rate", {"how": "satisfied"}),
        ("rate", {}),
        ("suggest", {}),
        ("suggest", {"text": "More chairs"}),
        ("report", {}),
        ("report", {"text": "x" * 5000}),
        ("report", IN_ENGLISH | {"concerned": "bi-thu"}),
    ):
        english(sent(citizen, f"{home}{form}/", **told))
    english(citizen.get("/en/o/nothing/"))
    english(citizen.get("/en/nothing/"))
    english(citizen.get("/en/?q=%00"))
    english(citizen.get("/en/receipt/message/"))
    english(citizen.post("/en/receipt/message/", {}))
    english(sent(citizen, "/en/receipt/", receipt="0" * 20))


def test_the_link_leads_to_the_same_page_and_back_and_takes_along_what_the_address_said(
    public: Public, citizen: Client
) -> None:
    link = re.compile(r'<a class="language" lang="(\w+)" hreflang="\1" href="([^"]*)">')
    slip = public.channel.slips[0]
    for name in READ:
        address = address_of(public, name)
        there = link.findall(citizen.get(address).content.decode())
        assert there == [("en", f"/en{address}")]
        assert link.findall(citizen.get(f"/en{address}").content.decode()) == [("vi", address)]
    page = citizen.get(rating_path(public.channel.office.code), {SLIP: slip}).content.decode()
    assert link.findall(page) == [("en", f"/en{public.home}rate/?slip={slip}")]
    assert f'value="{slip}"' in citizen.get(link.findall(page)[0][1]).content.decode()
    # What a form brought would be lost by it, and a receipt is shown once.
    assert link.findall(sent(citizen, f"{public.home}suggest/", text="Thêm ghế chờ").content.decode()) == []


def test_no_browser_is_asked_what_it_speaks(public: Public, citizen: Client) -> None:
    plain, wished = (
        citizen.get(public.home, headers={"Accept-Language": language}).content for language in ("vi", "en-GB,en;q=0.9")
    )
    assert plain == wished
    answer = citizen.get(f"/en{public.home}")
    assert not answer.cookies and "Accept-Language" not in answer.headers.get("Vary", "")


def lengths(public: Public, citizen: Client, start: str) -> list[int]:
    """How long the pages about a report are, from the form to an answer that was read and a wrong receipt."""
    home, pages = f"{start}{public.home}report/", []
    pages.append(citizen.get(home))
    pages.append(sent(citizen, home))
    pages.append(sent(citizen, home, **IN_ENGLISH))
    receipt, packet = receipt_in(pages[-1].content.decode()), public.packets()[-1]
    told = packet.reports[0]
    sealed = seal_reply(Reply("asked", "Hồ sơ số mấy?"), told.public_key)
    public.say(replies=[reply(told.id, 1, sealed)], received=packet.number)
    pages.append(citizen.get(f"{start}/receipt/"))
    pages += [sent(citizen, f"{start}/receipt/", receipt=one) for one in (receipt, "0" * 20, "")]
    opened = pages[4].content.decode()
    held = re.findall(r'name="held" value="([^"]+)"', opened)[0]
    more = {"held": held, "token": token_of(opened), "text": "8842"}
    pages.append(citizen.post(f"{start}/receipt/message/", more))
    if start:
        assert all(english(page) for page in pages)
    assert [page.status_code for page in pages] == [200, 422, 200, 200, 200, 200, 422, 200]
    return [len(page.content) for page in pages]


def test_pages_about_a_report_have_one_length_in_both_languages(public: Public, citizen: Client) -> None:
    assert hidden(citizen, f"/en{public.home}report/")
    assert lengths(public, citizen, "") == lengths(public, citizen, "/en")
