"""Whatever is sent to a public page, nobody gets a server error, and what was refused left nothing behind."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.public.limits import LIMITS, QUOTAS
from liemchinh.public.tests.site import Public
from tests.bad_inputs import NASTY, TEXTS
from tests.test_permissions_of_public import kept

FIELDS = (
    "how",
    "reasons",
    "slip",
    "text",
    "kind",
    "concerned",
    "who",
    "happened",
    "name",
    "reach",
    "receipt",
    "held",
    "token",
)
FORMS = ("{home}rate/", "{home}suggest/", "{home}report/", "/receipt/", "/receipt/message/")
RIGHT = {
    "how": "satisfied", "text": "Đúng", "kind": "money.bribe", "concerned": "-", "who": "", "happened": "", "name": "", "reach": "",
    "receipt": "4821 0937 5560 1284 7719",
}  # fmt: skip


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """No limit stands in the way of trying."""
    for limits in (LIMITS, QUOTAS):
        for what in limits:
            monkeypatch.setitem(limits, what, 10**9)


def value(text: str) -> object:
    """Text as a browser sends it: what begins with "bytes:" as these bytes."""
    raw = text.removeprefix("bytes:").encode("latin-1", "replace") if text.startswith("bytes:") else None
    return raw if raw is not None else text.encode(errors="surrogatepass")


def asked(client: Client, public: Public, address: str, data: dict[str, object]) -> int:
    """The status; a refusal must have left nothing."""
    before = kept(public)
    page = client.get(address if address != "/receipt/message/" else "/receipt/").content.decode()
    token = re.findall(r'name="token" value="([^"]+)"', page)
    answer = client.post(address, {"token": token[:1], **data})
    assert answer.status_code < 500
    assert answer.status_code == 200 or kept(public) == before
    return answer.status_code


@pytest.mark.usefixtures("unlimited")
@given(st.data())
def test_no_text_in_any_field_breaks_a_page(public: Public, data: st.DataObject) -> None:
    client = Client(raise_request_exception=False)
    address = data.draw(st.sampled_from(FORMS)).format(home=public.home)
    told: dict[str, object] = dict(RIGHT)
    for field in data.draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3, unique=True)):
        told[field] = value(data.draw(TEXTS))
    asked(client, public, address, told)


@pytest.mark.usefixtures("unlimited")
def test_no_known_nasty_text_breaks_a_page(public: Public, count: Callable[[int, int], int]) -> None:
    client, statuses = Client(raise_request_exception=False), set()
    step = count(101, 1)
    for number, (form, field, text) in enumerate(
        (form, field, text) for form in FORMS for field in FIELDS for text in NASTY
    ):
        if number % step == 0:
            statuses.add(asked(client, public, form.format(home=public.home), RIGHT | {field: value(text)}))
    assert {200, 422} <= statuses


@pytest.mark.usefixtures("unlimited")
@given(st.binary(max_size=200), st.text(max_size=30), st.sampled_from([b"", b"%PDF-", b"\xff\xd8\xff", b"PK\x03\x04"]))
def test_no_file_breaks_a_page(public: Public, raw: bytes, name: str, start: bytes) -> None:
    client = Client(raise_request_exception=False)
    told = RIGHT | {"files": SimpleUploadedFile(name or "a", start + raw)}
    asked(client, public, f"{public.home}report/", told)


FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
BROKEN_PART = (
    b'--a\r\nContent-Disposition: form-data; name="files"; filename="x"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--a--"
)
BROKEN = [
    (b"", PARTS), (b"x", f"{PARTS}; boundary="), (b"--a\r\n\r\n", f"{PARTS}; boundary=a"), (BROKEN_PART, f"{PARTS}; boundary=a"),
    (b"\xff\xfe=%ff", FORM), (b"a=1&" * 200, FORM), (b"a=" + b"x" * 400_000, FORM), (b"{}", "application/json"),
    (b"x" * 300_000, "text/plain"), (b"a", "\xff"),
]  # fmt: skip


@pytest.mark.usefixtures("unlimited")
@pytest.mark.parametrize("body, kind", BROKEN)
def test_no_broken_request_breaks_a_page(body: bytes, kind: str, public: Public) -> None:
    client, before = Client(raise_request_exception=False), kept(public)
    statuses = {
        client.generic("POST", form.format(home=public.home), body, content_type=kind).status_code for form in FORMS
    }
    assert max(statuses) < 500 and kept(public) == before


@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "q=" + "x" * 5000, "q=%ed%a0%80", "q=%F0%9F%98%80", "%00=1"])
def test_no_search_breaks_the_list_of_offices(query: str, public: Public) -> None:
    assert Client(raise_request_exception=False).get(f"/?{query}").status_code in {200, 400}
