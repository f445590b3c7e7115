"""The badge register (form 5-HHĐ) as a workbook for A4: batch, badge, member, dates, who receives it. What is not collected says so."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from django.db.models import Min

from liemchinh.access.actor import Actor
from liemchinh.awards.models import Award
from liemchinh.awards.queries import awards_visible_to
from liemchinh.awards.reckoning import NOTHING, histories
from liemchinh.journal.models import Entry
from liemchinh.members.models import Details
from liemchinh.organisations.queries import names, subtree
from liemchinh.web.dates import PartialDate, show
from regulations.words import own

A4, FONT = 9, "Times New Roman"
NOT_COLLECTED = "không thu thập"
# A spreadsheet would take a text that begins so for a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
HEADINGS = (
    "TT", "Đợt tặng", "Loại kỷ niệm chương", "Số kỷ niệm chương", "Họ và tên", "Ngày sinh", "Số quyết định", "Ngày quyết định",
    "Ngày vào Hiệp hội", "Ngày chính thức", "Tổ chức hiệp hội nhận", "Ngày trao", "Ký nhận", "Ghi chú",
)  # fmt: skip
WIDTHS = (5, 11, 10, 12, 26, 11, 14, 11, 11, 11, 30, 11, 16, 13)
Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Register:
    """What the register holds: the office, the period, and one row per badge in the order of HEADINGS."""

    office: str
    period: str
    rows: Sequence[Sequence[Cell]]


def register_visible_to(actor: Actor, organisation: int, first: date, last: date) -> Register:
    """Badges decided from a day to a day under an organisation (on today's tree), by occasion and given name, in the actor's scope."""
    found = awards_visible_to(actor).filter(
        decided_on__gte=first, decided_on__lte=last, organisation_id__in=subtree([organisation])
    )
    awards = list(found)
    people = {award.person_id for award in awards}
    details = {row.person_id: row for row in Details.objects.filter(person_id__in=people, cancelled_by=None)}
    awards.sort(
        key=lambda award: (
            award.occasion,
            details[award.person_id].sort_key if award.person_id in details else b"",
            award.pk,
        )
    )
    places = names({organisation, *(award.organisation_id for award in awards)})
    admitted, official = histories(people), _official(people)
    rows = [
        [number, *_row(award, details.get(award.person_id), places.get(award.organisation_id, ""),
                       admitted.get(award.person_id, NOTHING).told, official.get(award.person_id))]
        for number, award in enumerate(awards, start=1)
    ]  # fmt: skip
    return Register(places.get(organisation, ""), f"Quyết định từ ngày {show(first)} đến ngày {show(last)}", rows)


def _row(award: Award, known: Details | None, place: str, admitted: str, official: date | None) -> list[Cell]:
    born = str(PartialDate.parse(known.birth)) if known and known.birth else ""
    name = known.full_name if known else "đã xóa dữ liệu cá nhân"
    return [
        award.occasion, f"{award.years} năm", award.badge_no, name, born, award.decision, award.decided_on, admitted, official, place,
        award.handed_on, None, NOT_COLLECTED,
    ]  # fmt: skip


def _official(people: set[int]) -> dict[int, date]:
    cancelled = Entry.objects.filter(kind="members.cancelled", member_id__in=people).values("cancels_id")
    found = Entry.objects.filter(kind="members.official", member_id__in=people).exclude(sequence__in=cancelled)
    return dict(found.values_list("member_id").annotate(day=Min("effective_on")))


def workbook(register: Register) -> bytes:
    """A4 on its side: office and form number on top, headings on every page, page numbers below, a line to sign in each row."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("5-HHĐ")
    plain = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
    bold, centred = {**plain, "bold": True}, {**plain, "bold": True, "align": "center"}
    head = book.add_format({**centred, "border": 1, "text_wrap": True})
    body = book.add_format({**plain, "border": 1, "text_wrap": True})
    day = book.add_format({**plain, "border": 1, "num_format": "dd/mm/yyyy", "align": "center"})
    last = len(HEADINGS) - 1
    sheet.write_string(0, 0, _harmless(register.office.upper()), book.add_format(bold))
    sheet.merge_range(0, last - 2, 0, last, "Mẫu 5-HHĐ", book.add_format(centred))
    sheet.merge_range(
        2, 0, 2, last, own("SỔ THEO DÕI KỶ NIỆM CHƯƠNG HIỆP HỘI"), book.add_format({**centred, "font_size": 14})
    )
    sheet.merge_range(3, 0, 3, last, register.period, book.add_format({**plain, "align": "center", "italic": True}))
    for column, (heading, width) in enumerate(zip(map(own, HEADINGS), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(5, column, heading, head)
        sheet.write_number(6, column, column + 1, head)
    for row, cells in enumerate(register.rows, start=7):
        sheet.set_row(row, 30)
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell, body)
            else:
                sheet.write_string(row, column, _harmless(cell), body) if cell else sheet.write_blank(
                    row, column, None, body
                )
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.59, right=0.59, top=0.79, bottom=0.79)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(5, 6)
    sheet.freeze_panes(7, 5)
    sheet.set_footer("&L5-HHĐ&R&P/&N")
    sheet.print_area(0, 0, max(7, 6 + len(register.rows)), last)
    book.close()
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
