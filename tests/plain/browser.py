"""Page and answer, with the names they have in Playwright."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.plain import markup
from tests.plain.locator import Locator
from tests.plain.selectors import find, with_text

HOST = "http://testserver"
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass
class Answer:
    """What the program answered; of a file taken out, what `expect_download` gives."""

    status: int
    content: bytes

    @property
    def value(self) -> "Answer":
        """Itself, once it is there."""
        return self

    def body(self) -> bytes:
        """As it came."""
        return self.content

    def path(self) -> Path:
        """Written into a file of its own."""
        with tempfile.NamedTemporaryFile(delete=False) as file:
            file.write(self.content)
        return Path(file.name)


class Page:
    """One window of somebody who is signed in with `client`. A fault of the program is raised where it happens."""

    def __init__(self, client: Client) -> None:
        client.handler.enforce_csrf_checks = True
        self.client, self.url, self.before = client, "about:blank", list[str]()
        self.files: dict[Any, SimpleUploadedFile] = {}
        self.taken = Answer(0, b"")
        self.status = 0
        self.root = lxml.html.document_fromstring("<html></html>")

    def goto(self, address: str) -> Answer:
        """Opens an address, by GET."""
        return self._open("GET", urljoin(self.url if self.url.startswith(HOST) else HOST, address))

    def reload(self) -> Answer:
        """Asks for the same page again; what was filled in is gone."""
        return self._open("GET", self.url, kept=False)

    def go_back(self) -> Answer:
        """The page before this one, asked for again."""
        self.url = self.before.pop()
        return self.reload()

    def get(self, address: str) -> Answer:
        """An address asked for beside the page, which stays."""
        answer = self.client.get(urljoin(self.url, address).removeprefix(HOST), headers={"accept-language": "vi-VN"})
        return Answer(answer.status_code, b"".join(answer) if answer.streaming else answer.content)

    @property
    def request(self) -> "Page":
        """Asks without a window."""
        return self

    def _open(
        self, method: str, address: str, pairs: Sequence[tuple[str, Any]] = (), encoding: str = "", kept: bool = True
    ) -> Answer:
        before = self.url
        answer = self._asked(method, address, pairs, encoding)
        for _ in range(10):
            if answer.status_code not in REDIRECTS:
                break
            address = urljoin(address, answer["Location"])
            answer = self._asked("GET", address, (), "")
        content = b"".join(answer) if answer.streaming else answer.content
        told = Answer(answer.status_code, content)
        if answer.get("Content-Disposition", "").startswith("attachment"):
            self.taken = told
            return told
        if kept and before.startswith(HOST):
            self.before.append(before)
        self.url, self.status, self.files = address, told.status, {}
        self.root = lxml.html.document_fromstring(content.decode() or "<html></html>")
        return told

    def _asked(self, method: str, address: str, pairs: Sequence[tuple[str, Any]], encoding: str) -> Any:
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == HOST, f"leads away: {address}"
        more = {"QUERY_STRING": parts.query, "HTTP_ACCEPT_LANGUAGE": "vi-VN"}
        if method == "GET":
            return self.client.get(parts.path, **more)
        if encoding == "multipart/form-data":
            several: dict[str, list[Any]] = {}
            for name, value in pairs:
                several.setdefault(name, []).append(value)
            return self.client.generic(
                "POST", parts.path, encode_multipart(BOUNDARY, several), MULTIPART_CONTENT, **more
            )
        return self.client.generic("POST", parts.path, urlencode(pairs), "application/x-www-form-urlencoded", **more)

    def press(self, control: Any) -> None:
        """What a click on a link, a button, a fold or a field does."""
        if control is None:
            return
        kind = control.get("type", "submit" if control.tag == "button" else "")
        if control.tag == "a":
            self.goto(control.get("href"))
        elif control.tag == "summary":
            fold = control.getparent()
            fold.attrib.pop("open") if fold.get("open") is not None else fold.set("open", "")
        elif kind in {"checkbox", "radio"}:
            markup.tick(control, kind == "radio" or control.get("checked") is None)
        elif kind in {"submit", "image"}:
            assert control.get("disabled") is None, "a button that cannot be pressed"
            self._send(control)
        else:
            assert control.tag in {"input", "select", "textarea"}, "a button for a script: walk this in Chromium"

    def _send(self, button: Any) -> None:
        form, pairs = markup.form_of(button), markup.sent_by(button, self.files)
        if pairs is None:
            return
        address = urljoin(self.url, button.get("formaction") or form.get("action") or self.url)
        method = (button.get("formmethod") or form.get("method") or "get").upper()
        if method == "GET":
            self.goto(f"{address.partition('?')[0]}?{urlencode(pairs)}")
            return
        encoding = form.get("enctype", "")
        self._open("POST", address, [*pairs, *markup.files_of(form, self.files)], encoding)

    def locator(self, selector: str, has_text: str = "") -> Locator:
        """Everything that a selector finds, now and on later pages."""
        return Locator(self, lambda: find(self.root, selector), selector).filter(has_text=has_text)

    def get_by_text(self, text: str, exact: bool = False) -> Locator:
        """The smallest elements with a text."""
        return Locator(self, lambda: with_text(self.root, text, exact), text)

    def click(self, selector: str) -> None:
        """A click on the first that is found."""
        self.locator(selector).first.click()

    def fill(self, selector: str, value: str) -> None:
        """Fills in the first field that is found."""
        self.locator(selector).first.fill(value)

    def check(self, selector: str) -> None:
        """Marks the first box or choice that is found."""
        self.locator(selector).first.check()

    def select_option(self, selector: str, value: str) -> None:
        """Chooses in the first list that is found."""
        self.locator(selector).first.select_option(value)

    def inner_text(self, selector: str) -> str:
        """The text in sight of the first that is found."""
        return self.locator(selector).first.inner_text()

    def input_value(self, selector: str) -> str:
        """What stands in the first field that is found."""
        return markup.value_of(self.locator(selector).first.one())

    def set_input_files(self, selector: str, files: Sequence[dict[str, Any]]) -> None:
        """Chooses a file."""
        (told,) = files
        self.files[self.locator(selector).one()] = SimpleUploadedFile(told["name"], told["buffer"], told["mimeType"])

    def wait_for_url(self, wanted: Any) -> None:
        """It is there at once, or never."""
        if isinstance(wanted, str):
            parts = (re.escape(part).replace(r"\*", "[^/]*") for part in wanted.split("**"))
            wanted = re.compile("^" + ".*".join(parts) + "$")
        found = wanted.search(self.url) if isinstance(wanted, re.Pattern) else wanted(self.url)
        assert found, f"at {self.url}, not at {wanted}"

    def set_viewport_size(self, size: dict[str, int]) -> None:
        """Nothing is drawn, at any size."""

    def wait_for_load_state(self) -> None:
        """Nothing is loaded afterwards."""

    def wait_for_selector(self, selector: str) -> None:
        """It is there at once, or never."""
        self.locator(selector).first.wait_for()

    @contextmanager
    def expect_navigation(self) -> Iterator[None]:
        """A page is another as soon as the click is done."""
        yield

    @contextmanager
    def expect_download(self) -> Iterator[Answer]:
        """What is given is filled once the file has been taken."""
        self.taken, given = Answer(0, b""), Answer(0, b"")
        yield given
        assert self.taken.content, "no file came"
        given.status, given.content = self.taken.status, self.taken.content
