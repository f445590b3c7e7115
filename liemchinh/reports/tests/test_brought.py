"""A branch without the software: a workbook goes out with what is recorded, comes back filled, and is taken in whole or not at all."""

import io
from datetime import date
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.figures.periods import Period
from liemchinh.imports.reading import Unreadable
from liemchinh.journal.models import Entry
from liemchinh.journal.services import last_sequence
from liemchinh.reports import recount, recount_written
from liemchinh.reports.brought import taking
from liemchinh.reports.brought.blank import blank_of
from liemchinh.reports.brought.making import CELL, CODE, SURE, as_workbook
from liemchinh.reports.brought.reading import FilledIn, read_filled
from liemchinh.reports.brought.taking import take_workbook
from liemchinh.reports.collecting import call_for_reports, lines_of
from liemchinh.reports.handed import stand_of
from liemchinh.reports.models import Call, Prose, Report
from liemchinh.reports.words import SUBMITTED
from liemchinh.reports.writing import start_report, write_prose
from liemchinh.returns.models import Amount
from liemchinh.tasks.addressing import To
from regulations.answers import Refused
from tests.permissions_of_returns import called as asked_for
from tests.permissions_of_returns import quantity
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
TODAY, HALF = date(2026, 3, 3), Period(date(2026, 1, 1), date(2026, 6, 30))


def called(world: World, *, numbers: bool = True) -> Call:
    """A call of the commune to its branches; with a number of February asked of them as well."""
    if numbers:
        asked_for(world, [quantity(world, "commune")], To(world.places["commune"], ("branch",)))
    own = start_report(world.places["commune"], "s:members_work", "half", HALF, actor=CONSOLE)
    return call_for_reports(own.pk, To(world.places["commune"], ("branch",)), TODAY, actor=world.actor("nam"))


