"""From a candidate to an official member, by the people whose work it is: the secretary on a phone, the officer at the desk."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.admission.models import Candidate
from liemchinh.admission.tests.conftest import FILE
from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of
from liemchinh.members.models import Details, Spell
from tests.journeys.conftest import PHONE
from tests.walks import fits, refused, send
from tests.world import World

pytestmark = pytest.mark.on("2025-09-01")
ALL = {"issued": "2", "returned": "2", "valid": "2", "votes_for": "2"}
LONG_AGO = "01/01/2023"
STATUTES, GUIDANCE = "Điều 4, Điều lệ Đảng", "Hướng dẫn 12-HD/BTCTW, mục II.1.1"


def entered(chi: Any, world: World) -> None:
    """The secretary enters a candidate; the vote is refused with everything that is missing, until it is there."""
    chi.goto("/admission/")
    fits(chi)
    chi.click("text=Ghi người xin vào Đảng")
    send(chi, full_name="Lý Văn Minh", birth="30/04/2000", agreement_on="20/08/2025")
    one = chi.url
    chi.click("text=Chi bộ họp, biểu quyết đề nghị kết nạp")
    send(chi, on="01/09/2025", number="07-NQ/CB", **ALL | {"votes_for": "3"})
    assert refused(chi) == [
        ("Chưa ghi ngày cấp giấy chứng nhận học lớp nhận thức về Đảng.", ""),
        ("Phải có 2 đảng viên chính thức giới thiệu. Mới có 0.", STATUTES),
        ("Hồ sơ còn thiếu: Giấy chứng nhận học lớp nhận thức về Đảng; Đơn xin vào Đảng; Lý lịch của người xin vào Đảng; "
         "Giấy giới thiệu của đảng viên chính thức.", GUIDANCE),
        ("Số phiếu đồng ý lớn hơn số phiếu hợp lệ.", ""),
    ]  # fmt: skip
    fits(chi)
    chi.goto(one)
    chi.click("text=Ghi người giới thiệu")
    first, second = str(world.people["branch"]), str(world.people["binh"])
    send(chi, person_1=first, since_1=LONG_AGO, person_2=second, since_2=LONG_AGO)
    chi.click("main >> text=Ghi hồ sơ")
    fits(chi)
    chi.click("main >> text=Ghi từng giấy")
    send(chi, certificate_no="12/GCN", certificate_on="05/05/2024")
    while not chi.url.endswith("/file/"):
        send(chi, place=FILE.get(chi.url.split("/")[-2], "absent"))


def admitted(chi: Any, nam: Any) -> None:
    """From the branch's vote to the ceremony."""
    chi.goto("/")
    chi.click("text=Chi bộ họp, biểu quyết đề nghị kết nạp: Lý Văn Minh")
    chi.click("a.button:has-text('biểu quyết đề nghị kết nạp')")
    send(chi, on="10/09/2025", number="07-NQ/CB", **ALL)
    nam.goto("/admission/?stage=deciding")
    fits(nam)
    nam.click("text=Lý Văn Minh")
    nam.click("a.button:has-text('quyết định kết nạp')")
    send(nam, on="01/10/2025", number="15-QĐ/ĐU")
    chi.goto("/")
    chi.click("text=Chi bộ nhận quyết định kết nạp")
    chi.click("a.button:has-text('Chi bộ nhận quyết định kết nạp')")
    send(chi, on="06/10/2025")
    (ceremony,) = awaited_of(Case.objects.get())
    assert f"{ceremony.due_on:%d/%m/%Y}" in chi.inner_text("main")
    chi.click("a.button:has-text('Chi bộ tổ chức lễ kết nạp')")
    send(chi, on="20/10/2025")
    fits(chi)


def test_a_candidate_becomes_an_official_member(
    as_: Callable[..., Any], world: World, day_is: Callable[[date], None]
) -> None:
    entered(as_("chi", PHONE), world)
    day_is(date(2025, 10, 20))
    admitted(as_("chi", PHONE), as_("nam"))
    case, person = Case.objects.get(), Details.objects.get(full_name="Lý Văn Minh").person_id
    assert Candidate.objects.count() == 1

    day_is(date(2026, 11, 5))
    chi, nam = as_("chi", PHONE), as_("nam")
    chi.goto("/")
    chi.click("text=Chi bộ họp, xét công nhận đảng viên chính thức")
    chi.click("a.button:has-text('xét công nhận')")
    send(chi, on="25/10/2026", number="09-NQ/CB", **ALL)
    nam.goto(f"/admission/{case.pk}/")
    nam.click("a.button:has-text('công nhận đảng viên chính thức')")
    send(nam, on="05/11/2026", number="21-QĐ/ĐU", official_from="19/10/2026")
    assert refused(nam) == [
        ("Ngày chính thức 19/10/2026 sớm hơn ngày hết dự bị. Thời gian dự bị: 12 tháng; Điều 5, Điều lệ Đảng ngày 19/01/2011, "
         "áp dụng từ 19/01/2011. Hết thời gian dự bị ngày 20/10/2026.", "Điều 5, Điều lệ Đảng"),
        ("Hồ sơ còn thiếu: Giấy chứng nhận bồi dưỡng đảng viên mới.", GUIDANCE),
    ]  # fmt: skip
    fits(nam)
    chi.goto(f"/admission/{case.pk}/file/new_member_certificate/")
    send(chi, place="branch")
    nam.goto(f"/admission/{case.pk}/step/recognised/")
    send(nam, on="05/11/2026", number="21-QĐ/ĐU", official_from="20/10/2026")
    branch = world.places["branch"]
    spells = Spell.objects.filter(person_id=person, cancelled_by=None).order_by("starts_on")
    assert list(spells.values_list("organisation_id", "official", "starts_on", "ends_on")) == [
        (branch, False, date(2025, 10, 20), date(2026, 10, 20)), (branch, True, date(2026, 10, 20), None),
    ]  # fmt: skip
    case.refresh_from_db()
    assert case.closed_by is not None
