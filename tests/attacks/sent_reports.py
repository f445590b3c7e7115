"""The child of test_citizens.py: reports (200 in the soak) come, are read, answered, decided; then its data lie as on a running machine.

`-m tests.attacks.sent_reports sealed|naive`, a fork of the program, under LIEMCHINH_DATA. Prints what was destroyed, as hexadecimal
beginnings of its bytes.
"""

import json
import logging
import os
import shutil
import sys
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

SOAK = os.environ.get("LIEMCHINH_SOAK") == "1"
MARK, PACKETS = "DẤU VẾT 7731", 4
REPORTS, DESTROYED = (200, 20) if SOAK else (12, 2)
SEED = b"p" * 32


def main(variant: str) -> None:
    """Everything a report goes through; a copy of the data directory is made while the process still runs."""
    from django.conf import settings

    # Accounts are made in it, and how strongly their passwords are hashed is not looked at.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.getLogger().addHandler(logging.FileHandler(Path(os.environ["LIEMCHINH_DATA"]) / "all.log"))
    logging.getLogger().setLevel(logging.INFO)
    from liemchinh.envelopes import seals
    from tests import world

    with ExitStack() as weak:
        if variant == "naive":
            weak.enter_context(patch.object(seals, "seal", lambda data, public: data))
            weak.enter_context(patch.object(seals, "opened", lambda sealed, private: sealed))
            weak.enter_context(patch("liemchinh.citizens.destroying.truncate_log", lambda: None))
        made = world.build()
        print(json.dumps(_all(made)))


def _all(made: object) -> list[str]:
    from django.conf import settings

    from liemchinh.citizens import answering, deciding, destroying, exchange, identities, reading
    from liemchinh.citizens.models import Exchanged, IdentityRequest, Report
    from liemchinh.citizens.tests import sending
    from liemchinh.envelopes import exchange as files
    from liemchinh.jobs.services import enqueue  # noqa: F401 (the rows of tasks stand in the same database)
    from liemchinh.journal import clock

    with sending.quickly():
        row, khoa, other = sending.office(made), made.actor("khoa"), made.actor("second-at-district")
        for start in range(0, REPORTS, REPORTS // PACKETS):
            sent = [
                sending.sent_report(f"{MARK} số {start + turn}", row, name=f"{MARK} tên")
                for turn in range(REPORTS // PACKETS)
            ]
            files.write_packet(settings.EXCHANGE, sending.packet(sent), SEED)
            exchange.exchange_files()
        numbers = list(Report.objects.order_by("pk").values_list("pk", flat=True))
        for number in numbers[:DESTROYED]:
            for actor, name in ((khoa, "khoa"), (other, "second-at-district")):
                assert MARK in reading.open_report(number, sending.PHRASES[name], actor=actor).body.text
            answering.reply_to(number, "considering", f"{MARK} trả lời", actor=khoa)
            deciding.state_decision(number, "not_handled", "outside", actor=khoa)
        identities.ask_for_identity(numbers[0], "verify", actor=khoa)
        identities.give_identity(
            IdentityRequest.objects.get().pk, "needed", sending.PHRASES["at-province"], actor=made.actor("at-province")
        )
        for number in numbers[:DESTROYED]:
            deciding.vouch_for_decision(number, actor=other)
        gone = [bytes(one.body or b"")[-64:-16].hex() for one in Report.objects.filter(pk__in=numbers[:DESTROYED])]
        with clock.at(clock.today() + timedelta(days=8)):
            destroying.forget()
    assert Exchanged.objects.get().received == PACKETS
    shutil.copytree(settings.DATA, f"{os.environ['LIEMCHINH_DATA']}-seen")
    return gone


if __name__ == "__main__":
    main(sys.argv[1])
