"""The pages of disciplinary cases: what is offered, what is not chosen beforehand, what the person concerned reads."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.casework.models import Case, Deadline
from liemchinh.discipline.coming import report_owed
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import (
    DECIDED,
    body_meets,
    by_branch,
    by_commune,
    commune_officer,
    decision,
    meet,
    voters,
)
from liemchinh.members.services import NewAct, record_act

pytestmark = pytest.mark.django_db
START = {
    "organ": "branch", "source": "inspection", "source_number": "15-TB/UBKT", "source_dated": "20/12/2025",
    "source_issuer": "Ủy ban kiểm tra", "on": "05/01/2026", "happened_on": "06/05/2024", "established": "on",
    "from_above": "no", "managed_by": "nobody", "post": "no", "here": "unknown", "content_office": ["office.files_delayed"],
}  # fmt: skip
BALLOT = {"on": "12/01/2026", "issued": "10", "returned": "10", "valid": "10", "votes_reprimand": "5", "votes_warning": "4",
          "heard": "at_meeting"}  # fmt: skip


def text(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_secretary_opens_a_case_and_comes_to_the_decision_by_pages_alone(world: Any) -> None:
    voters(world)
    chi, start = world.client("chi"), reverse("discipline:start", args=[world.places["branch"]])
    assert "Chi bộ ấp Gò Cát" in text(chi, reverse("discipline:cases"))
    assert chi.post(start, START).status_code == 422, "about nobody"
    chi.post(start, {**START, "person": world.people["binh"]})
    case = Case.objects.get(kind="discipline")
    page = text(chi, reverse("discipline:case", args=[case.pk]))
    assert "Trần Văn Bình" in page and "Để chậm hồ sơ" in page and "Cộng dồn" not in page
    step = reverse("discipline:step", args=[case.pk, "branch_meeting"])
    assert chi.post(step, {**BALLOT, "heard": ""}).status_code == 422
    assert chi.post(step, BALLOT).status_code == 302
    page = text(chi, reverse("discipline:case", args=[case.pk]))
    assert "Cộng dồn từ hình thức nặng hơn" in page and "Kết quả bỏ phiếu: <strong>Khiển trách</strong>" in page
    decide = reverse("discipline:step", args=[case.pk, "decided"])
    assert "checked" not in text(chi, decide), "no form of a sanction is chosen beforehand"
    told = {"on": "14/01/2026", "number": "07-QĐ/CB", "dated": "14/01/2026", "form": "warning"}
    refused = chi.post(decide, told)
    assert refused.status_code == 422 and "Bỏ phiếu cho kết quả: khiển trách" in refused.content.decode()
    assert chi.post(decide, {**told, "form": "reprimand"}).status_code == 302
    assert Sanction.objects.get().form == "reprimand"
    assert "Số 07-QĐ/CB ngày 14/01/2026" in text(chi, reverse("discipline:case", args=[case.pk]))


def test_the_person_concerned_reads_what_is_alleged_and_who_opened_it_and_nobody_else_does(world: Any) -> None:
    voters(world)
    case = by_branch(world)
    meet(case, {"reprimand": 9}, world.actor("chi"))
    text(world.client("chi"), reverse("discipline:case", args=[case.pk]))
    own, page = reverse("casework:mine", args=[case.pk]), reverse("discipline:case", args=[case.pk])
    binh = world.client("binh")
    assert own in text(binh, reverse("members:mine"))
    read = text(binh, own)
    assert "Để chậm hồ sơ" in read and "Chi bộ ấp Gò Cát" in read and "Người làm công tác kiểm tra của chi bộ" in read
    assert {world.client(name).get(own).status_code for name in ("em", "chi", "khoa", "an")} == {404}
    assert {world.client(name).get(page).status_code for name in ("khoa", "an", "nam", "binh")} == {404}


def test_a_decision_without_effect_says_so_to_the_person_too(world: Any) -> None:
    tam, case = commune_officer(world), by_commune(world)
    body_meets(case, {"expulsion": 14}, tam)
    record_step(case, "decided", decision("expulsion", history=True), actor=tam)
    page = text(world.client("binh"), reverse("casework:mine", args=[case.pk]))
    assert "không có hiệu lực trong danh sách" in page and "Nơi quyết định không có thẩm quyền" in page


def test_a_suspension_decided_elsewhere_is_read_on_the_case_and_ends_in_the_register_alone(world: Any) -> None:
    case, chi = by_branch(world), world.client("chi")
    address, since = reverse("discipline:case", args=[case.pk]), date(2026, 2, 2)
    assert "Đang đình chỉ sinh hoạt" not in text(chi, address)
    record_act(world.people["binh"], NewAct("suspended", since, world.places["branch"]), actor=world.actor("console"))
    page = text(chi, address)
    assert "Từ ngày 02/02/2026." in page and "Hạn: ngày 03/05/2026." in page
    assert chi.get(reverse("discipline:suspension", args=[case.pk, "end"])).status_code == 404
    record_act(
        world.people["binh"], NewAct("resumed", date(2026, 3, 2), world.places["branch"]), actor=world.actor("console")
    )
    assert "Đang đình chỉ sinh hoạt" not in text(chi, address)


def test_a_report_names_those_above_a_member_who_sits_on_their_committee(world: Any) -> None:
    voters(world)
    case = by_branch(world, seats=("grassroots",), managed_by="grassroots")
    meet(case, {"warning": 9}, world.actor("chi"))
    record_step(case, "decided", decision("warning"), actor=world.actor("chi"))
    for code in ("announced", "delivered"):
        record_step(case, code, Given(DECIDED), actor=world.actor("chi"))
    waits = set(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True))
    assert waits == {"reported", "cross_noticed"}, "not closed before it was reported"
    page = text(world.client("chi"), reverse("discipline:step", args=[case.pk, "reported"]))
    assert report_owed(Folder(case), DECIDED).verdict == "yes" and report_owed(
        Folder(case), DECIDED
    ).reason in unescape(page)
