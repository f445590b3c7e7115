"""An office's own workbook filled for a report: of its organisation, for its period; of a signed one with what was signed."""

import io
from datetime import date

import pytest
import xlsxwriter
from openpyxl import load_workbook

from liemchinh.figures.periods import Period
from liemchinh.filling import services
from liemchinh.filling.models import Blank
from liemchinh.filling.periods import START, YEAR_BEFORE, When
from liemchinh.filling.values import Wish
from liemchinh.journal.models import Entry
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.reports import handing, signing, writing
from liemchinh.reports.filling import fill
from liemchinh.reports.models import Report
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
HALF, SHEET = (date(2025, 7, 1), date(2025, 12, 31)), "Trang 1"


def blank_of(world: World, place: str, *wishes: Wish) -> int:
    """A workbook with one line for each wish, kept by a place, and what stands in each."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, ("Tiêu chí", "Kỳ này"))
        for row, _wish in enumerate(wishes, start=1):
            sheet.write(row, 0, f"Dòng {row}")
        sheet.write_formula(len(wishes) + 1, 1, "=SUM(B2:B3)")
    kept = services.keep_blank(out.getvalue(), "a.xlsx", "Mẫu cấp trên gửi", world.places[place], actor=CONSOLE)
    chosen = [services.Chosen(SHEET, row, 1, wish) for row, wish in enumerate(wishes, start=1)]
    services.choose_slots(kept, chosen, actor=CONSOLE)
    return kept


def begun(world: World, place: str) -> Report:
    return writing.start_report(world.places[place], "s:members_work", "since", Period(*HALF), actor=CONSOLE)


def taken(world: World, who: str, report: Report, blank: int) -> list[object]:
    """What stands in column B of the file somebody takes."""
    answer = world.client(who).post(f"/reports/{report.pk}/workbooks/{blank}/")
    assert answer.status_code == 200, answer.content.decode()
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))[SHEET]
    return [row[0] for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2, values_only=True)]


def test_cells_of_the_office_above_become_those_of_the_report_and_its_period(world: World) -> None:
    own, elsewhere = world.places["district"], world.places["other_branch"]
    wishes = [
        Wish("members", own),
        Wish("members", own, When(YEAR_BEFORE)),
        Wish("members", own, When(START)),
        Wish("members", elsewhere),
    ]
    blank = blank_of(world, "district", *wishes, Wish("members", world.places["branch"]))
    report = begun(world, "commune")
    now, before = fill(report, actor=CONSOLE).tables()[0].rows[0].cells[:2]
    assert now.value == 4
    assert taken(world, "nam", report, blank) == [now.value, before.value, 4, None, 2, "=SUM(B2:B3)"]
    page = world.client("nam").get(f"/reports/{report.pk}/workbooks/{blank}/").content.decode()
    assert "Chi bộ Cửa Đại" not in page and "ngoài phạm vi" in page
    entry = Entry.objects.get(kind="figures.exported")
    assert (entry.organisation_id, entry.effective_on) == (world.places["commune"], HALF[1])


def test_of_a_signed_report_it_says_what_was_signed_whatever_the_book_became(world: World) -> None:
    report = begun(world, "commune")
    blank = blank_of(world, "commune", Wish("members", world.places["commune"]))
    handing.submit_report(report.pk, actor=CONSOLE)
    handing.approve_report(report.pk, actor=world.actor("oanh"))
    keys = [one.key for one in signing.checked(report, actor=world.actor("oanh")).open]
    signing.sign_report(report.pk, number="1-BC", confirmed=keys, actor=world.actor("oanh"))
    change = Change(world.people["branch"], acts=[NewAct("died", date(2025, 12, 1), world.places["branch"])])
    assert not record_changes([change], actor=world.actor("an"))[0].refusals
    assert fill(Report.objects.get(pk=report.pk), actor=CONSOLE).tables()[0].rows[0].cells[0].value == 3
    assert taken(world, "nam", report, blank)[0] == 4


def test_only_who_may_take_figures_out_fills_and_only_workbooks_of_the_place_or_above(world: World) -> None:
    report = begun(world, "commune")
    own, beside = (blank_of(world, place, Wish("members", world.places[place])) for place in ("commune", "other"))
    below = blank_of(world, "branch", Wish("members", world.places["branch"]))
    answers = {
        (who, blank): world.client(who).get(f"/reports/{report.pk}/workbooks/{blank}/").status_code
        for who in ("nam", "hien", "chi")
        for blank in (own, beside, below)
    }
    assert [pair for pair, status in answers.items() if status == 200] == [("nam", own)]
    assert set(answers.values()) == {200, 404}
    page = world.client("nam").get(f"/reports/{report.pk}/workbooks/").content.decode()
    assert page.count("Mẫu cấp trên gửi") == 1
    assert Blank.objects.count() == 3
