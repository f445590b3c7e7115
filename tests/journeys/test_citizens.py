"""P12. A citizen with an old phone: the QR code leads to the office's page; they rate it, suggest something, report wrongdoing with a file
under a receipt, read what was asked, answer, and see it closed. No account, no cookie, no JavaScript."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from liemchinh.envelopes import exchange
from liemchinh.envelopes.exchanged import Description
from liemchinh.envelopes.files import open_file
from liemchinh.envelopes.recipients import fingerprint
from liemchinh.envelopes.reports import Reply, open_body, open_message, seal_reply
from liemchinh.envelopes.seals import unwrap
from liemchinh.envelopes.tests.examples import Channel, channel, reply
from liemchinh.public.tests.site import OFFICE_SEED, opened, served
from tests.plain import Page
from tests.walks import fits

PHOTO = {"name": "bien-nhan.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0" + b"x" * 70_000}


@contextmanager
def phone_without_script(chromium: Any, address: str) -> Iterator[Any]:
    """An old phone: 360 × 800, JavaScript off."""
    size = {"width": 360, "height": 800}
    context = chromium.new_context(viewport=size, base_url=address, locale="vi-VN", java_script_enabled=False)
    yield context.new_page()
    context.close()


class TheOffice:
    """The office's side of the folder, held by a test: reads what comes, answers."""

    def __init__(self, folder: Path, told: Channel, hurry: Callable[[], None]) -> None:
        self.folder, self.channel, self.hurry, self.told = folder, told, hurry, told.description

    def says(self, **changes: Any) -> Description:
        """Describes itself anew."""
        self.told = replace(self.told, serial=self.told.serial + 1, **changes)
        exchange.write_description(self.folder, self.told, OFFICE_SEED)
        self.hurry()
        return self.told

    def packet(self, number: int) -> Any:
        """The packet of that number, once it lies there."""
        for _ in range(120):
            self.hurry()
            path = exchange.packet_path(self.folder, number)
            if path.exists():
                return exchange.read_packet(path, None)[0]
            time.sleep(0.5)
        raise AssertionError(f"no packet {number}")

    def key_of(self, report: Any) -> bytes:
        """The report's private key, opened by its first reader."""
        reader = self.channel.readers[0]
        return unwrap(report.wraps[fingerprint(reader.public)], reader.private)


def come_back(page: Any, receipt: str) -> str:
    """Enters the receipt on the phone; gives what is read."""
    page.goto("/receipt/")
    page.fill("[name=receipt]", receipt)
    page.click("main button")
    page.locator("h1", has_text="Phản ánh của bạn").wait_for()
    return str(page.inner_text("main"))


def until(said: str, look: Callable[[], str]) -> str:
    """What is read, once the office's words have come over."""
    for _ in range(60):
        if said in (found := look()):
            return found
        time.sleep(1)
    raise AssertionError(f"never read: {said}")


def walk(page: Any, office: TheOffice) -> None:
    """The whole way."""
    start = f"/o/{office.channel.office.code}/"
    page.goto(start)
    assert "UBND xã Đông Hải" in page.inner_text("main")
    rate(page, office.channel.slips[0])
    page.goto(start)
    page.click("text=Góp ý")
    page.fill("[name=text]", "Thêm ghế chờ cho người già")
    page.click("main button")
    assert "Góp ý đã được niêm phong" in page.inner_text("main")
    page.goto(start)
    receipt = report(page)
    sent = office.packet(1)
    (told,) = sent.reports
    key = office.key_of(told)
    assert open_body(told.body, key).text == "Bị đòi thêm 500 nghìn đồng."
    assert open_file(told.files[0], key)[1] == PHOTO["buffer"]
    assert (len(sent.suggestions), sum(row.count for row in sent.ratings if not row.reason)) == (1, 1)
    asked = reply(told.id, 1, seal_reply(Reply("asked", "Ai đòi, ở quầy nào?"), told.public_key))
    office.says(replies=[asked], received=1)
    assert "Ai đòi, ở quầy nào?" in until("Cần bạn cho biết thêm", lambda: come_back(page, receipt))
    page.fill("[name=text]", "Quầy số 3, sáng thứ Tư.")
    page.click("main form button")
    page.locator(".notice.good").wait_for()
    (message,) = office.packet(2).messages
    assert open_message(message.body, key).text == "Quầy số 3, sáng thứ Tư."
    closed = reply(told.id, 2, seal_reply(Reply("answered", "Đã hoàn lại tiền và chấn chỉnh."), told.public_key))
    office.says(replies=[asked, closed], received=2)
    until("Đã có trả lời", lambda: come_back(page, receipt))
    fits(page)


def rate(page: Any, slip: str) -> None:
    """Not satisfied, with a reason, by the code of the slip; the second time it is already counted."""
    address = page.url
    for said in ("đã được tính.", "Mã này đã được tính"):
        page.goto(address)
        page.click("text=Cơ quan đã phục vụ tôi thế nào")
        fits(page)
        page.check("[name=how][value=not_satisfied]")
        page.check("[name=reasons][value=extra_money]")
        page.fill("[name=slip]", slip)
        page.click("main button")
        assert said in page.inner_text("main")


def report(page: Any) -> str:
    """A report of money asked for; gives the receipt that is shown once."""
    page.click("text=Phản ánh sai phạm của cán bộ")
    fits(page)
    assert "không bao giờ tẩy hết" in page.inner_text("main")
    page.select_option("[name=kind]", "money.bribe")
    page.select_option("[name=concerned]", "chu-tich")
    page.fill("[name=text]", "Bị đòi thêm 500 nghìn đồng.")
    page.set_input_files("[name=files]", [PHOTO])
    page.click("main button")
    page.locator("#receipt").wait_for()
    fits(page)
    (receipt,) = re.findall(r"\d{4}(?:\s+\d{4}){4}", page.inner_text("#receipt"))
    return str(receipt)


def test_a_citizen_goes_the_whole_way(tmp_path: Path) -> None:
    with opened(tmp_path / "public", tmp_path / "exchange") as site:
        office = TheOffice(tmp_path / "exchange", site.channel, site.site.exchange)
        page = Page(Client())
        walk(page, office)
        assert not page.client.cookies


@pytest.mark.soak
def test_a_citizen_goes_the_whole_way_in_chromium_without_javascript(tmp_path: Path, chromium: Any) -> None:
    told = channel()
    exchange.write_description(tmp_path / "exchange", told.description, OFFICE_SEED)
    with served(tmp_path) as address, phone_without_script(chromium, address) as page:
        walk(page, TheOffice(tmp_path / "exchange", told, lambda: None))
        assert page.context.cookies() == []
