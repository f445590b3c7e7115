"""The pages of sittings: called, rolled in two taps, counted from minutes, made up; names for who keeps attendance alone."""

from datetime import date

from liemchinh.study.asking import Call
from liemchinh.study.due import states_of
from liemchinh.study.models import Roll, Sitting
from liemchinh.study.rolls import record_roll
from liemchinh.study.services import call_sitting
from tests.permissions_of_directives import document
from tests.world import PEOPLE, REGISTERED

NAMES = (PEOPLE["binh"][0], REGISTERED["branch"])


def test_a_sitting_is_called_rolled_made_up_and_counted_from_its_pages(world):
    row, nam, chi, branch = document(world), world.client("nam"), world.client("chi"), world.places["branch"]
    commune, there = world.places["commune"], f"/study/at/{world.places['commune']}/new/"
    told = {"kind": "study", "document": str(row.pk), "held_on": "10/02/2026", "addressed": [str(commune)]}
    assert nam.post(there, {**told, "held_on": "10/02/2099"}).status_code == 422
    answer = nam.post(there, told)
    sitting = Sitting.objects.get()
    assert answer.url == f"/study/{sitting.pk}/" and "Chi bộ ấp Gò Cát" in nam.get(answer.url).content.decode()
    roll = f"/study/{sitting.pk}/roll/{branch}/"
    page = chi.get(roll).content.decode()
    assert page.count('value="present" checked') == 2 and all(name in page for name in NAMES)
    sent = {"seen": "0", f"mark-{world.people['branch']}": "present", f"mark-{world.people['binh']}": "absent"}
    assert chi.post(roll, sent).url == f"/study/{sitting.pk}/?at={branch}"
    assert chi.post(roll, {**sent, f"mark-{world.people['binh']}": "excused"}).status_code == 422
    assert (
        nam.post(
            f"{there}?makes_up={sitting.pk}", {**told, "held_on": "20/02/2026", "addressed": [str(branch)]}
        ).status_code
        == 302
    )
    make_up = Sitting.objects.get(makes_up=sitting)
    page = chi.get(f"/study/{make_up.pk}/roll/{branch}/").content.decode()
    assert page.count('value="absent" checked') == 1 and NAMES[0] in page and NAMES[1] not in page
    assert (
        chi.post(
            f"/study/{make_up.pk}/roll/{branch}/", {"seen": "0", f"mark-{world.people['binh']}": "present"}
        ).status_code
        == 302
    )
    count = f"/study/{sitting.pk}/count/{world.places['sibling']}/"
    minutes = {
        "seen": "0",
        "due": "3",
        "present": "2",
        "excused": "1",
        "minutes": "4-BB/CB",
        "minutes_on": "11/02/2026",
    }
    assert (
        nam.post(count, {**minutes, "present": "4"}).status_code == 422 and nam.post(count, minutes).status_code == 302
    )
    page = nam.get(f"/study/{sitting.pk}/").content.decode()
    assert "80,00%" in page and not any(name in page for name in NAMES)
    found = Roll.objects.get(organisation_id=world.places["sibling"])
    assert nam.post(f"/study/roll/{found.pk}/withdraw/", {"reason": "twice"}).status_code == 302
    assert nam.post(f"/study/{make_up.pk}/revoke/", {"reason": "twice"}).status_code == 422


def test_counts_are_for_who_sees_figures_and_names_for_who_keeps_attendance(world):
    call = Call("talk", document(world).pk, date(2026, 2, 10), (world.places["commune"],))
    sitting, branch = call_sitting(world.places["commune"], call, actor=world.actor("nam")), world.places["branch"]
    states = {world.people["branch"]: "absent", world.people["binh"]: "excused"}
    record_roll(sitting.pk, branch, states, actor=world.actor("chi"))
    assert states_of(sitting, branch) == states
    leader = world.client("giang")
    page = leader.get(f"/study/{sitting.pk}/?at={branch}").content.decode()
    assert "Vắng có lý do" in page and not any(name in page for name in NAMES)
    by_kind = {
        (who, at): "Đảng viên chính thức" in world.client(who).get(f"/study/{sitting.pk}/?at={at}").content.decode()
        for who, at in (("giang", branch), ("giang", world.places["commune"]), ("chi", branch))
    }
    assert list(by_kind.values()) == [False, False, True]
    assert leader.get(f"/study/{sitting.pk}/roll/{branch}/").status_code == 404
    own = world.client("binh").get(f"/members/{world.uids['binh']}/").content.decode()
    assert "10/02/2026 – Nói chuyện chuyên đề" in own and "Có lý do" in own
    card = world.client("chi").get(f"/directives/{sitting.document_id}/").content.decode()
    assert "Nói chuyện chuyên đề, 10/02/2026" in card and "0/2" in card
