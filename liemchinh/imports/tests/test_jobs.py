"""Uploads: kept under a key until the verdict; worked off behind the screen; cleared away when nobody comes back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from liemchinh.access.models import RoleGrant
from liemchinh.imports import drafting, jobs, uploads
from liemchinh.imports.files import mappings_of
from liemchinh.imports.models import RememberedMapping, RowVerdict, Run, WaitingRow
from liemchinh.imports.reading import Unreadable
from liemchinh.imports.services import How
from liemchinh.imports.tests.builders import csv_text
from liemchinh.imports.tests.taking import assert_whole
from liemchinh.jobs.models import Job
from liemchinh.jobs.running import run_once
from liemchinh.journal import clock
from liemchinh.members.models import Person
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LIST = csv_text(
    [
        ("Họ tên đ/c", "Sinh", "Ngày vào Đảng", "Tôn giáo"),
        ("Ngô Văn Mới", "1971", "2016", "bí mật"),
        ("Ngô Thị Mai", "1972", "hôm kia", ""),
    ]
).encode()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Uploads lie in a folder of this test's own."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    yield tmp_path / "uploads"


def begun(world: World, data: bytes = LIST, who: str = "nam", where: str = "branch") -> Run:
    actor = world.actor(who)
    run = drafting.begin_draft(data, "C:\\Hồ sơ\\danh sách.csv", actor=actor)
    drafting.choose_target(run.pk, How("", world.places[where]), actor=actor)
    run.refresh_from_db()
    reading = drafting.open_upload(run)
    return drafting.begin(run.pk, mappings_of(reading, run.mappings), reading.count, actor=actor)


def test_an_upload_lies_unreadable_until_its_verdict_and_then_is_gone(world: World, place: Path) -> None:
    run = begun(world)
    stored = (place / str(run.pk)).read_bytes()
    assert "Ngô".encode() not in stored and (place / str(run.pk)).stat().st_mode & 0o777 == 0o600
    assert run_once()
    run.refresh_from_db()
    assert (run.state, run.accepted, run.rejected, run.upload_key, run.file_name) == (
        Run.DONE,
        1,
        1,
        None,
        "danh sách.csv",
    )
    assert list(place.iterdir()) == []
    assert len(run.file_digest) == 64
    assert_whole()


def test_the_worker_writes_as_the_account_that_began(world: World, place: Path) -> None:
    from liemchinh.journal.models import Entry

    begun(world)
    run_once()
    who = set(
        Entry.objects.filter(kind__in=["members.registered", "imports.finished"]).values_list("account_id", flat=True)
    )
    assert who >= {world.accounts["nam"].pk}
    assert Entry.objects.get(kind="imports.finished").account_id == world.accounts["nam"].pk


def test_a_right_withdrawn_meanwhile_ends_the_run(world: World, place: Path) -> None:
    run = begun(world)
    RoleGrant.objects.filter(account=world.accounts["nam"]).update(cancelled_by=1)
    before = Person.objects.count()
    run_once()
    run.refresh_from_db()
    assert (run.state, Person.objects.count(), list(place.iterdir())) == (Run.STOPPED, before, [])
    assert "vai trò" in run.stopped_because


def test_an_upload_that_is_gone_ends_the_run_with_a_word(world: World, place: Path) -> None:
    run = begun(world)
    (place / str(run.pk)).write_bytes(b"other")
    run_once()
    run.refresh_from_db()
    assert (run.state, "không còn trên máy chủ" in run.stopped_because) == (Run.STOPPED, True)
    assert Job.objects.get().state == "done"


def test_a_job_begun_again_goes_on_where_it_stopped(world: World, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from liemchinh.imports import services

    monkeypatch.setattr(services, "PIECE", 1)
    run = begun(world)
    kept, failing = services._keep, [True, False, False]

    def once(*args: object) -> None:
        kept(*args)  # type: ignore[arg-type]
        if run.verdicts.count() == 2 and failing.pop(0):
            raise OSError("power")

    monkeypatch.setattr(services, "_keep", once)
    run_once()
    assert Run.objects.get(pk=run.pk).position == 1
    Job.objects.update(due_at=clock.now())
    run_once()
    run.refresh_from_db()
    assert (run.state, run.read, run.verdicts.count()) == (Run.DONE, 2, 2)


def test_how_columns_were_read_is_remembered_without_what_is_never_taken(world: World, place: Path) -> None:
    actor = world.actor("nam")
    run = drafting.begin_draft(LIST, "ds.csv", actor=actor)
    drafting.choose_target(run.pk, How("", world.places["branch"]), actor=actor)
    reading = drafting.open_upload(run)
    corrected = reading.tables[0].mapping.with_field(0, "full_name").with_field(1, "birth")
    drafting.choose_mapping(run.pk, 0, corrected.to_json(), actor=actor)
    run.refresh_from_db()
    drafting.begin(run.pk, mappings_of(reading, run.mappings), 2, actor=actor)
    run_once()
    kept = RememberedMapping.objects.get()
    assert kept.mapping["fields"] == {"0": "full_name", "1": "birth", "2": "admitted_on"}
    assert "giáo" not in str(kept.mapping) and kept.account_id == world.accounts["nam"].pk
    assert mappings_of(drafting.read(LIST, "ds.csv"), {})[0].fields == {"full_name": 0, "birth": 1, "admitted_on": 2}  # type: ignore[union-attr]


def test_the_same_file_cannot_be_begun_twice_at_once(world: World, place: Path) -> None:
    begun(world)
    with pytest.raises(Refused):
        begun(world)


def test_a_draft_is_its_owners_alone(world: World, place: Path) -> None:
    run = drafting.begin_draft(LIST, "ds.csv", actor=world.actor("nam"))
    for name in ("an", "dung", "lan", "console"):
        with pytest.raises(Refused):
            drafting.discard(run.pk, actor=world.actor(name))
    drafting.discard(run.pk, actor=world.actor("nam"))
    assert (Run.objects.count(), list(place.iterdir())) == (0, [])


def test_what_is_no_table_is_not_kept(world: World, place: Path) -> None:
    for data, name in ((b"", "a.csv"), (b"%PDF-1.7", "a.pdf"), (b"PK\x03\x04", "a.xlsx")):
        with pytest.raises(Unreadable):
            drafting.begin_draft(data, name, actor=world.actor("nam"))
    assert (Run.objects.count(), uploads.stray()) == (0, [])


def test_what_nobody_comes_back_to_is_cleared_away(world: World, place: Path) -> None:
    draft = drafting.begin_draft(LIST, "ds.csv", actor=world.actor("nam"))
    done = begun(world)
    run_once()
    (place / "999").write_bytes(b"x")
    jobs.clear()
    assert (uploads.stray(), RowVerdict.objects.count()) == ([draft.pk], 2)
    Run.objects.update(moved_at=clock.now() - timedelta(days=8), ended_at=clock.now() - timedelta(days=91))
    jobs.clear()
    draft.refresh_from_db()
    assert (draft.state, draft.upload_key, uploads.stray()) == (Run.STOPPED, None, [])
    assert (RowVerdict.objects.filter(run=done).count(), WaitingRow.objects.count()) == (0, 0)
