"""Disciplinary cases walked: by a branch on phones, by a committee at a desk; where the values are known, and once where not."""

from datetime import date
from typing import Any

import pytest

from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case
from liemchinh.discipline.models import Deferral, Sanction
from liemchinh.discipline.tests.samples import by_branch, commune_officer, voters
from liemchinh.members.models import Spell
from liemchinh.members.posting import Seat, take_post
from tests.granted_kind import more_officers
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, refused, send
from tests.world import World

pytestmark = pytest.mark.on("2026-03-03")
MET, SIGNED, TODAY = "12/01/2026", "14/01/2026", "03/03/2026"


def take(page: Any, title: str, **fields: str) -> None:
    """The step of that title, from the page of its case."""
    page.click(f"main .card a:has-text('{title}')")
    send(page, **fields)


def counted(of: int, **votes: int) -> dict[str, str]:
    """The minutes of a ballot in which everybody came and every paper was valid."""
    told = {f"votes_{form}": str(number) for form, number in votes.items()}
    return {"issued": str(of), "returned": str(of), "valid": str(of), **told}


def to_case(page: Any, case: Case) -> None:
    page.goto(f"/discipline/cases/{case.pk}/")
    fits(page)


def text(page: Any) -> str:
    told: str = page.inner_text("main")
    return told


def test_a_branch_reprimands_a_member_who_reads_every_step(as_: Opens, world: World) -> None:
    voters(world)
    keeper, member = as_("chi", size=PHONE), as_("binh", size=PHONE)
    keeper.goto("/discipline/")
    fits(keeper)
    keeper.click("main a:has-text('Chi bộ ấp Gò Cát')")
    assert keeper.locator("main [name=person]:checked").count() == 0, "nobody is chosen beforehand"
    keeper.click("main summary:has-text('chức trách')")
    told = {
        "on": "05/01/2026", "source": "inspection", "source_number": "15-TB/UBKT", "source_dated": "20/12/2025",
        "source_issuer": "Ủy ban kiểm tra huyện ủy", "person": str(world.people["binh"]), "organ": "branch",
        "content_office": "office.files_delayed", "happened_on": "06/05/2024", "established": "on", "from_above": "no",
        "managed_by": "nobody", "post": "no",
    }  # fmt: skip
    send(keeper, **told)
    keeper.click("main summary:has-text('Quy định nói gì về từng hình thức')")
    assert "Khiển trách" in text(keeper) and "Kết quả bỏ phiếu" not in text(keeper)
    take(keeper, "Chi bộ họp", on=MET, heard="at_meeting", **counted(10, reprimand=5, warning=4))
    fits(keeper)
    assert "Cộng dồn từ hình thức nặng hơn" in text(keeper)
    take(keeper, "Ký quyết định kỷ luật", on=SIGNED, number="07-QĐ/CB", form="warning")
    assert refused(keeper)[0][0].endswith("Bỏ phiếu cho kết quả: khiển trách.")
    send(keeper, form="reprimand")
    take(keeper, "Công bố quyết định", on=SIGNED)
    take(keeper, "Trao quyết định", on=SIGNED)
    take(keeper, "Lưu hồ sơ", on=SIGNED)
    fits(keeper)
    member.goto("/members/mine/")
    member.click("main a[href^='/cases/mine/']")
    fits(member)
    assert "Số 07-QĐ/CB ngày 14/01/2026" in text(member) and "kiểm tra của chi bộ" in text(member)
    held = Sanction.objects.get()
    assert (held.form, held.effective_on, held.lapses_on) == ("reprimand", date(2026, 1, 12), date(2027, 1, 14))
    assert Case.objects.get().closed_by is not None


def test_two_thirds_of_a_branch_propose_an_expulsion_and_half_of_the_committee_decides_it(
    as_: Opens, world: World
) -> None:
    voters(world)
    case, keeper = by_branch(world), as_("chi", size=PHONE)
    to_case(keeper, case)
    take(keeper, "Chi bộ họp", on=MET, heard="at_meeting", **counted(10, expulsion=7, warning=2))
    take(keeper, "Ký quyết định kỷ luật", on=SIGNED, number="07-QĐ/CB", form="expulsion")
    assert "Điều 10" in refused(keeper)[0][1] or "Điều 36" in refused(keeper)[0][1]
    to_case(keeper, case)
    take(keeper, "đề nghị cấp có thẩm quyền", on=SIGNED, number="02-TTr/CB", to=f"{world.places['commune']}:committee")
    commune_officer(world), commune_officer(world, "sau"), commune_officer(world, "bay")
    other = as_("sau")
    other.goto("/")
    assert f"Việc kỷ luật số {case.pk} chưa ai mở" in text(other)
    state_grant(case, world.accounts["tam"], actor=world.actor("sau"))
    vouch_for_grant(case, world.accounts["tam"], actor=world.actor("bay"))
    officer = as_("tam")
    to_case(officer, case)
    officer.click("main a:has-text('Ghi lại điều đã được kết luận')")
    send(officer, authorised="yes")
    take(officer, "Đại diện cơ quan quyết định nghe", on="20/01/2026", heard="met")
    take(officer, "Cơ quan có thẩm quyền họp", on="26/01/2026", whole="15", **counted(15, expulsion=8, warning=6))
    take(officer, "Ký quyết định kỷ luật", on="27/01/2026", number="11-QĐ/ĐU", form="expulsion")
    take(officer, "Công bố quyết định", on="30/01/2026")
    fits(officer)
    last = Spell.objects.filter(person=world.people["binh"], cancelled_by=None).latest("starts_on")
    assert (last.ends_on, last.ends_kind) == (date(2026, 1, 30), "expelled")
    member = as_("binh", size=PHONE)
    member.goto(f"/cases/mine/{case.pk}/")
    fits(member)
    assert "Khai trừ" in text(member) and "khiếu nại với cấp trên trực tiếp" in text(member)


