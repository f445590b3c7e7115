"""What is wrong is said, with what to do; what is right is not complained about."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from liemchinh.cli import archive, checks, main
from liemchinh.jobs.models import Job, Tick
from liemchinh.jobs.queries import ALIVE
from liemchinh.journal import clock, heads
from liemchinh.journal.services import NewEntry, record
from liemchinh.journal.triggers import drop_triggers, missing_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings: SimpleNamespace, tmp_path: Path) -> Iterator[Path]:
    """A data directory of its own for keys, heads and notes."""
    tmp_path.chmod(0o700)
    settings.DATA = tmp_path
    yield tmp_path


def states(check: object) -> list[str]:
    return [finding.state for finding in check()]  # type: ignore[operator]


def test_triggers_that_are_gone_are_named_and_mended(capsys: pytest.CaptureFixture[str]) -> None:
    assert states(checks.triggers) == ["good"]
    drop_triggers()
    (found,) = checks.triggers()
    assert found.state == "wrong" and "journal_entry_no_" in found.message and "--mend" in found.remedy
    main(["doctor", "--mend", "--json"])
    assert missing_triggers() == set() and '"check": "triggers", "state": "good"' in capsys.readouterr().out


@pytest.mark.sqlite
def test_the_settings_of_the_database_hold() -> None:
    assert "wrong" not in states(checks.database)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_weakened_database_is_noticed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA secure_delete = OFF")
    (found,) = checks.database()
    assert found.state == "wrong" and "synchronous = 1" in found.message and "secure_delete = 0" in found.message
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_end_of_the_book_is_held_against_the_newest_head(place: Path) -> None:
    assert states(checks.chain_heads) == []
    doer = SimpleNamespace(account_id=None, on_behalf_of=None)
    for _ in range(2):
        with transaction.atomic():
            record([NewEntry("journal.personal_erased", None, data={"sequences": []})], actor=doer)
    assert states(checks.chain_heads) == ["good"]
    kept = (place / "heads.jsonl").read_text()
    (place / "heads.jsonl").write_text(kept.splitlines()[0] + "\n")
    assert states(checks.chain_heads) == ["know"]
    heads.write(2, bytes(32), clock.now())
    assert states(checks.chain_heads) == ["wrong"]
    (place / "heads.jsonl").unlink()
    assert states(checks.chain_heads) == ["wrong"]


def test_the_age_of_the_newest_backup_counts() -> None:
    assert states(checks.backups) == ["know"]
    archive.note_backup(at=clock.now().isoformat(), file="x")
    assert states(checks.backups) == ["good"]
    with clock.at(clock.now() + timedelta(days=8, minutes=1)):
        assert states(checks.backups) == ["wrong"]


def test_keys_open_to_others_are_noticed_and_closed(place: Path) -> None:
    heads.public_key()
    assert "wrong" not in states(checks.keys)
    (place / "keys" / "heads.key").touch()
    (place / "keys" / "heads.key").chmod(0o640)
    assert "wrong" in states(checks.keys)
    main(["doctor", "--mend"])
    assert "wrong" not in states(checks.keys)


def test_a_year_without_a_calendar_is_told_from_october_of_the_year_before() -> None:
    def told(day: date) -> bool:
        with clock.at(day):
            return any("lịch nghỉ của năm này" in finding.message for finding in checks.rules())

    assert [told(date(2090, 1, 1)), told(date(2026, 9, 30))] == [True, False]


def test_a_worker_that_is_down_and_work_nobody_does_are_told() -> None:
    assert states(checks.worker) == ["know"]
    now = clock.now()
    Tick.objects.create(name=ALIVE, last_at=now)
    assert states(checks.worker) == []
    Job.objects.create(kind="x", asked_at=now, due_at=now - timedelta(hours=1))
    Job.objects.create(kind="y", state="failed", asked_at=now, due_at=now, last_error="ValueError, x.py:3")
    assert states(checks.worker) == ["wrong", "wrong"]


@pytest.mark.parametrize(
    ("address", "state"),
    [("", "know"), ("http://a.example", "know"), ("https://10.0.0.5", "know"), ("https://a.example", "good")],
)
def test_tls_and_a_name_are_asked_for(settings: SimpleNamespace, address: str, state: str) -> None:
    settings.PUBLIC_ADDRESS, settings.HAS_TLS = address, address.startswith("https://")
    assert states(checks.tls) == [state]


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert states(checks.space) == ["good"]
    monkeypatch.setattr(checks, "FREE_BYTES", 10**18)
    assert states(checks.space) == ["wrong"]


def test_a_clock_behind_the_book_is_told() -> None:
    record([NewEntry("journal.personal_erased", None)], actor=SimpleNamespace(account_id=None, on_behalf_of=None))
    assert states(checks.clock_moves_on) == []
    with clock.at(date(2001, 1, 1)):
        assert states(checks.clock_moves_on) == ["wrong"]


def test_what_is_only_worth_knowing_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("liemchinh.cli.doctor.CHECKS", (checks.tls,))
    assert main(["doctor"]) == 0 and "Không có gì phải sửa." in capsys.readouterr().out
    monkeypatch.setattr("liemchinh.cli.doctor.CHECKS", (lambda: iter([checks.Finding("x", "wrong", "Hỏng.", "Sửa.")]),))
    assert main(["doctor"]) == 1 and "→ Sửa." in capsys.readouterr().out
