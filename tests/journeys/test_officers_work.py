"""The officer's other work: badges for long years, which the secretary sees on a phone, and a wrong act put right."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.awards.models import Award
from liemchinh.awards.tests.people import veteran
from liemchinh.members.changes import NewAct
from liemchinh.members.models import Spell
from liemchinh.members.services import record_act
from tests.journeys.conftest import PHONE
from tests.walks import fits, press, refused, send
from tests.world import CONSOLE, World

pytestmark = pytest.mark.on("2026-03-03")


def test_a_badge_is_proposed_decided_and_handed_over(as_: Callable[..., Any], world: World) -> None:
    old = veteran(world, "Lâm Văn Chuộng", date(1996, 4, 1))
    chi, nam, commune = as_("chi", PHONE), as_("nam"), world.places["commune"]
    nam.goto(f"/awards/?at={commune}")
    fits(nam)
    press(nam, "button:has-text('Đề nghị tặng')")
    award = Award.objects.get()
    assert (award.person_id, award.years, award.occasion) == (old, 30, date(2026, 5, 19))
    an = as_("an")
    an.goto(f"/awards/at/{commune}/decide/")
    send(an, decision="219-QĐ/TU", on="03/03/2026")
    chi.goto(f"/awards/?at={world.places['branch']}")
    fits(chi)
    assert "Có quyết định, chờ trao" in chi.inner_text("main") and "Lâm Văn Chuộng" in chi.inner_text("main")
    nam.goto(f"/awards/?at={commune}")
    nam.click("main a:has-text('Lâm Văn Chuộng')")
    fits(nam)
    nam.click("main a:has-text('Ghi trao huy hiệu')")
    send(nam, on="02/03/2026", badge_no="0123")
    assert refused(nam) == [("Ngày trao sớm hơn ngày quyết định (03/03/2026).", "")]
    fits(nam)
    send(nam, on="03/03/2026", badge_no="0123")
    assert Award.objects.filter(cancelled_by=None).get().handed_on == date(2026, 3, 3)


def test_a_wrong_act_is_put_right_with_a_reason_and_the_old_state_stays_visible(
    as_: Callable[..., Any], world: World
) -> None:
    person, branch = world.people["branch"], world.places["branch"]
    wrong = record_act(person, NewAct("exempt", date(2026, 2, 1), branch), actor=CONSOLE)
    nam = as_("nam", PHONE)
    nam.goto(f"/members/{world.uids['branch']}/")
    nam.click("main a:has-text('Hủy Kết nạp')")
    send(nam, reason="twice")
    assert refused(nam) == [
        (f"Ngày {day}: không thể ghi “{act}” trước khi kết nạp hoặc chuyển đến.", "")
        for day, act in (("19/05/2017", "công nhận chính thức"), ("01/02/2026", "miễn sinh hoạt"))
    ]
    fits(nam)
    nam.goto(f"/members/{world.uids['branch']}/")
    nam.click(f"main a[href$='/entries/{wrong}/replace/']")
    send(nam, on="01/03/2026", reason="wrong_day")
    fits(nam)
    press(nam, "button:has-text('Sửa trong sổ')")
    fits(nam)
    spells = Spell.objects.filter(person_id=person, cancelled_by=None, exempt=True)
    assert list(spells.values_list("starts_on", "ends_on")) == [(date(2026, 3, 1), None)]
    assert nam.locator("main s").count() == 1, "the wrong act stays, struck through"
