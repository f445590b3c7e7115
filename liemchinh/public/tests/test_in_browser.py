"""Every public page in Chromium, on a phone and a desk, in both languages: axe finds nothing, it fits, nothing comes from elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from liemchinh.envelopes import exchange
from liemchinh.envelopes.tests.examples import Channel, channel
from liemchinh.public.tests.site import OFFICE_SEED, served
from tests.accessibility import WCAG, violations
from tests.looks import LOOKED_AT, misfits

PHONE, DESK = (360, 800), (1366, 768)


@contextmanager
def opened(chromium: Any, folder: Path, told: Channel, size: tuple[int, int]) -> Iterator[Any]:
    """A browser at the real process; what it asked for and what its console said are kept."""
    exchange.write_description(folder / "exchange", told.description, OFFICE_SEED)
    with served(folder) as address:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=address, locale="vi-VN", bypass_csp=True
        )
        context.set_default_timeout(180_000)
        page, page_asked, said = context.new_page(), [], []
        page.on("request", lambda request: page_asked.append(request.url))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        context.close()
        assert [url for url in page_asked if not url.startswith((address, "data:"))] == said == []


def faults(page: Any, name: str) -> list[str]:
    """What is wrong with the page that stands there."""
    seen, phone = page.evaluate(LOOKED_AT), page.viewport_size["width"] < 400
    return [f"{name}: {fault}" for fault in (*violations(page, WCAG), *misfits(seen, phone))]


@pytest.mark.parametrize(
    "language, size",
    [
        ("", PHONE),
        pytest.param("", DESK, marks=pytest.mark.soak),
        pytest.param("/en", PHONE, marks=pytest.mark.soak),
        pytest.param("/en", DESK, marks=pytest.mark.soak),
    ],
)
def test_every_public_page_is_accessible_and_fits(
    language: str, size: tuple[int, int], chromium: Any, tmp_path: Path
) -> None:
    told, found = channel(), []
    home = f"{language}/o/{told.office.code}/"
    with opened(chromium, tmp_path, told, size) as page:
        read = ("/", "/how/", "/receipt/", "/o/nothing/")
        for address in (*(language + one for one in read), home, f"{home}published/", f"{home}paper/"):
            page.goto(address)
            found += faults(page, address)
        for address in (f"{home}rate/", f"{home}suggest/", f"{home}report/"):
            page.goto(address)
            found += faults(page, address)
            page.evaluate("document.querySelector('main form').noValidate = true")
            page.click("main form button")
            page.locator(".notice.late, .field.wrong").first.wait_for()
            found += faults(page, f"{address} refused")
        found += _sent(page, home, language)
    assert not found, "\n".join(found)


def _sent(page: Any, home: str, language: str) -> Iterator[str]:
    """The pages that come after a form."""
    page.goto(f"{home}rate/")
    page.check("[name=how][value=satisfied]")
    page.click("main form button")
    yield from faults(page, "rated")
    page.goto(f"{home}suggest/")
    page.fill("[name=text]", "Thêm ghế chờ")
    page.click("main form button")
    yield from faults(page, "suggested")
    page.goto(f"{home}report/")
    page.select_option("[name=kind]", "money.bribe")
    page.select_option("[name=concerned]", "bi-thu")
    page.fill("[name=text]", "Bị đòi thêm tiền.")
    page.click("main form button")
    yield from faults(page, "nobody may read")
    page.go_back()
    page.select_option("[name=concerned]", "-")
    page.click("main form button")
    receipt = page.locator("#receipt").inner_text()
    yield from faults(page, "reported")
    page.goto(f"{language}/receipt/")
    page.fill("[name=receipt]", "1" * 20)
    page.click("main form button")
    yield from faults(page, "wrong receipt")
    page.fill("[name=receipt]", receipt)
    page.click("main form button")
    page.locator("details summary").click()
    yield from faults(page, "opened")
