"""An office keeps its own page of Word: numbered, from a day on, used for its reports and those below, and a signed one stays as it was."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as open_docx

from liemchinh.figures.periods import Period
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.papers.issuers import Issuer
from liemchinh.reports import handing, signing, writing
from liemchinh.reports.documents.files import framed
from liemchinh.reports.documents.templates import LARGEST
from liemchinh.reports.documents.word import as_docx, blank_template
from liemchinh.reports.models import Report, Template
from liemchinh.reports.own_templates import keep_template, template_on, withdraw_template
from liemchinh.reports.recount_templates import differences
from regulations.answers import Refused
from regulations.layouts import layout_on
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)


def page(words: str = "") -> bytes:
    """The shipped page, with a line of the office's own."""
    made = open_docx(io.BytesIO(blank_template(layout_on(settings.CHARTER, TODAY))))
    if words:
        made.add_paragraph(words)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def keep(world: World, place: str, words: str, on: date = TODAY) -> Template:
    return keep_template(Issuer(world.places[place]), page(words), on, actor=CONSOLE)


def lines(data: bytes) -> list[str]:
    return [line.text for line in open_docx(io.BytesIO(data)).paragraphs]


def report(world: World, place: str = "branch") -> Report:
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    return writing.start_report(world.places[place], "s:members_work", "year", year, actor=CONSOLE)


def drawn(row: Report, world: World) -> list[str]:
    return lines(as_docx(framed(row, world.actor("an"))))


def file(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("mau.docx", data)


def test_a_report_is_drawn_on_the_nearest_page_that_has_begun(world: World) -> None:
    row = report(world)
    assert not [line for line in drawn(row, world) if line.startswith("Lưu")]
    for place, words in (("province", "Lưu: tỉnh."), ("commune", "Lưu: xã."), ("sibling", "Lưu: chi bộ khác.")):
        keep(world, place, words)
    keep(world, "branch", "Lưu: mai mới dùng.", TODAY + timedelta(days=1))
    assert drawn(row, world)[-1] == "Lưu: xã."
    with clock.at(TODAY + timedelta(days=1)):
        assert drawn(row, world)[-1] == "Lưu: mai mới dùng."


def test_versions_are_numbered_and_the_way_back_is_a_version_too(world: World) -> None:
    keep(world, "province", "Lưu: tỉnh.")
    first, second = keep(world, "commune", "Một."), keep(world, "commune", "Hai.")
    back = withdraw_template(Issuer(world.places["commune"]), TODAY, actor=world.actor("nam"))
    assert [(one.number, bool(one.content)) for one in (first, second, back)] == [(1, True), (2, True), (3, False)]
    assert drawn(report(world), world)[-1] == "Lưu: tỉnh."
    with pytest.raises(Refused, match="không có mẫu Word riêng"):
        withdraw_template(Issuer(world.places["commune"]), TODAY, actor=world.actor("nam"))
    kinds = Entry.objects.filter(organisation_id=world.places["commune"], kind__startswith="reports.template")
    assert list(kinds.order_by("sequence").values_list("kind", flat=True)) == [
        "reports.template_kept", "reports.template_kept", "reports.template_withdrawn",
    ]  # fmt: skip
    assert list(differences()) == []
    Template.objects.filter(pk=first.pk).update(content=page("Khác."))
    assert list(differences()) == [
        f"Mẫu Word của báo cáo (số {first.recorded_by} trong sổ): điều đang lưu khác với sổ."
    ]


def test_a_signed_report_stays_on_the_page_it_was_signed_with(world: World) -> None:
    nam, an = world.actor("nam"), world.actor("an")
    keep(world, "commune", "Lưu: trước khi ký.")
    row = report(world, "commune")
    handing.submit_report(row.pk, actor=nam)
    handing.approve_report(row.pk, actor=an)
    keys = [one.key for one in signing.checked(row, actor=nam).open]
    signing.sign_report(row.pk, number="7-BC/ĐU", confirmed=keys, actor=nam)
    before = drawn(row, world)
    keep(world, "commune", "Lưu: sau khi ký.")
    assert before[-1] == "Lưu: trước khi ký." and drawn(row, world) == before


def test_everything_wrong_is_told_at_once_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(Refused) as refused:
        keep_template(Issuer(world.places["commune"], "x"), b"x", TODAY - timedelta(days=1), actor=CONSOLE)
    assert [one.code for one in refused.value.refusals] == ["template.organ", "template.past", "template.broken"]
    assert not Template.objects.exists()


def test_a_page_of_an_organ_is_for_reports_of_that_organ_alone(world: World) -> None:
    keep_template(Issuer(world.places["commune"], "inspection"), page("Của kiểm tra."), TODAY, actor=CONSOLE)
    assert template_on(Issuer(world.places["commune"]), TODAY) is None


def test_the_blank_page_is_taken_changed_sent_looked_at_and_withdrawn(world: World) -> None:
    nam, at = world.client("nam"), world.places["commune"]
    listed = f"/reports/{at}/templates/"
    assert f'href="{listed}"' in nam.get(f"/reports/?at={at}").content.decode()
    assert "Đang dùng mẫu đi kèm." in nam.get(listed).content.decode()
    blank = nam.get(f"{listed}blank/")
    assert "{{ noi_dung }}" in lines(blank.content) and blank["Content-Disposition"].startswith("attachment")
    sent = {"file": file(page("Lưu: Văn phòng.")), "on": f"{TODAY:%d/%m/%Y}"}
    answer = nam.post(f"{listed}committee/new/", sent)
    row = Template.objects.get()
    assert (answer.status_code, answer["Location"], row.number, row.valid_from) == (302, listed, 1, TODAY)
    assert "Đang dùng mẫu riêng số 1, từ 03/03/2026." in nam.get(listed).content.decode()
    assert lines(nam.get(f"/reports/templates/{row.pk}/").content)[-1] == "Lưu: Văn phòng."
    tried = lines(nam.get(f"/reports/templates/{row.pk}/example/").content)
    assert "Đến cuối kỳ có 1.234 người." in tried and tried[-1] == "Lưu: Văn phòng."
    assert nam.post(f"{listed}committee/withdraw/").status_code == 302
    assert "Đang dùng mẫu đi kèm." in nam.get(listed).content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "không phải tài liệu Word"),
        (b"%PDF-1.7", "không phải tài liệu Word"),
        (b"x" * (LARGEST + 1), "lớn hơn 2 MB"),
    ],
)
def test_a_file_that_is_no_page_of_word_is_refused_on_the_screen(world: World, data: bytes, said: str) -> None:
    address = f"/reports/{world.places['commune']}/templates/committee/new/"
    answer = world.client("nam").post(address, {"file": file(data), "on": f"{TODAY:%d/%m/%Y}"})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Template.objects.exists()


def test_a_page_with_faults_shows_each_beside_the_form(world: World) -> None:
    address = f"/reports/{world.places['commune']}/templates/committee/new/"
    answer = world.client("nam").post(address, {"file": file(page("{{ la }} {{ dau_so")), "on": "01/01/2020"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert all(
        one in said
        for one in ("Ngày bắt đầu dùng mẫu đã qua.", "Không có trường “la”", "Dấu ngoặc của trường không đủ")
    )


def test_a_report_taken_as_word_is_drawn_on_the_page_of_its_office(world: World) -> None:
    keep(world, "commune", "Lưu: Văn phòng.")
    row = report(world, "commune")
    answer: Any = world.client("an").post(f"/reports/{row.pk}/take/", {"as": "docx"})
    assert answer.status_code == 200 and lines(answer.content)[-1] == "Lưu: Văn phòng."
