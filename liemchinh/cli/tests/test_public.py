"""`serve --public` and `doctor --public`: a process of its own, which says what is wrong with it."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from liemchinh.cli import checks_public, serve_public
from liemchinh.cli.checks_public import loose_paths
from liemchinh.cli.frame import REFUSED
from liemchinh.envelopes import exchange
from liemchinh.envelopes.recipients import fingerprint, in_groups
from liemchinh.envelopes.tests.examples import channel
from liemchinh.public.site import Site
from liemchinh.public.tests.site import OFFICE_SEED, settings_of


@pytest.fixture
def bare(tmp_path: Path, settings: object) -> Site:
    """A site that heard nothing yet."""
    for name, value in settings_of(tmp_path / "public", tmp_path / "exchange").items():
        setattr(settings, name, value)
    settings.ALLOWED_HOSTS, settings.ROOT = ["localhost"], tmp_path  # type: ignore[attr-defined]
    return Site(tmp_path / "public", tmp_path / "exchange")


def found(site: Site) -> dict[str, list[str]]:
    """Every finding: state → what was said."""
    told: dict[str, list[str]] = {"good": [], "know": [], "wrong": []}
    for check in checks_public.CHECKS:
        for finding in check(site):
            told[finding.state].append(f"{finding.message} {finding.remedy}")
    return told


def said(told: list[str], words: str) -> bool:
    """Is it said?"""
    return any(words in one for one in told)


def test_a_site_that_heard_nothing_says_so(bare: Site) -> None:
    told = found(bare)
    assert said(told["wrong"], "Chưa nhận mô tả nào") and said(told["good"], "Không có khóa nào mở được phản ánh")
    assert said(told["know"], "Chưa có TLS")


def test_it_says_who_signed_what_is_closed_and_what_waits(bare: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    one = channel()
    told = replace(one.description, offices=[replace(one.office, custodian="")])
    exchange.write_description(bare.folder, told, OFFICE_SEED)
    bare.exchange()
    before = found(bare)
    assert said(before["know"], in_groups(fingerprint(exchange.public_signer(OFFICE_SEED))))
    assert said(before["know"], "không ai đọc được phản ánh về Bí thư huyện ủy")
    assert said(before["know"], "chưa có người giữ danh tính")
    (bare.folder / "out").mkdir(exist_ok=True)
    exchange.packet_path(bare.folder, 1).touch()
    bare.store.keep_fact("trouble", b"description.json: signed by somebody else")
    after = found(bare)
    assert said(after["know"], "1 gói đang chờ") and said(after["wrong"], "signed by somebody else")


def test_without_tls_a_page_for_others_is_wrong(bare: Site, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["y-kien.example.vn"]  # type: ignore[attr-defined]
    assert said(found(bare)["wrong"], "Chưa có TLS")
    settings.PUBLIC_ADDRESS = "https://y-kien.example.vn"  # type: ignore[attr-defined]
    assert said(found(bare)["good"], "Có TLS: https://y-kien.example.vn")


def test_what_others_on_the_machine_can_read_is_said(bare: Site) -> None:
    (bare.data / "open").touch()
    (bare.data / "open").chmod(0o644)
    assert bare.data / "open" in loose_paths(bare.data) and said(found(bare)["wrong"], "doctor --public --mend")


def test_a_taken_port_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(serve_public, "is_taken", lambda host, port: True)
    assert serve_public.run(SimpleNamespace(host="127.0.0.1", port=1)) == REFUSED  # type: ignore[arg-type]
    assert "--port 2" in capsys.readouterr().err
