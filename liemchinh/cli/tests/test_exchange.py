"""`liemchinh exchange`: two networks apart, one stick between them. Reports go in, replies come out, what is not the other's is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liemchinh.citizens import answering, reading
from liemchinh.citizens.models import Report
from liemchinh.citizens.tests import sending
from liemchinh.cli import main
from liemchinh.envelopes import exchange as files
from liemchinh.envelopes.exchange import packet_path
from liemchinh.public.channel import kept_channel
from liemchinh.public.keeping import keep_report
from liemchinh.public.site import Site, site_at
from liemchinh.public.store import Store
from tests.forked import Forks
from tests.world import World

pytestmark = pytest.mark.django_db
PublicSide = Callable[..., tuple[int, dict[str, Any]]]
TEXT = "Cán bộ ở quầy đòi thêm tiền ngoài biên lai."


@pytest.fixture
def stick(monkeypatch: Any, settings: Any, tmp_path: Path) -> Path:
    """A folder that is carried; the usual folder of the office is another, and stays empty."""
    sending.quick(monkeypatch)
    settings.EXCHANGE = tmp_path / "office" / "exchange"
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def office_side(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """The command on the office's machine: exit code and what it told."""
    capsys.readouterr()
    code = main(["exchange", *words, "--json"])
    return code, json.loads(capsys.readouterr().out or "{}")


@pytest.fixture
def public_side(public_forks: Forks) -> PublicSide:
    """The command on the machine of the public pages, which has nothing of the office's."""

    def called(data: Path, *words: str) -> tuple[int, dict[str, Any]]:
        known = {"LIEMCHINH_PUBLIC_DATA": str(data), "LIEMCHINH_DATA": str(data / "nothing")}
        code, out, err = public_forks.call("-m", "liemchinh", "exchange", "--public", *words, "--json", **known)
        assert not (data / "nothing").exists(), err
        return code, json.loads(out or "{}")

    return called


def replies_at(data: Path) -> int:
    """How many replies the public side knows."""
    store = Store(data / "public.sqlite3")
    found = kept_channel(store, data)
    store.close()
    return len(found.description.replies) if found else 0


def test_a_report_is_carried_in_and_its_reply_is_carried_out(
    world: World, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], public_side: PublicSide
) -> None:
    row, data = sending.office(world), tmp_path / "public"
    code, told = office_side(capsys, str(stick))
    assert (code, told["taken"], told["description"], told["waits"]) == (0, 0, 1, "")
    signer, (code, first) = told["signer"], public_side(data, str(stick))
    assert (code, first["description"], first["waiting"]) == (0, 1, 0)
    store, sent = Store(data / "public.sqlite3"), sending.sent_report(TEXT, row)
    keep_report(store, sent, b"l" * 32, b"k" * 72)
    store.close()
    assert public_side(data, str(stick))[1]["waiting"] == 1
    code, told = office_side(capsys, str(stick))
    assert (code, told["taken"], told["received"], told["signer"]) == (0, 1, 1, signer)
    report, khoa = Report.objects.get(uid=sent.id), world.actor("khoa")
    assert reading.open_report(report.pk, sending.PHRASES["khoa"], actor=khoa).body.text == TEXT
    answering.reply_to(report.pk, "asked", "Việc ấy vào ngày nào?", actor=khoa)
    assert office_side(capsys, str(stick))[0] == 0
    code, last = public_side(data, str(stick))
    assert (code, last["received"], last["waiting"], last["signer"]) == (0, 1, 0, first["signer"])
    assert replies_at(data) == 2 and files.packets(stick) == []
    assert not (tmp_path / "office").exists()


def test_running_pages_know_what_the_command_carried_in(
    world: World, stick: Path, tmp_path: Path, public_side: PublicSide
) -> None:
    sending.office(world)
    main(["exchange", str(stick), "--json"])
    with site_at(tmp_path / "public", tmp_path / "usual") as pages:
        assert pages.channel is None
        assert public_side(tmp_path / "public", str(stick))[0] == 0
        pages.exchange()
        assert pages.channel is not None and pages.channel.description.serial == 1
        carried = Site(pages.data, stick)
        assert carried.salt == pages.salt
        carried.store.close()


def test_a_missing_packet_and_one_signed_by_somebody_else_stay_and_are_told(
    world: World, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = sending.office(world)
    files.write_packet(stick, sending.packet([sending.sent_report("một", row)]), b"p" * 32)
    assert office_side(capsys, str(stick))[0] == 0
    files.write_packet(stick, sending.packet([sending.sent_report("hai", row)]), b"q" * 32)
    code, told = office_side(capsys, str(stick))
    assert (code, told["taken"], told["received"]) == (1, 0, 1) and "do người khác ký" in told["waits"]
    packet_path(stick, 2).unlink()
    files.put(packet_path(stick, 3), packet_path(stick, 1).read_bytes())
    assert office_side(capsys, str(stick))[0] == 0, "a packet already taken under another name is passed over"
    later = sending.packet([sending.sent_report("ba", row)])
    files.write_packet(stick, type(later)(3, *(getattr(later, name) for name in later.__slots__[1:])), b"p" * 32)
    code, told = office_side(capsys, str(stick))
    assert (code, told["waits"]) == (1, "Thiếu gói số 2.") and Report.objects.count() == 1


def test_a_description_of_another_office_is_refused(
    world: World, stick: Path, tmp_path: Path, public_side: PublicSide
) -> None:
    sending.office(world)
    files.write_description(stick, sending.described(), b"a" * 32)
    assert public_side(tmp_path / "public", str(stick))[0] == 0
    files.write_description(stick, sending.described(), b"b" * 32)
    code, told = public_side(tmp_path / "public", str(stick))
    assert code == 1 and "signed by somebody else" in told["error"]


def test_nothing_to_do_and_no_such_folder_are_told_apart(
    world: World, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], public_side: PublicSide
) -> None:
    assert office_side(capsys, str(stick)) == (
        1,
        {"error": "Chưa cơ quan nào có trang cho người dân: chưa có gì để trao đổi."},
    )
    assert public_side(tmp_path / "public", str(stick))[0] == 1
    gone = tmp_path / "not-plugged-in"
    assert office_side(capsys, str(gone))[0] == 2 and public_side(tmp_path / "public", str(gone))[0] == 2
    assert not gone.exists()
