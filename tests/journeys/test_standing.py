"""Suspension, leave, expulsion, readmission and death, by the people whose work each is; the secretary on a phone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.members.models import Spell
from liemchinh.standing.tests.conftest import last_spell
from tests.journeys.conftest import PHONE
from tests.walks import fits, refused, send
from tests.world import World

pytestmark = pytest.mark.on("2026-11-20")


def begin(page: Any, world: World, who: str, code: str, **told: str) -> None:
    """The first step of a change, from the page that offers what can come next."""
    page.goto(f"/standing/person/{world.uids[who]}/")
    fits(page)
    page.click(f"main a[href$='/{code}/']")
    send(page, **told)


def go_on(page: Any, words: str, **told: str) -> None:
    """The next step, from the page of the matter."""
    page.reload()
    page.click(f"main a:has-text('{words}') >> nth=-1")
    send(page, **told)


def test_a_suspension_lapses_on_its_day_and_leave_is_granted_on_a_ground_of_two(
    as_: Callable[..., Any], world: World
) -> None:
    chi, nam, an, commune = as_("chi", PHONE), as_("nam"), as_("an"), str(world.places["commune"])
    begin(nam, world, "binh", "suspended", body=commune, number="05-QĐ", dated="20/08/2026", on="20/08/2026")
    assert last_spell(world).suspended
    chi.goto("/")
    chi.click("text=cho trở lại sinh hoạt: Trần Văn Bình")
    fits(chi)
    go_on(chi, "cho trở lại sinh hoạt", on="17/11/2026")
    assert refused(chi) == [("Đình chỉ hết hạn ngày 18/11/2026.", "Quy định 21-QĐ/TW")]
    fits(chi)
    send(chi, on="18/11/2026")
    assert (last_spell(world).suspended, last_spell(world).starts_on) == (False, date(2026, 11, 18))

    begin(chi, world, "binh", "leave_asked", body=commune, on="18/11/2026")
    go_on(chi, "xem xét đơn", number="07-NQ/CB", on="19/11/2026")
    nam.goto(chi.url)
    go_on(nam, "quyết định cho ra khỏi Đảng", number="11-QĐ", on="20/11/2026")
    ((why, _article),) = refused(nam)
    assert "Điều 8, khoản 2, Điều lệ Đảng" in why and "chưa xác minh" in why
    fits(nam)
    nam.goto(chi.url)
    nam.click("text=Nêu điều, văn bản")
    send(nam, article="Điều 8", document="Điều lệ Đảng")
    an.goto(chi.url)
    fits(an)
    an.click("button:has-text('Tôi xác nhận căn cứ này')")
    nam.goto(chi.url)
    go_on(nam, "quyết định cho ra khỏi Đảng", number="11-QĐ", on="20/11/2026")
    go_on(chi, "Giao quyết định", on="20/11/2026", card="recovered")
    fits(chi)
    assert (last_spell(world).ends_kind, last_spell(world).ends_on) == ("left", date(2026, 11, 20))


def test_expelled_years_ago_readmitted_with_every_condition_and_died(as_: Callable[..., Any], world: World) -> None:
    chi, nam, commune = as_("chi", PHONE), as_("nam"), str(world.places["commune"])
    begin(nam, world, "branch", "expelled", body=commune, number="30-QĐ", dated="01/06/2023", on="01/06/2023")
    assert last_spell(world, "branch").ends_kind == "expelled"
    nam.goto(f"/standing/person/{world.uids['branch']}/readmission_asked/")
    nam.fill("[name=place-query]", "go cat")
    nam.click("[name=place-find]")
    send(nam, place=str(world.places["branch"]), body=commune, on="01/09/2026")
    chi.goto("/")
    chi.click("text=đề nghị kết nạp lại")
    fits(chi)
    go_on(chi, "đề nghị kết nạp lại", number="17-NQ/CB", on="05/09/2026")
    nam.goto(chi.url)
    fits(nam)
    go_on(nam, "văn bản đồng ý", number="99-CV/TU", on="20/09/2026")
    go_on(nam, "quyết định kết nạp lại", number="61-QĐ", on="01/10/2026")
    ((why, article),) = refused(nam)
    assert why.startswith("Cấp ủy chưa xác nhận đã xét trên giấy") and article == "Quy định 208-QĐ/TW"
    fits(nam)
    send(nam, reviewed="on", number="61-QĐ", on="01/10/2026")
    go_on(chi, "lễ kết nạp lại", on="20/10/2026")
    spell = last_spell(world, "branch")
    assert (spell.official, spell.starts_kind, spell.starts_on) == (False, "readmitted", date(2026, 10, 20))

    begin(chi, world, "branch", "died", on="15/11/2026")
    fits(chi)
    spells = Spell.objects.filter(person_id=world.people["branch"], cancelled_by=None).order_by("starts_on")
    assert list(spells.values_list("ends_kind", flat=True)) == ["official", "expelled", "died"]
