"""The pages of a branch's meeting, and one's own attendance on one's own page."""

from datetime import date

from liemchinh.meetings.queries import meeting_on, states_of
from liemchinh.meetings.services import record_meeting
from tests.world import PEOPLE, REGISTERED

DAY = date(2026, 2, 3)


def address(world, place="branch", on="2026-02-03"):
    return f"/meetings/{world.places[place]}/record/?on={on}"


def field(world, name):
    return f"mark-{world.people[name]}"


def test_everybody_came_until_tapped_otherwise_and_one_press_saves_all(world):
    chi = world.client("chi")
    assert chi.get(address(world)).content.decode().count('value="present" checked') == 2
    sent = {"seen": "0", field(world, "branch"): "present", field(world, "binh"): "absent"}
    answer = chi.post(address(world), sent)
    meeting = meeting_on(world.places["branch"], DAY)
    assert answer.status_code == 302 and answer.url == f"/meetings/{meeting.pk}/"
    assert states_of(meeting) == {world.people["branch"]: "present", world.people["binh"]: "absent"}
    page = chi.get(answer.url).content.decode()
    assert PEOPLE["binh"][0] in page and REGISTERED["branch"] not in page


def test_a_wrong_meeting_is_cancelled_from_its_page(world):
    chi = world.client("chi")
    chi.post(address(world), {"seen": "0", field(world, "branch"): "present", field(world, "binh"): "present"})
    page = f"/meetings/{meeting_on(world.places['branch'], DAY).pk}/"
    assert chi.post(page, {"reason": "because"}).status_code == 422
    assert chi.post(page, {"reason": "wrong_day"}).status_code == 302
    assert meeting_on(world.places["branch"], DAY) is None and chi.get(page).status_code == 404


def test_a_day_that_cannot_be_falls_back_and_a_form_with_holes_comes_back(world):
    chi = world.client("chi")
    for on in ("hôm qua", "2027-01-01", "03/02/1999"):
        assert chi.get(address(world, on=on)).status_code == 200
    answer = chi.post(address(world), {field(world, "binh"): "asleep"})
    assert answer.status_code == 422 and "Chưa chọn cho" in answer.content.decode()


def test_a_member_sees_their_own_attendance_and_nobody_elses(world):
    states = {world.people["branch"]: "absent", world.people["binh"]: "excused"}
    record_meeting(world.places["branch"], DAY, states, actor=world.actor("chi"))
    own = world.client("binh").get(f"/members/{world.uids['binh']}/").content.decode()
    assert "Ngày 03/02/2026" in own and "Có lý do" in own and "Vắng" not in own
