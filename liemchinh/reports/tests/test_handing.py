"""A report goes up, comes back, goes up again, is approved, signed, locked; what was found is confirmed one by one or nothing is signed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import verify
from liemchinh.reports import filling as real
from liemchinh.reports.checking import Finding
from liemchinh.reports.handed import above_of, last_signed, reports_in, stand_of
from liemchinh.reports.handing import approve_report, faults_of_writing, open_again, return_report, submit_report
from liemchinh.reports.models import FrozenList, Handing, Prose, Report, Snapshot
from liemchinh.reports.recount import differences
from liemchinh.reports.signing import checked, sign_report
from liemchinh.reports.snapshots import packed, unpacked
from liemchinh.reports.sources import Filled
from liemchinh.reports.tests.small_reports import a_report, fill, filling
from liemchinh.reports.waiting import waiting
from liemchinh.reports.writing import give_up_report, write_prose
from regulations.answers import Refused
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)
TODAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _filled() -> Iterator[None]:
    with filling():
        yield


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code.removeprefix("reports.") for fault in refused.value.refusals)


def approved(world: World, place: str = "commune", first: date = FIRST, last: date = LAST) -> Report:
    report = a_report(world.places[place], first, last)
    submit_report(report.pk, actor=world.actor("nam"))
    approve_report(report.pk, actor=world.actor("giang"))
    return report


def signed(world: World, number: str = "12-BC/ĐU") -> Snapshot:
    report, nam = approved(world), world.actor("nam")
    keys = [one.key for one in checked(report, actor=nam).open]
    return sign_report(report.pk, number=number, confirmed=keys, actor=nam)


def test_a_report_goes_up_comes_back_goes_up_and_is_approved_by_another(world: World) -> None:
    nam, an, giang = world.actor("nam"), world.actor("an"), world.actor("giang")
    report = a_report(world.places["commune"], FIRST, LAST)
    assert above_of(report.organisation_id, TODAY) == world.places["district"]
    assert above_of(world.places["province"], TODAY) == world.places["province"]
    assert stand_of(report).is_written and faults_of_writing(report) == []
    submit_report(report.pk, actor=nam)
    assert [one.pk for one in reports_in("submitted", [report.organisation_id])] == [report.pk]
    assert [fault.code for fault in faults_of_writing(report)] == ["reports.locked"], (
        "nothing moves under whoever reads it"
    )
    with pytest.raises(Refused) as refused:
        submit_report(report.pk, actor=nam)
    assert codes(refused) == ["locked"]
    with pytest.raises(Refused):
        approve_report(report.pk, actor=nam)
    with pytest.raises(Refused) as refused:
        return_report(report.pk, "a whim", actor=giang)
    assert codes(refused) == ["reason"]
    return_report(report.pk, "figures", actor=giang)
    assert stand_of(report).is_written and stand_of(report).step == Handing.objects.get(kind="returned")
    submit_report(report.pk, actor=an)
    with pytest.raises(Refused) as refused:
        approve_report(report.pk, actor=an)
    assert codes(refused) == ["own"]
    with pytest.raises(Refused) as refused:
        sign_report(report.pk, number="1", actor=nam)
    assert codes(refused) == ["not-waiting"], "not before it is approved"
    approve_report(report.pk, actor=giang)
    kinds = Entry.objects.filter(kind__startswith="reports.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["reports.submitted", "reports.returned", "reports.submitted", "reports.approved"]
    assert list(differences()) == []


def test_nothing_is_signed_silently(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    report, nam = approved(world), world.actor("nam")
    found = [Finding("parts", "B1.1.1", "x", 3, 4), Finding("jump", "B1.4.1", "y", 1, 9, told=True)]
    monkeypatch.setattr("liemchinh.reports.signing.findings_of", lambda *_a, **_k: found)
    for confirmed in ([], ["jump:B1.4.1:1:9"], ["parts:B1.1.1:3:5"]):
        with pytest.raises(Refused) as refused:
            sign_report(report.pk, number="1", confirmed=confirmed, actor=nam)
        assert codes(refused) == ["unconfirmed"]
    assert not Snapshot.objects.exists()
    sign_report(report.pk, number="1", confirmed=[found[0].key], actor=nam)
    assert b'"confirmed":["parts:B1.1.1:3:4"]' in bytes(Entry.objects.get(kind="reports.signed").payload)


def test_signing_freezes_everything_and_locks(world: World) -> None:
    snapshot = signed(world)
    report = snapshot.report
    assert snapshot.head_hash == bytes(Entry.objects.get(sequence=snapshot.head).hash).hex()
    assert Entry.objects.get(kind="reports.signed").sequence == snapshot.head + 1
    lists = {row.figure: row for row in FrozenList.objects.filter(snapshot=snapshot)}
    assert lists["B1.1.1"].count == 4 and len(unpacked(lists["B1.1.1"].ids)) == 4, "two branches of two members each"
    assert {row.person for row in unpacked(lists["B1.1.1"].ids)} == {
        world.people[name] for name in ("branch", "sibling", "binh", "em")
    }
    assert bytes(lists["B1.6.1"].ids) == b"" and lists["B1.6.1"].digest, "of conduct only how many, and a digest"
    assert {row.organisation for row in unpacked(lists["tree"].ids)} == {
        world.places[one] for one in ("commune", "branch", "sibling")
    }
    nam = world.actor("nam")
    for act in (submit_report, approve_report):
        with pytest.raises(Refused):
            act(report.pk, actor=world.actor("an"))
    with pytest.raises(Refused) as refused:
        sign_report(report.pk, number="2", actor=nam)
    assert codes(refused) == ["locked"]
    assert [fault.code for fault in faults_of_writing(report)] == ["reports.locked"]
    assert list(differences()) == [] and verify().ok


def test_a_signed_report_is_opened_again_as_a_new_one_that_names_it(world: World) -> None:
    old, nam = signed(world).report, world.actor("nam")
    new = open_again(old.pk, actor=nam)
    assert new.replaces == old and stand_of(new).is_written and stand_of(old).kind == "signed"
    assert Prose.objects.get(report=new).text == "Nền nếp giữ vững."
    with pytest.raises(Refused) as refused:
        open_again(old.pk, actor=nam)
    assert codes(refused) == ["opened-again"]
    with pytest.raises(Refused) as refused:
        open_again(new.pk, actor=nam)
    assert codes(refused) == ["not-signed"]
    assert list(differences()) == []


def test_every_part_of_a_report_opened_again_is_written_anew_and_it_can_still_be_given_up(world: World) -> None:
    nam = world.actor("nam")
    old = a_report(world.places["commune"], FIRST, LAST, source="members_work", number=1)
    for part in ("II.1", "II.2"):
        write_prose(old.pk, part, "Nền nếp giữ vững.", seen=0, actor=nam)
    submit_report(old.pk, actor=nam)
    approve_report(old.pk, actor=world.actor("giang"))
    sign_report(old.pk, number="12", confirmed=[one.key for one in checked(old, actor=nam).open], actor=nam)
    new = open_again(old.pk, actor=nam)
    for part in ("II.1", "II.2"):
        write_prose(new.pk, part, "Viết lại.", seen=new.recorded_by, actor=nam)
        write_prose(new.pk, part, "Lại viết.", seen=Entry.objects.latest("sequence").sequence, actor=nam)
    give_up_report(new.pk, actor=nam)
    written = Entry.objects.filter(kind="reports.written", sequence__gt=new.recorded_by).order_by("sequence")
    first, _second, third, _fourth = (entry.sequence for entry in written)
    assert [entry.cancels_id for entry in written] == [None, first, None, third]
    assert Entry.objects.get(kind="reports.given_up").cancels_id == new.recorded_by
    assert verify().ok


def test_the_last_report_is_that_of_the_period_before(world: World) -> None:
    snapshot = signed(world)
    half = a_report(world.places["commune"], date(2026, 1, 1), date(2026, 6, 30))
    assert last_signed(half) == snapshot.report and last_signed(snapshot.report) is None
    found = checked(half, actor=world.actor("nam")).findings
    assert [one.kind for one in found if one.kind in ("opening", "jump")] == []


def test_what_is_changed_behind_the_programs_back_shows_on_verification(world: World) -> None:
    snapshot = signed(world)
    told = f"Báo cáo đã ký (số {snapshot.recorded_by} trong sổ): điều đang lưu khác với sổ."
    row = FrozenList.objects.get(snapshot=snapshot, figure="B1.1.1")
    fewer, kept, content = packed(unpacked(row.ids)[:-1]), bytes(row.ids), bytes(snapshot.content)
    lists, snapshots = FrozenList.objects.filter(pk=row.pk), Snapshot.objects.filter(pk=snapshot.pk)
    for rows, weak, back in (
        (lists, {"ids": fewer}, {"ids": kept}),
        (lists, {"count": 5}, {"count": 4}),
        (lists, {"ids": b""}, {"ids": kept}),
        (snapshots, {"content": content.replace(b'"value":4', b'"value":5')}, {"content": content}),
        (snapshots, {"code": "X"}, {"code": snapshot.code}),
    ):
        rows.update(**weak)
        assert told in list(differences())
        rows.update(**back)
        assert list(differences()) == []
    step = Handing.objects.get(kind="submitted")
    Handing.objects.filter(pk=step.pk).update(content=b"{}")
    assert len(list(differences())) == 1


def test_a_figure_that_moved_after_it_was_approved_is_confirmed_before_it_is_signed(world: World) -> None:
    report, nam = approved(world), world.actor("nam")
    assert checked(report, actor=nam).open == []

    def moved(one: Report, actor: object) -> Filled:
        made = fill(one, actor)
        section = made.content.sections[0]
        table = section.parts[0]
        first = table.rows[0]
        cells = (replace(first.cells[0], value=99), *first.cells[1:])
        table = replace(table, rows=(replace(first, cells=cells), *table.rows[1:]))
        return replace(
            made, content=replace(made.content, sections=(replace(section, parts=(table, *section.parts[1:])),))
        )

    with patch.object(real, "filled_report", moved):
        kinds = sorted(one.kind for one in checked(report, actor=nam).open)
    assert kinds == ["changed", "parts"]


def test_the_machine_signs_nothing(world: World) -> None:
    report = approved(world)
    for actor in (CONSOLE, world.actor("console as nam")):
        with pytest.raises(Refused):
            sign_report(report.pk, number="1", actor=actor)
    with clock.at(TODAY), pytest.raises(Refused) as refused:
        submit_report(10**6, actor=CONSOLE)
    assert codes(refused) == ["gone"]


def test_however_many_reports_wait_home_asks_the_same_number_of_times(world: World) -> None:
    giang, nam = world.actor("giang"), world.actor("nam")

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            found = waiting(giang, TODAY)
        return len(found), len(queries)

    submit_report(a_report(world.places["commune"], FIRST, LAST).pk, actor=nam)
    waits, queries = asked()
    for year in (2020, 2021, 2022):
        before = a_report(world.places["commune"], date(year, 7, 1), date(year, 12, 31))
        submit_report(before.pk, actor=nam)
    assert asked() == (waits + 3, queries)
