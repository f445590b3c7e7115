"""The screens of programmes: a draft line by line, the decision, the page for paper, the workbook, the picture of years."""

import io
from dataclasses import replace

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from liemchinh.casework.models import Case
from liemchinh.casework.steps import Who, subjects_of
from liemchinh.inspections import case_recount, drafting
from liemchinh.inspections.cases import kind_of
from liemchinh.inspections.models import Draft, Examined, FollowUp, Programme
from liemchinh.inspections.services import adopt_programme
from liemchinh.inspections.taking import Given, Outcome, record_step
from liemchinh.inspections.waiting import waiting
from liemchinh.inspections.words import SORTS
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.papers.of_steps import typed
from tests.permissions_of_cases_of_inspection import SUBJECT, concluded, on_signs, taken
from tests.permissions_of_inspections import DAY, adopted, drafted, examined, line
from tests.world import World

pytestmark = pytest.mark.django_db
LINE = {
    "sort": "planned", "month": "5", "first": "01/01/2025", "last": "31/12/2025",
    "content_duty": ["duty.dues_three_months"], "content_money": ["money.dues_mishandled"],
}  # fmt: skip


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_secretary_prepares_and_adopts_the_branchs_programme(world: World) -> None:
    client, branch = world.client("chi"), world.places["branch"]
    assert "Lập chương trình" in text(client, reverse("inspections:list"))
    assert client.post(reverse("inspections:begin", args=[branch]), {"organ": "committee", "year": "2026"}).status_code == 302  # fmt: skip
    draft = Draft.objects.get()
    new = reverse("inspections:item", args=[draft.pk, 0])
    page = text(client, new)
    assert "Trần Văn Bình" in page and "checked" not in page, "nobody is ticked beforehand"
    assert "Lưu và tìm thêm" not in page and "Kiểm tra tài chính" not in page
    assert client.post(new, {**LINE, "people": [world.people["em"]]}).status_code == 422, "of another branch"
    client.post(new, {**LINE, "people": [world.people["binh"]]})
    page = text(client, reverse("inspections:draft", args=[draft.pk]))
    assert "Mục 1. Kiểm tra theo chương trình" in page and "Trần Văn Bình" in page
    again = text(client, reverse("inspections:item", args=[draft.pk, 1]))
    assert f'value="{world.people["binh"]}"' in again and again.count("checked") == 4
    adopt = reverse("inspections:adopt", args=[draft.pk])
    assert client.post(adopt, {"decision": "03-CTr/CB", "on": "01/01/2027"}).status_code == 422
    client.post(adopt, {"decision": "03-CTr/CB", "on": "15/01/2026"})
    page = text(client, reverse("inspections:programme", args=[Programme.objects.get().pk]))
    assert "Số 03-CTr/CB" in page and "BÍ THƯ" in page and "Trần Văn Bình" in page
    above = text(world.client("khoa"), f"{reverse('inspections:list')}?at={world.places['commune']}&year=2026")
    assert "03-CTr/CB" in above


def test_an_officer_searches_for_what_stands_further_below(world: World) -> None:
    client, draft = world.client("khoa"), drafted(world, "district")
    item = reverse("inspections:item", args=[draft.pk, 1])
    sent = client.post(item, {**LINE, "organisations": [world.places["commune"]], "add-organisations": "1"})
    add = f"{reverse('inspections:add-subject', args=[draft.pk, 1])}?what=organisations"
    assert sent.headers["Location"] == add
    assert "Chi bộ ấp Rạch Dừa" in text(client, add)
    client.post(add, {"organisation": world.places["sibling"]})
    people = add.replace("organisations", "people")
    client.post(people, {"person": world.people["em"]})
    page = text(client, reverse("inspections:draft", args=[draft.pk]))
    assert "Chi bộ ấp Rạch Dừa" in page and "Huỳnh Thị Em" in page
    assert client.post(add, {"organisation": world.places["other_branch"]}).status_code == 422
    client.post(reverse("inspections:drop", args=[draft.pk, 1]))
    assert "chưa có mục nào" in text(client, reverse("inspections:draft", args=[draft.pk]))
    client.post(reverse("inspections:discard", args=[draft.pk]))
    assert not Draft.objects.exists()


