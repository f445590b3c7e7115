"""On a phone: the secretary takes an exemption through, the officer of the commune a strike-off; every page fits."""

from datetime import timedelta

from liemchinh.journal import clock
from liemchinh.standing.models import Matter
from liemchinh.standing.tests.conftest import CARD, last_spell, stand_behind
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, send
from tests.world import World


def test_the_secretary_takes_an_exemption_through(as_: Opens, world: World) -> None:
    today, page = f"{clock.today():%d/%m/%Y}", as_("chi", size=PHONE)
    page.goto("/standing/")
    fits(page)
    page.click("main >> text=Chi bộ ấp Gò Cát")
    fits(page)
    page.click("main >> text=Trần Văn Bình")
    fits(page)
    page.click("text=Xin miễn công tác, sinh hoạt")
    send(page, on=today)
    page.goto("/")
    page.click("text=Chi bộ xét, quyết định miễn công tác, sinh hoạt")
    fits(page)
    page.click("a.button:has-text('quyết định miễn')")
    send(page, number="07-NQ/CB", dated=today, on=today)
    fits(page)
    assert last_spell(world).exempt


def test_the_officer_takes_a_strike_off_through_and_the_level_above_answers_the_appeal(
    as_: Opens, world: World
) -> None:
    today, old = f"{clock.today():%d/%m/%Y}", f"{clock.today() - timedelta(3):%d/%m/%Y}"
    page = as_("nam", size=PHONE)
    page.goto(f"/members/{world.uids['binh']}/acts/")
    page.click("text=Xóa tên: nêu căn cứ")
    send(page, ground=CARD, on=old)
    case = Matter.objects.get().case
    stand_behind(world, case, "strike_off_told", "chi", "nam")
    page.reload()
    fits(page)
    page.click("a.button:has-text('Chi bộ báo căn cứ')")
    send(page, number="01-TB", dated=old, on=old)
    page.click("a.button:has-text('biểu quyết đề nghị xóa tên')")
    send(page, on=old, number="02-NQ/CB", issued="2", returned="2", valid="2", votes_for="2")
    stand_behind(world, case, "strike_off_decided", "an", "oanh")
    page.reload()
    page.click("a.button:has-text('quyết định xóa tên')")
    send(page, number="03-QĐ/ĐU", on=old)
    page.click("a.button:has-text('Giao quyết định')")
    send(page, on=today, card="recovered")
    fits(page)
    assert (
        last_spell(world).ends_kind == "struck_off" and page.get_by_text("Nhận đơn khiếu nại việc xóa tên").count() >= 1
    )
    page.click("main a:has-text('Nhận đơn khiếu nại việc xóa tên')")
    send(page, on=today, body=str(world.places["district"]))
    above = as_("an", size=PHONE)
    above.goto(page.url)
    above.click("a.button:has-text('giải quyết khiếu nại')")
    send(above, outcome="annulled", number="21-QĐ", on=today)
    assert (last_spell(world).starts_kind, last_spell(world).ends_on) == ("restored", None)
    member = as_("binh", size=PHONE)
    member.goto("/members/mine/")
    fits(member)
