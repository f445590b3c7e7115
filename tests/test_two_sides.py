"""The office and the public pages over one folder: what a citizen keeps there arrives, is answered, and goes when it is destroyed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from liemchinh.citizens import deciding, destroying, exchange, reading
from liemchinh.citizens.models import Exchanged, Report
from liemchinh.citizens.tests import sending
from liemchinh.journal import clock
from liemchinh.public.exchanging import exchange_once
from liemchinh.public.keeping import keep_report
from liemchinh.public.site import Site, site_at
from tests.world import World

TEXT = "Cán bộ ở quầy đòi thêm tiền ngoài biên lai."


def kept(public: Site, report: str) -> int:
    """How many reports of that name the public side keeps."""
    with public.store.reading() as database:
        return int(database.execute("SELECT COUNT(*) FROM report WHERE id = ?", (report,)).fetchone()[0])


@pytest.mark.django_db
def test_a_report_goes_from_the_public_store_to_its_readers_and_leaves_both_sides(
    world: World, monkeypatch: Any, settings: Any, tmp_path: Path
) -> None:
    sending.quick(monkeypatch)
    settings.EXCHANGE = tmp_path / "exchange"
    row = sending.office(world)
    exchange.exchange_files()
    with site_at(tmp_path / "public", settings.EXCHANGE) as public:
        exchange_once(public)
        sent = sending.sent_report(TEXT, row, name="Võ Văn Kể")
        keep_report(public.store, sent, b"l" * 32, b"k" * 72)
        exchange_once(public)
        exchange.exchange_files()
        report = Report.objects.get(uid=sent.id)
        for name in ("khoa", "second-at-district"):
            assert reading.open_report(report.pk, sending.PHRASES[name], actor=world.actor(name)).body.text == TEXT
        deciding.state_decision(report.pk, "not_handled", "outside", actor=world.actor("khoa"))
        deciding.vouch_for_decision(report.pk, actor=world.actor("second-at-district"))
        exchange.exchange_files()
        exchange_once(public)
        assert kept(public, sent.id) == 1 and len(sending.described().replies) == 2
        with clock.at(clock.today() + timedelta(days=8)):
            destroying.forget()
            exchange.exchange_files()
        exchange_once(public)
        assert Exchanged.objects.get().received == 1
        assert kept(public, sent.id) == 0 and sending.described().gone == [sent.id]
