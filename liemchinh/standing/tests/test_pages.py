"""Who sees what of a change of standing: those who keep it, and the person themselves; everybody else as if there were nothing."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.casework.models import Case
from liemchinh.casework.queries import course_of
from liemchinh.journal import clock
from liemchinh.journal.models import Reading
from liemchinh.members.dossier import READING
from liemchinh.standing.models import Matter
from liemchinh.standing.tests.conftest import CARD, last_spell, open_, stand_behind, step
from liemchinh.web.discovery import sections_for

NONCE = re.compile(r"csrfmiddlewaretoken\" value=\"[^\"]+|nonce=\"[^\"]+|nonce-[^']+")
FIRST, SECOND = date(2026, 2, 2), date(2026, 2, 10)


def read(world: Any, who: str, address: str) -> str:
    """A page as somebody gets it, without what differs each time."""
    return NONCE.sub("", world.client(who).get(address).content.decode())


def own(world: Any, title: str) -> dict[str, str]:
    """The part of that title on Bình's own page."""
    sections = sections_for(world.actor("binh"), clock.today())
    return {what: value for section in sections if section.title == title for what, value in section.rows}


def test_the_register_reads_byte_for_byte_the_same_for_whoever_keeps_nothing_here(world: Any) -> None:
    branch = world.places["branch"]
    addresses = [
        reverse("home"), reverse("members:one", args=[world.uids["binh"]]), f"{reverse('members:list')}?at={branch}",
        reverse("organisations:one", args=[branch]), reverse("organisations:entries", args=[branch]),
    ]  # fmt: skip
    before = [read(world, who, address) for who in ("khoa", "hien", "em") for address in addresses]
    assert any("Trần Văn Bình" in page for page in before)
    case = open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune")
    open_(world, "leave_asked", on=FIRST, body="commune")
    assert [read(world, who, address) for who in ("khoa", "hien", "em") for address in addresses] == before
    assert world.client("khoa").get(reverse("standing:one", args=[case.pk])).status_code == 404


def test_whoever_opens_a_case_has_read_of_the_person_and_the_person_sees_it(world: Any) -> None:
    case = open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune")
    kept = Reading.objects.filter(object_kind=READING, object_id=world.people["binh"])
    assert world.client("khoa").get(reverse("standing:one", args=[case.pk])).status_code == 404 and not kept.exists()
    assert world.client("chi").get(reverse("standing:one", args=[case.pk])).status_code == 200
    assert [(one.role, one.organisation_id) for one in kept] == [("branch_secretary", world.places["branch"])]


def test_a_step_and_the_beginning_of_a_case_are_read_too(world: Any) -> None:
    case = open_(world, "exemption_asked", on=FIRST)
    kept = Reading.objects.filter(object_kind=READING, object_id=world.people["binh"])
    pages = [reverse("standing:cancel", args=[case.pk]), reverse("standing:begin", args=[world.uids["binh"]])]
    for hour, page in enumerate(pages, start=1):
        with clock.at(date(2026, 3, 3 + hour)):
            answer = world.client("chi").get(page)
            assert answer.status_code == 200 and "Trần Văn Bình" in answer.content.decode(), page
        assert kept.count() == hour, page


def test_list_person_and_organisation_show_it_to_who_keeps_it_and_lead_to_it(world: Any) -> None:
    case = open_(world, "exemption_asked", on=FIRST)
    page = reverse("standing:one", args=[case.pk])
    branch = world.places["branch"]
    for who in ("chi", "nam", "an"):
        for address in (reverse("standing:list"), reverse("members:one", args=[world.uids["binh"]])):
            assert page in read(world, who, address)
        assert f"{reverse('standing:list')}?at={branch}" in read(
            world, who, reverse("organisations:one", args=[branch])
        )
    assert page not in read(world, "nam", f"{reverse('standing:list')}?at={world.places['sibling']}")
    step(world, case, "exemption_decided", on=SECOND, number="07-NQ/CB")
    assert page not in read(world, "chi", reverse("standing:list"))
    assert page in read(world, "chi", f"{reverse('standing:list')}?state=decided")


def test_the_person_reads_their_own_case_and_of_a_strike_off_once_they_are_told(world: Any) -> None:
    open_(world, "exemption_asked", on=FIRST)
    assert own(world, "Miễn công tác, sinh hoạt")["Đang chờ"] == "Chi bộ xét, quyết định miễn công tác, sinh hoạt"
    case = open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune")
    assert own(world, "Xóa tên") == {}
    stand_behind(world, case, "strike_off_told", "chi", "nam")
    step(world, case, "strike_off_told", on=FIRST, number="01-TB")
    told = own(world, "Xóa tên")
    assert told["Căn cứ được nêu"] == "Tự ý trả thẻ hoặc hủy thẻ (chưa xác minh)"
    assert told["Chi bộ báo căn cứ cho đảng viên bằng văn bản"] == "02/02/2026, 01-TB (02/02/2026)"
    assert "bất cứ lúc nào" in told["Khiếu nại, kiến nghị"]


@pytest.mark.usefixtures("late")
def test_the_person_reads_until_when_and_where_to_appeal_and_why_that_day(
    world: Any, struck_off: Callable[..., Case]
) -> None:
    case = struck_off(date(2026, 9, 1), date(2026, 10, 1))
    assert "30 ngày làm việc" in own(world, "Xóa tên")["Khiếu nại, kiến nghị"]
    step(world, case, "delivered", on=date(2026, 10, 5), card="missing")
    told = own(world, "Xóa tên")
    assert "Đảng bộ xã Trà Mây" in told["Khiếu nại, kiến nghị"] and "16/11/2026" in told["Khiếu nại, kiến nghị"]
    assert told["Thẻ đảng viên"] == "Không thu được thẻ"
    page = read(world, "chi", reverse("standing:one", args=[case.pk]))
    assert "Nhận đơn khiếu nại việc xóa tên" in page and "16/11/2026" in page and "Quy định 208-QĐ/TW" in page


