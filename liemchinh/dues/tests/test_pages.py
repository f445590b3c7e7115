"""The page of a branch's dues, and one's own months on one's own page."""

from datetime import date

from liemchinh.dues.queries import states_of
from liemchinh.dues.services import record_dues
from tests.world import REGISTERED

FEBRUARY = date(2026, 2, 1)


def address(world, place="branch", month="2026-02"):
    return f"/dues/{world.places[place]}/?month={month}"


def field(world, name):
    return f"mark-{world.people[name]}"


def test_everybody_has_paid_until_tapped_otherwise_and_one_press_saves_all(world):
    chi = world.client("chi")
    page = chi.get(address(world)).content.decode()
    assert page.count('value="paid" checked') == 2 and REGISTERED["branch"] in page
    sent = {"seen": "0", field(world, "branch"): "paid", field(world, "binh"): "unpaid"}
    assert chi.post(address(world), sent).status_code == 302
    assert states_of(world.places["branch"], FEBRUARY) == {
        world.people["branch"]: "paid",
        world.people["binh"]: "unpaid",
    }
    page = chi.get(address(world)).content.decode()
    assert 'value="unpaid" checked' in page and "1 đã đóng, 1 chưa, 0 được miễn" in page and "Vì sao sửa" in page


def test_a_form_with_holes_or_nonsense_comes_back_with_reasons(world):
    chi = world.client("chi")
    for sent in ({}, {"seen": "x", field(world, "binh"): "later"}, {"seen": "9" * 30}):
        answer = chi.post(address(world), sent)
        assert answer.status_code == 422 and "Chưa chọn cho" in answer.content.decode()
    assert chi.get(address(world, month="2026-13")).status_code == 200
    assert states_of(world.places["branch"], FEBRUARY) == {}


def test_a_member_sees_their_own_months_and_nobody_elses(world):
    states = {world.people["branch"]: "unpaid", world.people["binh"]: "excused"}
    record_dues(world.places["branch"], FEBRUARY, states, actor=world.actor("chi"))
    own = world.client("binh").get(f"/members/{world.uids['binh']}/").content.decode()
    assert "Tháng 02/2026" in own and "Miễn" in own
    assert "Tháng 02/2026" not in world.client("chi").get(f"/members/{world.uids['binh']}/").content.decode()
