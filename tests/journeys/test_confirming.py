"""On a phone: a secretary confirms with one press, and again with somebody too many; the officer above sees who and how many."""

from liemchinh.journal import clock
from liemchinh.reconciliation.quarters import ended
from liemchinh.reconciliation.queries import confirmation_of
from tests.journeys.conftest import PHONE, Opens
from tests.walks import home, is_sound
from tests.world import REGISTERED, World


def test_a_secretary_confirms_on_a_phone_and_the_officer_sees_who_differs(as_: Opens, world: World) -> None:
    quarter, page = ended(clock.today(), 1)[0], as_("chi", size=PHONE)
    home(page)
    page.click("a:has-text('Xác nhận số đảng viên quý')")
    is_sound(page)
    page.click("a:has-text('Xác nhận')")
    is_sound(page)
    page.click("button:has-text('Xác nhận')")
    assert "khớp với sổ" in page.inner_text("main")
    page.click("a:has-text('Xác nhận lại')")
    page.fill("[name=official]", "1")
    page.click("summary:has-text('nêu người lệch')")
    page.click(".marks label:has-text('Thừa')")
    is_sound(page)
    page.click("button:has-text('Xác nhận lại')")
    is_sound(page)
    row = confirmation_of(world.places["branch"], quarter.last)
    assert row is not None and (row.official, row.register_official, row.extra) == (1, 2, 1)
    officer = as_("nam", size=PHONE)
    officer.goto(f"/reconciliation/?at={world.places['commune']}")
    assert "trên 3 tổ chức" in officer.inner_text("main")
    is_sound(officer)
    officer.click("section a:has-text('Gò Cát')")
    assert any(name in officer.inner_text("main") for name in (REGISTERED["branch"], "Trần Văn Bình"))
    is_sound(officer)
