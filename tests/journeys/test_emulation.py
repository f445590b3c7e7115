"""A model on a phone: the branch registers and sees its conditions, a committee proposes, the one above and a commission decide, a second
officer vouches, anybody reads it, a later decision revokes."""

from liemchinh.emulation.models import Recognition, Registration
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state, verify
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, home, refused, send
from tests.world import World


def test_from_the_resolution_to_the_public_list_and_its_revocation(as_: Opens, world: World) -> None:
    today, year = f"{clock.today():%d/%m/%Y}", clock.today().year
    branch, commune, district, province = (world.places[name] for name in ("branch", "commune", "district", "province"))
    page = as_("chi", size=PHONE)
    page.goto(f"/emulation/?at={branch}")
    page.click("main >> text=Đăng ký mô hình")
    page.locator("[name=listed]").check()
    send(page, model="no_violation", number="03-NQ/CB", dated=today, lies="branch")
    page.wait_for_selector("text=Chưa rõ, không tính là chưa đạt")
    fits(page)
    page = as_("nam", size=PHONE)
    page.goto(f"/emulation/{commune}/propose/?period={year}&model=no_violation")
    send(page)
    page = as_("an", size=PHONE)
    home(page)
    page.click("main >> text=Quyết định về")
    send(page, form="recognise", number="15-QĐ/TU", on=today)
    assert len(refused(page)) == 2
    send(page, basis="Mục 3 Kế hoạch 12-KH/TU")
    page = as_("oanh", size=PHONE)
    page.goto(f"/emulation/?at={province}&period={year}")
    fits(page)
    page.click("text=Xác nhận căn cứ này")
    page.wait_for_selector("text=Quyết định có hiệu lực")
    assert Recognition.objects.get(vouched_by__isnull=False).registration == Registration.objects.get()
    page = as_("", size=PHONE)
    page.goto("/models/")
    page.wait_for_selector("text=Chi bộ ấp Gò Cát")
    fits(page)
    page = as_("khoa", size=PHONE)
    page.goto(f"/emulation/{district}/decide/?period={year}&model=no_violation")
    page.wait_for_selector("h1:has-text('Ủy ban kiểm tra quyết định')")
    send(page, form="commend", number="02-QĐ/UBKT", on=today, basis="Mục 3 Kế hoạch 12-KH/TU")
    page = as_("oanh", size=PHONE)
    page.goto(f"/emulation/registrations/{Registration.objects.get().pk}/")
    fits(page)
    page.click("main a:has-text('Thu hồi')")
    send(page, cause="conclusion", number="21-QĐ/TU", on=today)
    page.wait_for_selector("text=thu hồi ngày")
    page.goto("/models/")
    page.wait_for_selector("text=Chưa có chi bộ nào")
    assert sorted(Recognition.objects.values_list("organ", "form", "revoked_number")) == [
        ("committee", "recognise", "21-QĐ/TU"), ("inspection", "commend", "")
    ]  # fmt: skip
    assert verify().ok and list(recount_state()) == []