def test_where_the_window_is_unknown_the_person_reads_that_nobody_is_late(
    world: Any, struck_off: Callable[..., Case]
) -> None:
    case = struck_off(FIRST, SECOND)
    assert "không đơn nào bị từ chối" in own(world, "Xóa tên")["Khiếu nại, kiến nghị"]
    step(world, case, "delivered", on=SECOND, card="recovered")
    assert "không đơn nào bị từ chối" in own(world, "Xóa tên")["Khiếu nại, kiến nghị"]


def test_a_suspension_is_nowhere_called_a_sanction(world: Any) -> None:
    case = open_(world, "suspended", "nam", on=FIRST, number="05-QĐ", body="commune")
    page = read(world, "chi", reverse("standing:one", args=[case.pk]))
    assert "không phải hình thức kỷ luật" in page and page.count("kỷ luật") == 1
    assert own(world, "Đình chỉ sinh hoạt")["Lưu ý"].startswith("Đình chỉ là biện pháp ngăn ngừa")


def test_an_exemption_is_taken_through_by_its_forms(world: Any) -> None:
    client, uid = world.client("chi"), world.uids["binh"]
    begun = client.get(reverse("standing:begin", args=[uid])).content.decode()
    assert reverse("standing:start", args=[uid, "exemption_asked"]) in begun and "expelled" not in begun
    assert client.get(reverse("standing:start", args=[uid, "expelled"])).status_code == 404
    assert (
        client.post(reverse("standing:start", args=[uid, "exemption_asked"]), {"on": "02/02/2026"}).status_code == 302
    )
    case = Matter.objects.get().case_id
    there = reverse("standing:step", args=[case, "exemption_decided"])
    assert client.post(there, {"number": "07-NQ/CB", "dated": "11/02/2026", "on": "10/02/2026"}).status_code == 422
    assert client.post(there, {"number": "07-NQ/CB", "dated": "09/02/2026", "on": "10/02/2026"}).status_code == 302
    assert last_spell(world).exempt
    cancel = reverse("standing:cancel", args=[case])
    shown = client.get(cancel).content.decode().partition('name="step" value="')[2].partition('"')[0]
    assert client.post(cancel, {"reason": "wrong_day", "step": shown}).status_code == 302
    assert not last_spell(world).exempt
    assert client.get(reverse("standing:step", args=[case, "leave_decided"])).status_code == 404


def test_a_step_recorded_since_the_page_was_opened_is_not_cancelled_in_place_of_the_one_that_was_shown(
    world: Any,
) -> None:
    case = open_(world, "leave_asked", on=FIRST, body="commune")
    page, nam = reverse("standing:cancel", args=[case.pk]), world.client("nam")

    def shown() -> str:
        return nam.get(page).content.decode().partition('name="step" value="')[2].partition('"')[0]

    before = shown()
    step(world, case, "leave_considered", on=SECOND, number="14-NQ/CB")
    late = nam.post(page, {"reason": "wrong_day", "step": before})
    assert late.status_code == 422 and "đã ghi bước khác" in late.content.decode()
    assert [step.code for step in course_of(case)] == ["leave_asked", "leave_considered"]
    assert nam.post(page, {"reason": "wrong_day", "step": shown()}).status_code == 302
    assert [step.code for step in course_of(case)] == ["leave_asked"]


def test_a_death_is_told_with_what_it_ends(world: Any) -> None:
    open_(world, "leave_asked", on=FIRST, body="commune")
    there = reverse("standing:start", args=[world.uids["binh"], "died"])
    assert "Tình trạng đảng viên" in read(world, "chi", there)
    assert world.client("chi").post(there, {"on": "10/02/2026"}).status_code == 302
    assert (last_spell(world).ends_kind, last_spell(world).ends_on) == ("died", SECOND)


def test_conditions_of_readmission_stand_on_its_page_and_another_branch_can_take_them_back(world: Any) -> None:
    open_(world, "expelled", "nam", on=FIRST, number="30-QĐ", body="commune")
    sibling = world.places["sibling"]
    there = reverse("standing:start", args=[world.uids["binh"], "readmission_asked"])
    given = {"on": "10/02/2026", "place": str(sibling), "body": str(world.places["commune"])}
    assert world.client("nam").post(there, given).status_code == 302
    case = Matter.objects.get(what="readmission").case
    page = read(world, "nam", reverse("standing:one", args=[case.pk]))
    assert "Điều kiện kết nạp lại" in page and page.count("chưa xác minh") >= 2
    assert case.parties.get(role="branch", cancelled_by=None).organisation_id == sibling
    assert reverse("standing:begin", args=[world.uids["binh"]]) in read(
        world, "chi", reverse("standing:choose", args=[world.places["branch"]])
    )


def test_a_ground_is_stated_by_one_officer_and_vouched_for_by_another_on_their_pages(world: Any) -> None:
    case = open_(world, "strike_off_stated", on=FIRST, ground=CARD, body="commune")
    ground, vouch = (reverse(f"standing:{name}", args=[case.pk, "strike_off_told"]) for name in ("ground", "vouch"))
    assert world.client("chi").post(ground, {"article": "Điều 8", "document": "Điều lệ Đảng"}).status_code == 302
    assert vouch not in read(world, "chi", reverse("standing:one", args=[case.pk]))
    assert vouch in read(world, "nam", reverse("standing:one", args=[case.pk]))
    assert world.client("nam").post(vouch).status_code == 302
    assert "đã có người thứ hai xác nhận" in read(world, "chi", reverse("standing:one", args=[case.pk]))
