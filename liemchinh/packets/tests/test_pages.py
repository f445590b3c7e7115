"""The pages of a branch's month and of its paper."""

from datetime import date

from liemchinh.dues.queries import states_of
from liemchinh.meetings.queries import meeting_on
from liemchinh.meetings.queries import states_of as marks_of_meeting
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from liemchinh.packets.models import Packet
from tests.world import PEOPLE, REGISTERED

DAY = date(2026, 2, 3)


def month_page(world, place="branch", month="2026-02"):
    return f"/months/{world.places[place]}/?month={month}"


def printed(world, client):
    answer = client.post(f"/months/{world.places['branch']}/packet/?month=2026-02")
    return Packet.objects.get(), answer


def test_the_month_of_a_branch_leads_to_meeting_dues_and_paper(world):
    chi = world.client("chi")
    page = chi.get(month_page(world)).content.decode()
    assert (
        "Tháng này chưa ghi sinh hoạt" in page and f"/meetings/{world.places['branch']}/record/?on=2026-02-03" in page
    )
    assert f"/dues/{world.places['branch']}/?month=2026-02" in page
    assert "không có đảng viên nào" in world.client("nam").get(month_page(world, "commune")).content.decode()
    assert (
        f'href="/months/{world.places["branch"]}/"'
        in chi.get(f"/organisations/{world.places['branch']}/").content.decode()
    )


def test_the_printed_packet_numbers_everybody_and_marks_nobody(world):
    chi = world.client("chi")
    packet, answer = printed(world, chi)
    assert answer.url == f"/packets/{packet.pk}/"
    page = chi.get(answer.url).content.decode()
    assert page.index(PEOPLE["binh"][0]) < page.index(REGISTERED["branch"])
    assert all(words not in page for words in ("Miễn sinh hoạt", "Đình chỉ", "×</td>"))


def test_numbers_are_shown_with_their_names_before_anything_is_recorded(world):
    chi = world.client("chi")
    page = f"/packets/{printed(world, chi)[0].pk}/enter/"
    sent = {"day": "03/02/2026", "absent": "1", "unpaid": "2"}
    shown = chi.post(page, sent)
    assert shown.status_code == 200 and f"1. {PEOPLE['binh'][0]}" in shown.content.decode()
    assert meeting_on(world.places["branch"], DAY) is None
    assert chi.post(page, {**sent, "confirmed": "1"}).url == month_page(world)
    meeting = meeting_on(world.places["branch"], DAY)
    assert (meeting.present, meeting.absent) == (1, 1)
    assert states_of(world.places["branch"], date(2026, 2, 1))[world.people["branch"]] == "unpaid"


def test_whoever_came_between_looking_and_recording_moves_no_mark_to_somebody_else(world):
    chi, branch = world.client("chi"), world.places["branch"]
    page = f"/packets/{printed(world, chi)[0].pk}/enter/"

    def comes(name):
        acts = [NewAct("transferred_in", date(2026, 2, 2), branch)]
        return register_person(PersonFacts(name), acts, actor=world.actor("console"))

    came = comes("Lý Văn Yên")
    sent = {"day": "03/02/2026", "absent": "3"}
    shown = chi.post(page, sent).content.decode()
    seen = shown.partition('name="confirmed" value="')[2].partition('"')[0]
    first = comes("Lý Văn Ánh")
    again = chi.post(page, {**sent, "confirmed": seen})
    assert again.status_code == 200 and "3. Lý Văn Ánh" in again.content.decode()
    assert meeting_on(branch, DAY) is None
    now = again.content.decode().partition('name="confirmed" value="')[2].partition('"')[0]
    assert chi.post(page, {**sent, "absent": "4", "confirmed": now}).url == month_page(world)
    marks = marks_of_meeting(meeting_on(branch, DAY))
    assert (marks[came], marks[first]) == ("absent", "present")


def test_numbers_nobody_can_read_come_back_with_what_to_write(world):
    chi = world.client("chi")
    page = f"/packets/{printed(world, chi)[0].pk}/enter/"
    for absent in ("ba", "7-3", "0", "1-99999", "٣"):
        answer = chi.post(page, {"absent": absent, "confirmed": "1"})
        assert answer.status_code == 422, absent
    answer = chi.post(page, {"day": "03/02/2026", "absent": "2-4", "confirmed": "1"})
    assert answer.status_code == 422 and "Phiếu không có số 3, 4." in answer.content.decode()


def test_a_leader_sees_counts_of_branches_and_no_name_of_a_member(world):
    page = world.client("giang").get(f"/months/?at={world.places['district']}").content.decode()
    assert "Đảng bộ xã Trà Mây" in page and "0/2" in page
    assert all(name not in page for name in (*REGISTERED.values(), PEOPLE["binh"][0]))
    assert world.client("giang").get(month_page(world)).status_code == 404
    assert world.client("binh").get("/months/").status_code == 404
    assert world.client("giang").get("/months/?at=²").status_code == 404
