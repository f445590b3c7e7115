"""The public pages inside a test: their own settings, a site of their own, and the office's side of the exchange."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from django.test import override_settings

from liemchinh.envelopes import exchange, receipts
from liemchinh.envelopes.exchanged import Description, Packet
from liemchinh.envelopes.tests.examples import Channel, channel
from liemchinh.public import settings as public
from liemchinh.public.site import Site, site_at

OFFICE_SEED = b"o" * 32
_PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def settings_of(data: Path, folder: Path) -> dict[str, Any]:
    """The settings of the public process with the folders of a test, and static files as they lie."""
    told = {name: getattr(public, name) for name in dir(public) if name.isupper()}
    for name in ("ROOT", "INSTALLED_APPS", "DATABASES", "LOGGING", "SECRET_KEY", "ALLOWED_HOSTS", "DATA"):
        del told[name]
    static = data / "static"
    static.mkdir(parents=True, exist_ok=True)
    return told | {"PUBLIC_DATA": data, "EXCHANGE": folder, "STATIC_ROOT": static, "STORAGES": _PLAIN}


@dataclass
class Public:
    """The site, and what the office holds: the keys of readers and custodian, slips, the folder."""

    site: Site
    channel: Channel
    folder: Path

    @property
    def home(self) -> str:
        """The page of its office."""
        return f"/o/{self.channel.office.code}/"

    def say(self, **changes: Any) -> Description:
        """The office says something new, and the site hears it."""
        before = self.channel.description
        told = replace(before, serial=before.serial + 1, **changes)
        self.channel = replace(self.channel, description=told)
        exchange.write_description(self.folder, told, OFFICE_SEED)
        self.site.exchange()
        return told

    def packets(self) -> list[Packet]:
        """What lies there for the office."""
        self.site.exchange()
        trusted = exchange.public_signer(self.site.seed)
        return [exchange.read_packet(path, trusted)[0] for path in exchange.packets(self.folder)]


@contextmanager
def opened(data: Path, folder: Path, *, memory: int = 8192) -> Iterator[Public]:
    """A site whose office has just described itself. `memory`: what a receipt costs, by itself the least there is."""
    before = receipts.MEMORY
    receipts.MEMORY = memory
    try:
        with override_settings(**settings_of(data, folder)), site_at(data, folder) as site:
            found = Public(site, channel(), folder)
            found.say()
            yield found
    finally:
        receipts.MEMORY = before


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[str]:
    """The real public process over `folder`/public and `folder`/exchange; its address. What it prints goes to `folder`/log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    known = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    data = {"LIEMCHINH_PUBLIC_DATA": str(folder / "public"), "LIEMCHINH_EXCHANGE": str(folder / "exchange")}
    words = [sys.executable, "-m", "liemchinh", "serve", "--public", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(words, env=known | data | environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert server.poll() is None, "the public process ended"
        try:
            with urlopen(address, timeout=5) as page:  # noqa: S310 (our own server, just started)
                if b"/o/" in page.read():
                    return
        except OSError:
            pass
        time.sleep(0.5)
    raise AssertionError("the public process did not show its office")
