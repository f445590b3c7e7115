"""`make guide`: takes the pictures of the user guide, and the one of the README, from the running product with the example loaded.

Everything shown is the example's: people who do not exist. Data stand in build/guide, loaded anew each time (or in LIEMCHINH_DATA);
what the pictures need – an upload, a draft – is made there by walking through the screens as a person would.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "user" / "pictures"
DESK, PHONE = (1366, 768), (360, 800)
# No picture is taller: the rest of a long list says nothing new.
TALLEST = {1366: 1100, 360: 1100}


@dataclass(frozen=True)
class Picture:
    """One screen: its file name, who opens it, the address or the walk that leads there, and the widths it is taken in."""

    name: str
    person: str
    leads: str | Callable[[Any], None]
    sizes: tuple[tuple[int, int], ...] = (DESK,)


def main() -> int:
    """Takes all pictures, or those whose names are given. Ends with 1 when a screen could not be opened."""
    if "LIEMCHINH_DATA" not in os.environ:
        shutil.rmtree(ROOT / "build" / "guide", ignore_errors=True)
        os.environ["LIEMCHINH_DATA"] = str(ROOT / "build" / "guide")
    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings"
    # In the QR codes of result slips.
    os.environ.setdefault("LIEMCHINH_PUBLIC_ADDRESS", "https://y-kien.ben-tre.vn")
    data = Path(os.environ["LIEMCHINH_DATA"])
    if not (data / "liemchinh.sqlite3").exists():
        subprocess.run(
            [sys.executable, "-m", "liemchinh", "load-demo"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
    subprocess.run([sys.executable, "-m", "liemchinh", "doctor"], cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    import django

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    from tests.guide_pictures import pictures

    wanted = [one for one in pictures() if not sys.argv[1:] or any(word in one.name for word in sys.argv[1:])]
    with _served() as address, _browser() as browser:
        failed = [said for picture in wanted for said in _take(picture, browser, address)]
    if not sys.argv[1:]:
        shutil.copy(PICTURES / "figures-report.png", ROOT / "docs" / "picture.png")
    total = sum(path.stat().st_size for path in PICTURES.glob("*.png"))
    print(f"{len(wanted)} screens, {total / 1e6:.1f} MB", *failed, sep="\n")
    return 1 if failed else 0


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([sys.executable, "-m", "liemchinh", "serve", "--port", str(port)], cwd=ROOT)
    try:
        _wait_for(f"{address}/sign-in/")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            with urlopen(address, timeout=5):  # noqa: S310 (our own server, just started)
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The server did not start.")


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--lang=vi"])
        yield browser
        browser.close()


def _take(picture: Picture, browser: Any, address: str) -> Iterator[str]:
    from tests.small_pictures import made_small

    PICTURES.mkdir(parents=True, exist_ok=True)
    for width, height in picture.sizes:
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=address, locale="vi-VN", reduced_motion="reduce"
        )
        if picture.person:
            context.add_cookies([{"name": "sessionid", "value": _key_of(picture.person), "url": address}])
        page = context.new_page()
        # The first figures of a province are added up while the page is asked for.
        page.set_default_navigation_timeout(180_000)
        try:
            yield from _open(picture, page)
            tall = page.evaluate("document.documentElement.scrollHeight")
            # The window is made as tall as the picture, so that a phone's bar stands at the bottom of it.
            page.set_viewport_size({"width": width, "height": min(max(tall, height), TALLEST[width])})
            png = page.screenshot()
            name = picture.name if width == DESK[0] else f"{picture.name}-phone"
            (PICTURES / f"{name}.png").write_bytes(made_small(context.new_page(), png))
        except Exception as error:
            yield f"{picture.name}: {str(error)[:300]}"
        finally:
            context.close()


def _open(picture: Picture, page: Any) -> Iterator[str]:
    if callable(picture.leads):
        picture.leads(page)
        return
    answer = page.goto(picture.leads)
    if answer.status not in {200, 422}:
        yield f"{picture.name}: {picture.leads} answered {answer.status}"


_keys: dict[str, str] = {}


def _key_of(person: str) -> str:
    """The cookie of a session of that account, with a second factor shown."""
    from django.test import Client

    from liemchinh.access.models import Account, SignedIn

    if person not in _keys:
        client, account = Client(), Account.objects.get(username=person)
        client.force_login(account)
        SignedIn.objects.filter(account=account).update(second_factor="totp", label="Chrome, Windows")
        _keys[person] = client.cookies["sessionid"].value
    return _keys[person]


if __name__ == "__main__":
    sys.exit(main())
