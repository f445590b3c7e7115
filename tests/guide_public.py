"""The public pages in the guide: the real process beside the office's, with one office that stands for any."""

import atexit
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

from liemchinh.envelopes import exchange
from liemchinh.envelopes.tests.examples import Channel, channel
from liemchinh.public.tests.site import OFFICE_SEED, served
from tests.guide import DESK, PHONE, Picture


def pictures() -> list[Picture]:
    """In the order of the pages."""
    return [
        Picture("public-offices", "", _at("/"), (PHONE,)),
        Picture("public-office", "", _at("/o/{code}/"), (PHONE, DESK)),
        Picture("public-english", "", _at("/en/o/{code}/report/"), (PHONE,)),
        Picture("public-rate", "", _at("/o/{code}/rate/"), (PHONE,)),
        Picture("public-suggest", "", _at("/o/{code}/suggest/"), (PHONE,)),
        Picture("public-report", "", _at("/o/{code}/report/"), (PHONE,)),
        Picture("public-reported", "", _reported, (PHONE,)),
        Picture("public-receipt", "", _at("/receipt/"), (PHONE,)),
        Picture("public-opened", "", _opened, (PHONE,)),
        Picture("public-published", "", _at("/o/{code}/published/"), (PHONE,)),
        Picture("public-paper", "", _at("/o/{code}/paper/")),
        Picture("public-how", "", _at("/how/"), (PHONE,)),
    ]


@cache
def _running() -> tuple[str, Channel]:
    folder, told, stack = Path(tempfile.mkdtemp()), channel(), ExitStack()
    exchange.write_description(folder / "exchange", told.description, OFFICE_SEED)
    address = stack.enter_context(served(folder, LIEMCHINH_PUBLIC_ADDRESS="https://y-kien.dong-hai.vn"))
    atexit.register(stack.close)
    return address, told


def _at(path: str) -> Callable[[Any], None]:
    def lead(page: Any) -> None:
        address, told = _running()
        page.goto(address + path.format(code=told.office.code))

    return lead


def _reported(page: Any) -> None:
    _at("/o/{code}/report/")(page)
    page.select_option("[name=kind]", "office.files_delayed")
    page.fill("[name=text]", "Hồ sơ hẹn ngày 12/11, đến nay ba lần hẹn lại mà không có giấy xin lỗi.")
    page.click("main form button")
    page.locator("#receipt").wait_for()


def _opened(page: Any) -> None:
    _reported(page)
    receipt = page.locator("#receipt").inner_text()
    _at("/receipt/")(page)
    page.fill("[name=receipt]", receipt)
    page.click("main form button")