def test_the_workbook_holds_what_the_page_does_and_the_book_keeps_that_it_was_taken(world: World) -> None:
    programme = adopted(world, "district")
    answer = world.client("khoa").post(reverse("inspections:workbook", args=[programme.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert rows == [
        ["Mục", "Hình thức", "Đối tượng", "Nội dung", "Mốc thời gian được xem xét", "Tháng làm"],
        [1, "Kiểm tra theo chương trình", "Đảng bộ xã Trà Mây",
         rows[1][3], "01/01/2025 – 31/12/2025", 5],
    ]  # fmt: skip
    assert sorted(rows[1][3].split("\n")) == sorted([
        "Không đóng phí ba tháng trong năm, không có lý do chính đáng", "Không làm nhiệm vụ chi bộ phân công",
    ])  # fmt: skip
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert Entry.objects.latest("sequence").kind == "inspections.programme_taken"


def test_a_decision_taken_back_gives_the_one_before_again(world: World) -> None:
    client, programme = world.client("chi"), adopted(world, "branch")
    client.post(reverse("inspections:withdraw", args=[programme.pk]), {"reason": "wrong_day"})
    assert client.get(reverse("inspections:programme", args=[programme.pk])).status_code == 404
    assert Entry.objects.latest("sequence").kind == "inspections.withdrawn"


def test_the_picture_leads_to_the_conclusions_of_an_organisation(world: World) -> None:
    client = world.client("khoa")
    picture = f"{reverse('inspections:coverage')}?at={world.places['district']}"
    assert "1 trong 1 tổ chức trực thuộc không có kết luận nào" in text(client, picture)
    told = {
        "by": f"{world.places['district']}-inspection",
        "sort": "planned",
        "number": "15-TB/UBKT",
        "on": "03/06/2024",
    }
    enter = reverse("inspections:enter-examined", args=[world.places["commune"]])
    assert client.post(enter, told).status_code == 302
    assert client.post(enter, told).status_code == 422, "the same one twice"
    assert "0 trong 1 tổ chức trực thuộc không có kết luận nào" in text(client, picture)
    page = text(client, reverse("inspections:examined", args=[world.places["commune"]]))
    assert "Số 15-TB/UBKT ngày 03/06/2024" in page and "Ủy ban kiểm tra Đảng bộ huyện Sông Thu" in page
    client.post(reverse("inspections:cancel-examined", args=[examined(world).pk]), {"reason": "twice"})
    assert not Examined.objects.filter(cancelled_by=None).exists()


SIGNS = {
    "organ": "inspection", "source": "audit", "source_number": "07-KL/KTNN", "source_dated": "05/01/2026", "on": "02/02/2026",
    "source_issuer": "Kiểm toán nhà nước", "first": "01/01/2025", "last": "31/12/2025", "content_money": ["money.dues_mishandled"],
}  # fmt: skip


def test_several_are_chosen_one_after_another_for_an_inspection_on_signs(world: World) -> None:
    client, people = world.client("khoa"), world.people
    address = reverse("inspections:signs", args=[world.places["district"]])
    kept = client.post(address, {**SIGNS, "person": people["binh"], "more-find": "1"})
    assert kept.status_code == 200 and f'value="p{people["binh"]}"' in kept.content.decode()
    strange = client.post(address, {**SIGNS, "chosen": [f"p{people['other_branch']}"], "more-find": "1"})
    assert "Lâm Quỳnh Giao" not in strange.content.decode(), "nobody out of scope is named"
    sent = client.post(address, {**SIGNS, "chosen": [f"p{people['binh']}"], "person": people["em"]})
    assert sent.status_code == 302
    case = Case.objects.get()
    assert {one.person for one in subjects_of(case.pk)} == {people["binh"], people["em"]}


@pytest.mark.parametrize("sort", list(SORTS))
def test_every_kind_of_work_is_opened_from_a_line_of_the_programme(world: World, sort: str) -> None:
    client, khoa = world.client("khoa"), world.actor("khoa")
    draft = drafting.begin_draft(world.places["district"], "inspection", 2026, actor=khoa)
    drafting.put_item(draft.pk, replace(line(world, "district"), sort=sort), actor=khoa)
    programme = adopt_programme(draft.pk, "12-CTr", DAY, actor=khoa)
    start = reverse("inspections:start", args=[programme.pk, 1])
    sent = {"subjects": f"o{world.places['commune']}", "on": "02/02/2026", "number": "21-QĐ"}
    assert client.post(start, sent).status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.inspection.sort) == (kind_of(sort, "district"), sort)
    assert str(SORTS[sort]) in text(client, reverse("inspections:case", args=[case.pk]))


def test_a_duty_set_wrongly_is_cancelled_with_a_reason(world: World) -> None:
    client, case = world.client("khoa"), on_signs(world)
    concluded(case, world.actor("khoa"))
    duty = {"who": f"p{world.people['binh']}", "what": "repay", "due_on": "30/06/2026"}
    assert client.post(reverse("inspections:duty", args=[case.pk]), duty).status_code == 302
    cancel = reverse("inspections:cancel-duty", args=[case.pk, FollowUp.objects.get().pk])
    assert client.post(cancel, {"reason": "dislike"}).status_code == 422
    assert client.post(cancel, {"reason": "wrong_day"}).status_code == 302
    assert not FollowUp.objects.filter(cancelled_by=None).exists() and list(case_recount.differences()) == []
    assert Entry.objects.latest("sequence").kind == "inspections.follow_up_cancelled"
    assert "Hoàn trả tiền" not in text(client, reverse("inspections:case", args=[case.pk]))


def test_a_conclusion_without_effect_waits_to_be_put_to_the_body_above(world: World) -> None:
    client, khoa, case = world.client("khoa"), world.actor("khoa"), on_signs(world)
    taken(case, khoa, "decided", "prepared", "announced", "reported")
    results = [Outcome(Who(SUBJECT, None, world.people["binh"]), "violation", "below")]
    record_step(case, "concluded", Given(clock.today(), outcomes=results, history=True), actor=khoa)
    page = text(client, reverse("inspections:case", args=[case.pk]))
    assert "không có hiệu lực" in page and "Người có liên quan chưa được trình bày ý kiến" in page
    [waits] = [one for one in waiting(khoa, clock.today()) if one.kind == "inspections.withheld"]
    assert waits.why == "Kết luận ghi lại từ giấy không có hiệu lực; phải báo cáo cấp trên xem xét."
    own = text(world.client("binh"), reverse("casework:mine", args=[case.pk]))
    assert "Người có liên quan chưa được trình bày ý kiến" in own
    record_step(case, "handed_over", Given(clock.today(), typed("30-CV"), history=True), actor=khoa)
    assert [one for one in waiting(khoa, clock.today()) if one.kind == "inspections.withheld"] == []
