"""The sums of a large report are made by a job: in one go, with progress, left and resumed; then the report opens at once."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.figures.keeping import making, own
from liemchinh.figures.models import Kept, NodeVector, OwnVector, Profile, TreeChange
from liemchinh.figures.periods import Period
from liemchinh.jobs.models import Job, Tick
from liemchinh.jobs.queries import ALIVE
from liemchinh.jobs.running import run_once
from liemchinh.journal import clock
from liemchinh.reports import preparing
from liemchinh.reports.filling import fill
from liemchinh.reports.models import Report
from liemchinh.reports.preparing import JOB, has_to_wait, missing, needed, prepare
from liemchinh.reports.writing import start_report
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """In the database of the tests nothing is kept from one to the next."""
    for model in (OwnVector, NodeVector, TreeChange, Profile, Kept):
        model._default_manager.all().delete()
    yield


def begun(world: World, place: str = "province", definition: str = "members_half") -> Report:
    return start_report(world.places[place], f"s:{definition}", "year", YEAR, actor=CONSOLE)


def alive() -> None:
    Tick.objects.update_or_create(name=ALIVE, defaults={"last_at": clock.now()})


def test_all_months_of_a_report_are_made_at_once_and_filling_makes_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = begun(world)
    (wanted,) = needed(report)
    assert {202312, 202412, 202512} <= set(wanted.months) and missing(report) >= len(wanted.months)
    steps: list[int] = []
    prepare(report, lambda done, total: steps.append(100 * done // total))
    assert steps == sorted(steps) and (steps[0], steps[-1]) == (0, 100) and missing(report) == 0
    made: list[int] = []
    honest = own.build
    monkeypatch.setattr(own, "build", lambda *given: made.append(1) or honest(*given))
    fill(report, actor=world.actor("an"))
    assert made == []


def test_killed_between_two_pieces_the_job_goes_on_where_it_stopped(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PIECE", 1)
    report, honest, counted = begun(world), making._keep_own, list[int]()

    def killed(organisations: Any, months: Any) -> bool:
        if len(counted) == 2:
            raise KeyboardInterrupt
        counted.extend(organisations)
        return honest(organisations, months)

    monkeypatch.setattr(making, "_keep_own", killed)
    with pytest.raises(KeyboardInterrupt):
        prepare(report, lambda done, total: None)
    stands = set(OwnVector.objects.values_list("organisation_id", flat=True))
    assert stands == set(counted) and len(stands) == 2
    made: list[int] = []
    build = own.build
    monkeypatch.setattr(making, "_keep_own", honest)
    monkeypatch.setattr(own, "build", lambda group, months: made.extend(group) or build(group, months))
    prepare(report, lambda done, total: None)
    assert missing(report) == 0 and not stands & set(made), "what was made is not made twice"


def test_whoever_opens_a_large_report_sees_how_far_it_is_and_then_the_report(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "FEW", 0)
    report, client = begun(world), world.client("an")
    Job.objects.all().delete()
    one, way, page = (reverse(f"reports:{name}", args=[report.pk]) for name in ("one", "way", "prepare"))
    assert client.get(one).status_code == 200 and missing(report) == 0, (
        "where no worker runs the page makes them itself"
    )
    NodeVector.objects.all().delete()
    OwnVector.objects.all().delete()
    alive()
    assert has_to_wait(report) and client.get(one).url == page and client.get(way).url == page
    assert "Báo cáo này đếm nhiều tổ chức" in client.get(page).content.decode() and not Job.objects.exists()
    assert client.post(page).url == page
    job = Job.objects.get(kind=JOB, reference_id=report.pk)
    going = client.get(page, headers={"X-Part": "1"}).content.decode()
    assert "data-refresh" in going and "Phần trăm đã đếm" in going and "<html" not in going
    while Job.objects.filter(pk=job.pk, state__in=["waiting", "running"]).exists():
        assert run_once()
    assert "Số liệu đã sẵn sàng." in client.get(page).content.decode() and client.get(one).status_code == 200


def test_a_report_that_is_begun_asks_for_the_job_and_one_that_is_gone_needs_none(world: World) -> None:
    report = begun(world)
    job = Job.objects.get(kind=JOB, reference_id=report.pk)
    assert job.due_at <= clock.now() + timedelta(minutes=1)
    Report.objects.filter(pk=report.pk).update(cancelled_by=report.recorded_by)
    assert run_once() and not OwnVector.objects.exists()