def test_what_is_too_long_ago_ends_with_a_written_notice(as_: Opens, world: World) -> None:
    voters(world)
    case, keeper = by_branch(world, happened_on=date(2020, 1, 12)), as_("chi", size=PHONE)
    to_case(keeper, case)
    take(keeper, "Chi bộ họp", on=MET, heard="at_meeting", **counted(10, reprimand=9))
    take(keeper, "Ký quyết định kỷ luật", on=SIGNED, number="07-QĐ/CB", form="reprimand")
    assert "Thời hiệu" in refused(keeper)[0][0] and "Quy định 69-QĐ/TW" in refused(keeper)[0][0]
    to_case(keeper, case)
    take(keeper, "Thông báo không kỷ luật", on=SIGNED, number="03-TB/CB", cause="expired")
    take(keeper, "Lưu hồ sơ", on=SIGNED)
    assert not Sanction.objects.exists()


def test_a_deferral_tells_its_reason_nowhere(as_: Opens, world: World) -> None:
    case, keeper, member = by_branch(world), as_("chi", size=PHONE), as_("binh", size=PHONE)
    to_case(keeper, case)
    keeper.click("main .card a:has-text('Chưa xem xét kỷ luật')")
    fields = {one.get_attribute("name") for one in keeper.locator("main [name]").all()}
    assert fields == {"csrfmiddlewaretoken", "on", "clause", "ask_again_on", "history"}, "no field could hold a reason"
    send(keeper, on=MET, clause="clause_296_8_7", ask_again_on="01/06/2026")
    pages = [text(keeper)]
    member.goto(f"/cases/mine/{case.pk}/")
    fits(member)
    pages.append(text(member))
    for page in pages:
        assert "Chưa xem xét kỷ luật" in page
        assert [word for word in ("thai", "con nhỏ", "ốm", "bệnh", "nuôi con") if word in page] == []
    assert Deferral.objects.get().ask_again_on == date(2026, 6, 1)
    keeper.goto("/")
    assert "01/06/2026" in text(keeper)


def test_a_head_of_an_office_is_above_the_branch_which_proposes(as_: Opens, world: World) -> None:
    voters(world)
    seat = Seat(world.people["binh"], world.places["commune"], "committee_member", date(2024, 6, 1))
    take_post(seat, actor=world.actor("nam"))
    case = by_branch(world, from_above=True, task_level="grassroots", managed_by="grassroots", post=True)
    keeper = as_("chi", size=PHONE)
    to_case(keeper, case)
    take(keeper, "Chi bộ họp", on=MET, heard="at_meeting", **counted(10, warning=8))
    take(keeper, "Ký quyết định kỷ luật", on=SIGNED, number="07-QĐ/CB", form="warning")
    (told,) = refused(keeper)
    assert "Hình thức này không có trong đó" in told[0] and "Quy định 296-QĐ/TW" in told[1]
    to_case(keeper, case)
    take(keeper, "đề nghị cấp có thẩm quyền", on=SIGNED, number="02-TTr/CB", to=f"{world.places['commune']}:committee")
    assert keeper.goto(f"/discipline/cases/{case.pk}/").status == 404, "it is the committee's now"
    assert not Sanction.objects.exists()


@pytest.mark.on("2026-09-01")
def test_where_the_time_is_unknown_two_officers_stand_behind_the_decision(as_: Opens, world: World) -> None:
    voters(world)
    case, keeper = by_branch(world), as_("chi", size=PHONE)
    thu, _duc = more_officers(world)
    state_grant(case, world.accounts["khoa"], actor=world.actor("chi"))
    vouch_for_grant(case, world.accounts["khoa"], actor=thu)
    to_case(keeper, case)
    take(keeper, "Chi bộ họp", on="25/08/2026", heard="at_meeting", **counted(10, warning=9))
    fits(keeper)
    assert "chưa xác minh" in text(keeper)
    take(keeper, "Ký quyết định kỷ luật", on="27/08/2026", number="07-QĐ/CB", form="warning")
    assert "chưa có nguyên văn (Quy định 212-QĐ/TW" in refused(keeper)[0][0]
    to_case(keeper, case)
    keeper.click(f"main a[href$='/cases/{case.pk}/ground/decided/']")
    send(keeper, article="Điều 4", document="Quy định 212-QĐ/TW")
    second = as_("khoa")
    to_case(second, case)
    second.click("main form[action$='/ground/decided/vouch/'] button")
    keeper.reload()
    take(keeper, "Ký quyết định kỷ luật", on="27/08/2026", number="07-QĐ/CB", form="warning")
    fits(keeper)
    assert "chưa xác minh" in text(keeper)
    assert (Sanction.objects.get().unverified, Sanction.objects.get().withheld) == (True, False)
