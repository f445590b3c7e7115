"""The screens of awards, the register cell by cell, and what a member sees of their own."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from liemchinh.access.models import SignedIn
from liemchinh.awards.models import Award
from liemchinh.awards.occasions import Occasion
from liemchinh.awards.register import register_visible_to, workbook
from liemchinh.awards.services import decide_awards, hand_over, propose_awards
from liemchinh.awards.tests.people import BEFORE, NEXT, uid, veteran
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from tests.world import World

pytestmark = pytest.mark.django_db
OCCASION = Occasion(NEXT, BEFORE)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def listed(world: World, place: str = "commune") -> str:
    return f"{reverse('awards:list')}?at={world.places[place]}"


def test_an_officer_walks_from_the_list_to_the_badge_handed_over(world: World) -> None:
    first, second = (veteran(world, name, date(1996, 3, 1)) for name in ("Mạc Thị Hòa", "Mạc Văn Thuận"))
    client, at = world.client("nam"), world.places["commune"]
    page = text(client, listed(world))
    assert (
        "Vì sao đủ 30 năm" in page
        and "01/03/1996 + 30 năm = 01/03/2026" in page
        and f'value="{first}-30" checked' in page
    )
    sent = client.post(reverse("awards:propose", args=[at]), {"occasion": NEXT.isoformat(), "who": [f"{first}-30"]})
    assert sent.status_code == 302 and Award.objects.get().person_id == first
    assert f'value="{first}-30"' not in text(client, listed(world)) and f'value="{second}-30"' in text(
        client, listed(world)
    )
    number = Award.objects.get().pk
    decide = reverse("awards:decide", args=[at])
    assert client.post(decide, {"decision": "", "on": "", "awards": [number]}).status_code == 422
    client.post(decide, {"decision": "219-QĐ/TU", "on": "02/03/2026", "awards": [number]})
    award = Award.objects.get(cancelled_by=None)
    assert (award.decision, award.decided_on) == ("219-QĐ/TU", date(2026, 3, 2))
    hand = reverse("awards:hand-over", args=[award.pk])
    early = client.post(hand, {"on": "01/03/2026"})
    assert early.status_code == 422 and "sớm hơn ngày quyết định" in early.content.decode()
    client.post(hand, {"on": "03/03/2026", "badge_no": "A 0123"})
    award = Award.objects.get(cancelled_by=None)
    assert "Số huy hiệu A 0123" in text(client, reverse("awards:one", args=[award.pk]))
    client.post(reverse("awards:cancel", args=[award.pk]), {"reason": "wrong_day"})
    assert Award.objects.get(cancelled_by=None).handed_on is None


def test_somebody_of_whom_it_is_unknown_is_shown_so_and_not_ticked_beforehand(world: World) -> None:
    person = veteran(world, "Ông Thị Nhãn", date(1996, 1, 1), told="1996")
    page = text(world.client("nam"), listed(world))
    assert "chưa rõ" in page and "Vì sao chưa rõ đủ 30 năm" in page
    assert f'value="{person}-30">' in page and f'value="{person}-30" checked' not in page


def test_a_secretary_sees_who_is_due_and_has_nothing_to_press(world: World) -> None:
    veteran(world, "Cù Thị Mận", date(1996, 3, 1))
    veteran(world, "Cù Văn Đào", date(1996, 3, 1), place="sibling")
    page = text(world.client("chi"), listed(world, "branch"))
    assert "Cù Thị Mận" in page and "Cù Văn Đào" not in page and '<button class="button">Đề nghị' not in page
    assert world.client("chi").get(reverse("awards:decide", args=[world.places["branch"]])).status_code == 404


def test_what_is_typed_into_the_address_or_the_form_is_never_an_error_of_ours(world: World) -> None:
    client, at = world.client("nam"), world.places["commune"]
    for day in ("", "x", "2026-05-20", "9999-99-99", "2026-02-03"):
        assert client.get(f"{listed(world)}&occasion={day}").status_code == 200
    for who in (
        ["x"],
        ["1-"],
        ["-30"],
        ["99999999999999999999-30"],
        ["0-30"],
        ["1-999"],
        [f"{world.people['other_branch']}-30"],
    ):
        sent = client.post(reverse("awards:propose", args=[at]), {"occasion": "x", "who": who})
        assert sent.status_code == 422 and not Award.objects.exists()


def test_a_badge_opened_is_a_reading_that_the_member_can_see(world: World) -> None:
    person = veteran(world, "Đoàn Thị Giỏi", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=world.actor("nam"))
    text(world.client("nam"), reverse("awards:one", args=[Award.objects.get().pk]))
    assert Reading.objects.filter(object_id=person, account_id=world.accounts["nam"].pk).exists()


def test_a_member_sees_their_own_badges_and_how_their_years_are_counted(world: World) -> None:
    page = text(world.client("binh"), reverse("members:mine"))
    assert "Tuổi đảng đến ngày 03/03/2026: 9 năm đủ." in page and "19/05/2016 + 30 năm = 19/05/2046" in page
    person = veteran(world, "Mã Thị Kim", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=world.actor("nam"))
    page = text(world.client("nam"), reverse("members:one", args=[uid(person)]))
    assert "Huy hiệu 30 năm" in page and "đề nghị tặng dịp 19/05/2026, chờ quyết định" in page
    assert "Khi nào đủ 40 năm" in page and "01/03/2036" in page


def _decided(world: World) -> None:
    nam = world.actor("nam")
    people = [
        veteran(world, "Tôn Nữ Bích", date(1996, 3, 1), birth="1970-07-09"),
        veteran(world, "=Tôn Thất An", date(1986, 1, 1), place="sibling", told="1986", birth="1960"),
        veteran(world, "Tôn Thất Chưa", date(1996, 4, 1)),
    ]
    propose_awards(OCCASION, [(people[0], 30), (people[2], 30)], actor=nam)
    propose_awards(Occasion(BEFORE, date(2025, 11, 7)), [(people[1], 40)], actor=nam)
    for person, number, day in ((people[0], "219-QĐ/TU", date(2026, 3, 2)), (people[1], "01-QĐ/TU", date(2026, 1, 20))):
        decide_awards([Award.objects.get(person_id=person).pk], number, day, actor=nam)
    hand_over(Award.objects.get(person_id=people[1], cancelled_by=None).pk, BEFORE, "B 77", actor=nam)


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def test_the_register_is_the_official_form_cell_by_cell(world: World) -> None:
    _decided(world)
    found = register_visible_to(world.actor("nam"), world.places["commune"], date(2026, 1, 1), date(2026, 3, 3))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(found)))["5-HHĐ"]
    empty = [None] * 13
    expected = [
        ["ĐẢNG BỘ XÃ TRÀ MÂY", *empty[:10], "Mẫu 5-HHĐ", None, None],
        [None, *empty],
        ["SỔ THEO DÕI HUY HIỆU ĐẢNG", *empty],
        ["Quyết định từ ngày 01/01/2026 đến ngày 03/03/2026", *empty],
        [None, *empty],
        ["TT", "Đợt tặng", "Loại huy hiệu", "Số huy hiệu", "Họ và tên", "Ngày sinh", "Số quyết định", "Ngày quyết định",
         "Ngày vào Đảng", "Ngày chính thức", "Tổ chức đảng nhận", "Ngày trao", "Ký nhận", "Ghi chú"],
        list(range(1, 15)),
        [1, date(2026, 2, 3), "40 năm", "B 77", "'=Tôn Thất An", "1960", "01-QĐ/TU", date(2026, 1, 20), "1986",
         date(1987, 1, 1), "Chi bộ ấp Rạch Dừa", date(2026, 2, 3), None, "không thu thập"],
        [2, date(2026, 5, 19), "30 năm", None, "Tôn Nữ Bích", "09/07/1970", "219-QĐ/TU", date(2026, 3, 2), "01/03/1996",
         date(1997, 3, 1), "Chi bộ ấp Gò Cát", None, None, "không thu thập"],
    ]  # fmt: skip
    assert [[_day(cell.value) for cell in row] for row in sheet.iter_rows()] == expected
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.print_title_rows) == (
        9,
        "landscape",
        "$6:$7",
    )
    assert sheet.page_setup.fitToHeight == 0 and "&P/&N" in (sheet.oddFooter.right.text or "") + str(
        sheet.oddFooter.right
    )
    other = register_visible_to(world.actor("chi"), world.places["commune"], date(2026, 1, 1), date(2026, 3, 3))
    assert [row[4] for row in other.rows] == ["Tôn Nữ Bích"]


def test_the_register_is_given_to_whoever_may_take_it_out_after_showing_who_they_are(world: World) -> None:
    _decided(world)
    client, address = world.client("nam"), reverse("awards:register", args=[world.places["commune"]])
    SignedIn.objects.filter(account=world.accounts["nam"]).update(proved_at=clock.now().replace(year=2025))
    assert client.get(address)["Location"].startswith(reverse("access:prove"))
    SignedIn.objects.filter(account=world.accounts["nam"]).update(proved_at=clock.now())
    assert client.post(address, {"first": "03/03/2026", "last": "01/03/2026"}).status_code == 422
    given = client.post(address, {"first": "01/01/2026", "last": "03/03/2026"})
    assert given.status_code == 200 and given["Content-Disposition"].endswith('-03-03-2026.xlsx"')
    assert Entry.objects.latest("sequence").kind == "awards.register_taken"