def filled(data: bytes, cells: dict[str, Any], *, sure: bool = False) -> bytes:
    """The workbook with something in the cells of lines whose codes begin so."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        told = next((value for code, value in cells.items() if str(row[CODE].value or "").startswith(code)), None)
        if told is not None:
            row[CELL].value = told
            row[SURE].value = "x" if sure else None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def part(code: str, cells: dict[str, Any]) -> dict[str, Any]:
    return {f"P.0.{code}": cells}


GOOD = {"N.": 7, "P.0.II.1": "Nền nếp giữ vững.\nDòng hai.", "P.0.II.2": "Còn {members} người."}


def read(world: World, call: Call, cells: dict[str, Any]) -> FilledIn:
    return read_filled(filled(as_workbook(blank_of(call, world.places["branch"])), cells), "chi-bo.xlsx")


def codes(refused: Any) -> list[str]:
    return sorted(one.code.removeprefix("reports.") for one in refused.value.refusals)


def test_what_is_recorded_stands_in_it_and_only_the_rest_is_to_be_filled_in(world: World) -> None:
    call = called(world)
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(blank_of(call, world.places["branch"]))))
    fill_in, recorded = book.worksheets
    assert fill_in.protection.sheet and recorded.protection.sheet
    opened = [cell.coordinate for row in fill_in.iter_rows() for cell in row if not cell.protection.locked]
    kinds = [str(fill_in.cell(row, 1).value).split(".")[0] for row in range(7, fill_in.max_row + 1)]
    assert kinds == ["N", "P", "P"] and opened == ["D7", "E7", "D8", "D9"]
    told = [cell.value for row in recorded.iter_rows() for cell in row if cell.value]
    assert "Đảng viên có đến cuối kỳ" in told and any(str(one).startswith("Đến cuối kỳ có ") for one in told)
    assert "Thạch Vĩnh Phúc" not in "".join(map(str, told)), "numbers alone, nobody's name"


def test_a_filled_workbook_becomes_a_report_that_is_sent_with_its_numbers(world: World) -> None:
    call = called(world)
    taken = take_workbook(call.pk, read(world, call, GOOD), actor=world.actor("nam"))
    report = Report.objects.get(pk=taken.report)
    assert taken.is_new and stand_of(report).kind == SUBMITTED and report.organisation_id == world.places["branch"]
    texts = dict(Prose.objects.filter(report=report, cancelled_by=None).values_list("part", "text"))
    assert texts == {"II.1": "Nền nếp giữ vững.\nDòng hai.", "II.2": "Còn {members} người."}
    assert list(Amount.objects.values_list("value", flat=True)) == [7]
    assert [line.name for line in lines_of(call, TODAY) if line.sent_on] == ["Chi bộ ấp Gò Cát"]
    assert not list(recount.differences()) and not list(recount_written.differences())


def test_the_same_file_twice_changes_nothing_and_another_is_refused(world: World) -> None:
    call, nam = called(world), world.actor("nam")
    told = read(world, call, GOOD)
    first = take_workbook(call.pk, told, actor=nam)
    last = last_sequence()
    again = take_workbook(call.pk, told, actor=nam)
    assert (again.report, again.is_new, last_sequence()) == (first.report, False, last)
    for other in (GOOD | {"N.": 8}, GOOD | {"P.0.II.1": "Khác."}):
        book = filled(as_workbook(blank_of(Call.objects.get(pk=call.pk), world.places["sibling"])), other)
        changed = read_filled(book, "x.xlsx")
        with pytest.raises(Refused) as refused:
            take_workbook(
                call.pk,
                FilledIn(call.pk, world.places["branch"], changed.numbers, changed.sure, changed.texts),
                actor=nam,
            )
        assert codes(refused) == ["file-sent"]
    assert last_sequence() == last


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(world: World) -> None:
    call, nam, last = called(world), world.actor("nam"), 0
    last = last_sequence()
    wrong = read(world, call, GOOD | {"N.": "bảy", "P.0.II.1": "=1/0"})
    assert [fault.message.split(":")[0] for fault in wrong.faults] == ["Ô D7"] or len(wrong.faults) == 2
    with pytest.raises(Refused):
        take_workbook(call.pk, wrong, actor=nam)
    bad = read(world, call, GOOD | {"P.0.II.1": "Có {nobody} người.", "P.0.II.2": "Có {nothing} người."})
    with pytest.raises(Refused) as refused:
        take_workbook(call.pk, bad, actor=nam)
    assert codes(refused) == ["no-figure", "no-figure"]
    assert [one.message.split(":")[0] for one in refused.value.refusals] == ["II.1", "II.2"]
    assert last_sequence() == last and not Prose.objects.exists() and not Amount.objects.exists()


def test_lines_taken_out_or_put_in_are_counted(world: World) -> None:
    call, nam = called(world), world.actor("nam")
    told = read(world, call, GOOD)
    texts = {"II.1": told.texts["II.1"], "IX.9": told.texts["II.2"]}
    with pytest.raises(Refused) as refused:
        take_workbook(call.pk, FilledIn(call.pk, told.organisation, told.numbers, texts=texts), actor=nam)
    assert codes(refused) == ["file-gone", "file-more"]


@pytest.mark.parametrize("step", ["begin_asked_report", "write_prose", "send_return", "submit_report"])
def test_broken_off_at_any_step_nothing_is_there_and_it_can_be_brought_again(world: World, step: str) -> None:
    call, nam = called(world), world.actor("nam")
    told, last, honest = read(world, call, GOOD), last_sequence(), getattr(taking, step)

    def broken(*given: Any, **named: Any) -> Any:
        honest(*given, **named)
        raise KeyboardInterrupt

    with patch.object(taking, step, broken), pytest.raises(KeyboardInterrupt):
        take_workbook(call.pk, told, actor=nam)
    assert last_sequence() == last and not Report.objects.filter(organisation_id=world.places["branch"]).exists()
    assert take_workbook(call.pk, told, actor=nam).is_new


def test_what_was_written_in_the_software_meanwhile_is_not_lost(world: World) -> None:
    call, nam = called(world), world.actor("nam")
    told = read(world, call, GOOD)
    from liemchinh.reports.collecting import begin_asked_report

    report = begin_asked_report(call.pk, world.places["branch"], actor=world.actor("chi"))
    write_prose(report.pk, "II.1", "Của Chi.", seen=0, actor=world.actor("chi"))
    with pytest.raises(Refused) as refused:
        take_workbook(call.pk, told, actor=nam)
    assert codes(refused) == ["written-between"] and Prose.objects.get(cancelled_by=None).text == "Của Chi."


def test_a_file_of_another_call_and_of_a_place_out_of_reach_is_refused(world: World) -> None:
    call, nam = called(world), world.actor("nam")
    told = read(world, call, GOOD)
    for place, number in (("branch", call.pk + 1), ("commune", call.pk)):
        with pytest.raises(Refused) as refused:
            take_workbook(call.pk, FilledIn(number, world.places[place], told.numbers, texts=told.texts), actor=nam)
        assert codes(refused) == ["file-other"]
    for who in ("chi", "dung", "giang"):
        with pytest.raises(Refused):
            take_workbook(
                call.pk,
                FilledIn(call.pk, world.places["sibling"], told.numbers, texts=told.texts),
                actor=world.actor(who),
            )


def test_files_that_are_no_such_workbook_are_said_to_be_so(world: World) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    for data, name in (
        (b"", "a.xlsx"), (b"PK\x03\x04rubbish", "a.xlsx"), (b"a;b", "a.csv"), (out.getvalue(), "a.xlsx"), (b"%PDF-1.7", "a.pdf"),
    ):  # fmt: skip
        with pytest.raises(Unreadable):
            read_filled(data, name)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_filled(data, "a.xlsx")


def test_through_the_pages_it_goes_out_and_comes_back(world: World) -> None:
    call, client = called(world), world.client("nam")
    page = client.get(reverse("reports:call", args=[call.pk])).content.decode()
    address = reverse("reports:blank", args=[call.pk, world.places["branch"]])
    bring = reverse("reports:bring", args=[call.pk])
    assert address in page and bring in page
    answer = client.post(address)
    assert Entry.objects.filter(kind="figures.exported", organisation_id=world.places["branch"]).count() == 1
    for cells, status in ((GOOD | {"N.": "bảy"}, 422), (GOOD, 302), (GOOD, 302)):
        sent = client.post(bring, {"file": SimpleUploadedFile("chi-bo.xlsx", filled(answer.content, cells))})
        assert sent.status_code == status
        if status == 422:
            assert "không phải số nguyên từ 0" in sent.content.decode()
    assert "không có gì thay đổi" in client.get(sent.url).content.decode()
    assert client.post(bring, {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7")}).status_code == 422
