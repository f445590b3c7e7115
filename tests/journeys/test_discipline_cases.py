"""Disciplinary cases walked on phones, by a branch and by a committee: each where the values are known, and once where they are not.

Where they are not, what went before is recorded by the services; the walk begins where something is unknown.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Deferral, Sanction
from liemchinh.discipline.stating import vouch_for_step
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import ballot, by_branch, voters
from tests.granted_kind import more_officers
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, refused, send
from tests.world import World

# A day whose values are known, and one on which nobody has seen the text of 17/08/2026.
KNOWN, UNKNOWN = pytest.mark.on("2026-03-03"), pytest.mark.on("2026-09-01")
MET, SIGNED = "12/01/2026", "14/01/2026"
MET_UNKNOWN, SIGNED_UNKNOWN = date(2026, 8, 25), date(2026, 8, 27)
Takes = Callable[..., None]


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


def met(world: World, case: Case, **votes: int) -> None:
    """The branch has met on a day of which the time is unknown: ten votes, Bình heard there."""
    given = Given(MET_UNKNOWN, ballot=ballot(10, votes), heard="at_meeting")
    record_step(case, "branch_meeting", given, actor=world.actor("chi"))


def let_in(world: World, case: Case, name: str, by: str) -> None:
    """A second officer has the case open too."""
    thu, _duc = more_officers(world)
    state_grant(case, world.accounts[name], actor=world.actor(by))
    vouch_for_grant(case, world.accounts[name], actor=thu)


def on_a_ground(world: World, case: Case, code: str, second: str) -> Takes:
    """Takes a step on which the rules are silent: refused with what is unknown and who confirms it; stated; vouched for; taken."""

    def take_(page: Any, title: str, **fields: str) -> None:
        take(page, title, **fields)
        (told,) = refused(page)
        assert "chưa có nguyên văn (Quy định 212-QĐ/TW" in told[0]
        assert "hai cán bộ giữ nguyên văn xác nhận giá trị ở mục Quy định" in text(page)
        to_case(page, case)
        page.click(f"main a[href$='/cases/{case.pk}/ground/{code}/']")
        send(page, article="Điều 4", document="Quy định 212-QĐ/TW")
        assert "chờ một cán bộ khác xác nhận" in text(page)
        vouch_for_step(case, code, actor=world.actor(second))
        page.reload()
        take(page, title, **fields)
        fits(page)
        assert "chưa xác minh" in text(page) and "Căn cứ do hai cán bộ nêu: Điều 4, Quy định 212-QĐ/TW" in text(page)

    return take_


@KNOWN
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


@KNOWN
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


@UNKNOWN
@pytest.mark.soak
def test_whether_it_is_too_long_ago_is_unknown_and_the_notice_stands_on_a_ground_of_two(
    as_: Opens, world: World
) -> None:
    voters(world)
    case, keeper = by_branch(world, happened_on=date(2020, 1, 12)), as_("chi", size=PHONE)
    met(world, case, reprimand=9)
    let_in(world, case, "khoa", "chi")
    to_case(keeper, case)
    given = {"on": "27/08/2026", "number": "03-TB/CB", "cause": "expired"}
    on_a_ground(world, case, "not_sanctioned", "khoa")(keeper, "Thông báo không kỷ luật", **given)
    take(keeper, "Lưu hồ sơ", on="27/08/2026")
    assert not Sanction.objects.exists() and Case.objects.get().closed_by is not None


@KNOWN
def test_a_deferral_tells_its_reason_nowhere(as_: Opens, world: World) -> None:
    _deferred(as_, world, MET, "clause_296_8_7", date(2026, 6, 1))


@UNKNOWN
@pytest.mark.soak
def test_a_deferral_is_not_refused_for_a_clause_nobody_has_verified_and_tells_its_reason_nowhere(
    as_: Opens, world: World
) -> None:
    keeper = _deferred(as_, world, "25/08/2026", "clause_21", date(2026, 12, 1))
    assert "chưa có nguyên văn (Quy định 21-QĐ/TW" in text(keeper)
    assert "Điều chưa rõ không tính bất lợi cho người ấy" in text(keeper)


def _deferred(as_: Opens, world: World, on: str, clause: str, again: date) -> Any:
    case, keeper, member = by_branch(world), as_("chi", size=PHONE), as_("binh", size=PHONE)
    to_case(keeper, case)
    keeper.click("main .card a:has-text('Chưa xem xét kỷ luật')")
    fields = {one.get_attribute("name") for one in keeper.locator("main [name]").all()}
    assert fields == {"csrfmiddlewaretoken", "on", "clause", "ask_again_on", "history"}, "no field could hold a reason"
    send(keeper, on=on, clause=clause, ask_again_on=f"{again:%d/%m/%Y}")
    pages = [text(keeper)]
    member.goto(f"/cases/mine/{case.pk}/")
    fits(member)
    pages.append(text(member))
    keeper.goto("/")
    assert f"{again:%d/%m/%Y}" in text(keeper)
    for page in pages:
        assert "Chưa xem xét kỷ luật" in page
        assert [word for word in ("thai", "con nhỏ", "ốm", "bệnh", "nuôi con") if word in page] == []
    assert Deferral.objects.get().ask_again_on == again
    keeper.go_back()
    return keeper


@UNKNOWN
def test_where_the_time_is_unknown_two_officers_stand_behind_a_reprimand(as_: Opens, world: World) -> None:
    voters(world)
    case, keeper = by_branch(world), as_("chi", size=PHONE)
    let_in(world, case, "khoa", "chi")
    to_case(keeper, case)
    take(keeper, "Chi bộ họp", on="25/08/2026", heard="at_meeting", **counted(10, reprimand=9))
    fits(keeper)
    assert "chưa xác minh" in text(keeper)
    given = {"on": "27/08/2026", "number": "07-QĐ/CB", "form": "reprimand"}
    on_a_ground(world, case, "decided", "khoa")(keeper, "Ký quyết định kỷ luật", **given)
    held = Sanction.objects.get()
    assert (held.form, held.unverified, held.withheld) == ("reprimand", True, False)
