"""The screens of blank workbooks: uploaded, a cell chosen step by step, whole lines by name, filled, taken."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from liemchinh.access.models import SignedIn
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.services import choose_slots, keep_blank
from liemchinh.filling.tests import books
from liemchinh.filling.tests.test_services import cell, keep
from liemchinh.filling.workbook.package import LARGEST_BLANK
from liemchinh.journal.models import Entry
from tests.world import World

YEAR = "?period=year&year=2025"


def file(data: bytes, name: str = "mau.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_an_upload_leads_to_the_sheets(world: World) -> None:
    nam = world.client("nam")
    answer = nam.post("/filling/new/", {"title": "Biểu 1", "file": file(books.saved(books.form()))})
    pk = Blank.objects.get().pk
    assert (answer.status_code, answer["Location"]) == (302, f"/filling/{pk}/")
    page = nam.get(f"/filling/{pk}/").content.decode()
    assert f'href="/filling/{pk}/sheets/0/"' in page and "Chưa chọn ô nào" in page
    assert "Biểu 1" in nam.get("/filling/").content.decode()
    assert "Mẫu bảng tính" in nam.get("/search/?q=bieu").content.decode()
    assert 'href="/filling/"' in nam.get("/figures/forms/").content.decode()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "mau.xlsx", "Tệp rỗng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mau.xls", "Excel Workbook (.xlsx)"),
        (b"PK\x03\x04" + bytes(LARGEST_BLANK), "mau.xlsx", "lớn hơn 5 MB"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_beside_the_field(
    world: World, data: bytes, name: str, said: str
) -> None:
    pk = keep(world)
    for address, more in (("/filling/new/", {"title": "Biểu 1"}), (f"/filling/{pk}/renew/", {})):
        answer = world.client("nam").post(address, {**more, "file": file(data, name)})
        assert answer.status_code == 422 and said in answer.content.decode()


def test_a_sheet_shows_words_formulas_and_a_link_in_every_place_for_a_number(world: World) -> None:
    pk = keep(world)
    page = world.client("nam").get(f"/filling/{pk}/sheets/0/").content.decode()
    assert [f'href="/filling/{pk}/sheets/0/{address}/"' in page for address in ("C5", "D9", "B5", "E5", "C3")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert (
        '<td colspan="5" class="words">TĂNG, GIẢM ĐẢNG VIÊN</td>' in page
        and '<td rowspan="2">Tiêu chí</td>' in page
        and "công thức" in page
    )


def test_one_cell_is_chosen_one_decision_a_screen(world: World) -> None:
    pk, nam = keep(world), world.client("nam")
    base, asked = f"/filling/{pk}/sheets/0/C6/", ""
    for step, said, more in (
        ("chọn ô này hay cả dòng", "Chỉ ô này", "way=one"),
        ("chỉ tiêu nào", "Kết nạp", "indicator=admitted"),
        ("của tổ chức nào", "Chi bộ ấp Gò Cát", f"organisation={world.places['branch']}"),
        ("kỳ nào", "Cùng kỳ năm trước", "period=year&year=2016"),
    ):
        page = nam.get(f"{base}?{asked}").content.decode()
        assert step in page and said in page
        asked = f"{asked}&{more}".lstrip("&")
    page = nam.get(f"{base}?{asked}").content.decode()
    assert "xem lại" in page and "2</a>" in page
    assert nam.post(f"{base}?{asked}").status_code == 302
    told = Slot.objects.values_list("row", "column", "indicator", "organisation_id", "period", "year")
    assert list(told) == [(5, 2, "admitted", world.places["branch"], "year", 2016)]
    assert (
        "tháng" not in nam.get(f"/filling/{pk}/").content.decode()
        and "năm 2016" in nam.get(f"/filling/{pk}/").content.decode()
    )


def test_search_narrows_indicators_and_organisations(world: World) -> None:
    pk, nam = keep(world), world.client("nam")
    base = f"/filling/{pk}/sheets/0/C6/?way=one"
    page = nam.get(f"{base}&q=dan toc thieu so").content.decode()
    assert "Đảng viên người dân tộc thiểu số" in page and "Từ trần" not in page
    page = nam.get(f"{base}&indicator=members&q=go cat").content.decode()
    assert "Chi bộ ấp Gò Cát" in page and "Chi bộ ấp Rạch Dừa" not in page


def test_a_whole_column_by_the_names_in_it(world: World) -> None:
    pk = keep(world, data=books.by_place())
    nam, base = world.client("nam"), f"/filling/{pk}/sheets/0/B2/?way=down-organisations&indicator=members&period=asked"
    page = nam.get(base).content.decode()
    at = world.places
    assert (
        f'<option value="{at["branch"]}" selected>' in page
        and "Không có tổ chức nào trong phạm vi mang tên này" in page
    )
    sent = {
        "cell-B2": at["commune"],
        "cell-B3": at["branch"],
        "cell-B4": "",
        "cell-B5": at["sibling"],
        "cell-Z9": at["branch"],
    }
    assert nam.post(base, sent).status_code == 302
    assert list(Slot.objects.order_by("row").values_list("row", "organisation_id")) == [
        (1, at["commune"]),
        (2, at["branch"]),
        (4, at["sibling"]),
    ]
    answer = nam.post(base, {"cell-B2": at["other"], "cell-B3": "x"})
    assert answer.status_code == 422 and "ngoài phạm vi" in answer.content.decode()


def test_a_row_of_indicators_for_one_organisation(world: World) -> None:
    pk = keep(world, data=books.by_place())
    nam, base = (
        world.client("nam"),
        f"/filling/{pk}/sheets/0/B2/?way=across-indicators&organisation={world.places['commune']}&period=asked",
    )
    page = nam.get(base).content.decode()
    assert '<option value="members" selected>' in page and '<option value="admitted" selected>' in page
    nam.post(base, {"cell-B2": "members", "cell-C2": "admitted"})
    assert list(Slot.objects.order_by("column").values_list("column", "indicator")) == [(1, "members"), (2, "admitted")]


def test_the_copy_is_shown_then_taken_and_stands_in_the_book(world: World) -> None:
    pk, nam = keep(world), world.client("nam")
    chosen = [cell(world, 4, 2), cell(world, 5, 2, "population"), cell(world, 4, 3, "share_official")]
    choose_slots(pk, chosen, actor=world.actor("nam"))
    page = nam.get(f"/filling/{pk}/fill/{YEAR}").content.decode()
    assert (
        "C5" in page and 'href="/figures/records/members/?' in page and "không ghi số 0 thay cho số chưa biết" in page
    )
    answer = nam.post(f"/filling/{pk}/fill/{YEAR}")
    assert (answer.status_code, answer["Content-Disposition"]) == (
        200,
        f'attachment; filename="mau-{pk}-31-12-2025.xlsx"',
    )
    sheet = load_workbook(io.BytesIO(answer.content))[books.SHEET]
    assert [sheet["C5"].value, sheet["C6"].value, sheet["D5"].value, sheet["E5"].value] == [
        4,
        None,
        100,
        "=IF(D5=0,0,C5/D5)",
    ]
    assert Entry.objects.filter(kind="figures.exported").count() == 1


def test_a_percentage_is_written_as_its_cell_shows_it(world: World) -> None:
    book = books.form()
    book.active["E5"] = None
    pk = keep(world, data=books.saved(book))
    choose_slots(pk, [cell(world, 4, 4, "share_official")], actor=world.actor("nam"))
    made = world.client("nam").post(f"/filling/{pk}/fill/{YEAR}").content
    assert load_workbook(io.BytesIO(made))[books.SHEET]["E5"].value == 1


def test_a_number_from_last_time_does_not_stay_where_there_is_none(world: World) -> None:
    book = books.form()
    book.active["C5"] = 99
    pk = keep(world, data=books.saved(book))
    choose_slots(pk, [cell(world, 4, 2, "population")], actor=world.actor("nam"))
    made = world.client("nam").post(f"/filling/{pk}/fill/").content
    assert load_workbook(io.BytesIO(made))[books.SHEET]["C5"].value is None


def test_a_copy_asks_who_you_are_again_and_needs_a_chosen_cell(world: World) -> None:
    pk, nam = keep(world), world.client("nam")
    assert nam.post(f"/filling/{pk}/fill/").status_code == 422
    SignedIn.objects.update(proved_at="2020-01-01T00:00:00Z")
    assert "/prove/" in nam.get(f"/filling/{pk}/fill/")["Location"]


def test_a_lost_cell_is_chosen_again_in_one_step(world: World) -> None:
    pk, nam = keep(world), world.client("nam")
    choose_slots(pk, [cell(world, 4, 2, "admitted")], actor=world.actor("nam"))
    answer = nam.post(
        f"/filling/{pk}/renew/", {"file": file(books.saved(books.form(("Có mặt", "Kết nạp"))))}, follow=True
    )
    page, slot = answer.content.decode(), Slot.objects.get(row=None)
    assert "1 ô cần chọn lại" in page and f"/filling/{pk}/sheets/0/?slot={slot.pk}" in page
    assert (
        f"/filling/{pk}/sheets/0/C5/?slot={slot.pk}"
        in nam.get(f"/filling/{pk}/sheets/0/?slot={slot.pk}").content.decode()
    )
    assert nam.post(f"/filling/{pk}/sheets/0/C5/?slot={slot.pk}").status_code == 302
    assert list(Slot.objects.values_list("row", "indicator")) == [(4, "admitted")]


def test_a_cell_and_a_workbook_are_let_go(world: World) -> None:
    pk, nam = keep(world), world.client("nam")
    choose_slots(pk, [cell(world, 4, 2)], actor=world.actor("nam"))
    assert nam.post(f"/filling/{pk}/slots/{Slot.objects.get().pk}/remove/").status_code == 302
    assert nam.post(f"/filling/{pk}/delete/").status_code == 302
    assert [Slot.objects.count(), Blank.objects.count()] == [0, 0]


def test_a_long_sheet_comes_in_pages(world: World) -> None:
    pk = keep(world, data=books.saved(books.form([f"Dòng chữ {number}" for number in range(90)])))
    nam = world.client("nam")
    first, second = (nam.get(f"/filling/{pk}/sheets/0/{behind}").content.decode() for behind in ("", "?from=40"))
    assert "/C40/" in first and "/C41/" not in first and "?from=40" in first
    assert "/C41/" in second and "/C40/" not in second


@given(data=st.data())
def test_no_address_behind_a_sheet_is_an_error(world: World, data: st.DataObject) -> None:
    pk = Blank.objects.values_list("pk", flat=True).first() or keep_blank(
        books.saved(books.form()), "mau.xlsx", "Mẫu", world.places["commune"], actor=world.actor("nam")
    )
    draw, word = (
        data.draw,
        st.sampled_from(
            ["", "x", "0", "-1", "9" * 30, "C6", "one", "down-organisations", "members", "year", "asked", "free"]
        ),
    )
    asked = {
        name: draw(word) for name in ("way", "indicator", "organisation", "period", "year", "from", "to", "slot", "q")
    }
    where = draw(
        st.sampled_from(["sheets/0/", "sheets/7/", "sheets/0/C6/", "sheets/0/ZZZ9999999/", "sheets/0/a/", "fill/"])
    )
    client = world.client("nam")
    assert client.get(f"/filling/{pk}/{where}", asked).status_code in {200, 404, 422}
    assert client.post(f"/filling/{pk}/{where}?period={asked['period']}&way={asked['way']}", asked).status_code in {
        200,
        302,
        404,
        405,
        422,
    }
