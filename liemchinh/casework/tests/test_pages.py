"""The pages that all granted kinds share: a case's parts, who has it open, the second officer's, and cases nobody has open."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from liemchinh.access.granting import revoke_role
from liemchinh.access.models import RoleGrant
from liemchinh.casework import grants
from liemchinh.casework.holders import holders_of
from liemchinh.casework.models import Case
from liemchinh.casework.showing import links_shown, parties_shown
from liemchinh.casework.steps import Taken, Who, open_case, take_step
from liemchinh.web.discovery import waiting_for
from regulations.answers import Refusal
from tests.granted_kind import KIND, ON, officer, open_one


def page(world: Any, name: str, address: str, *args: Any, status: int = 200) -> str:
    answer = world.client(name).get(reverse(f"casework:{address}", args=args))
    assert answer.status_code == status
    return str(answer.content.decode())


def shown(world: Any, name: str, case: Case, tag: str) -> str:
    request = RequestFactory().get("/")
    request.actor = world.actor(name)  # type: ignore[attr-defined]
    return Template("{% load casework %}{% " + tag + " case %}").render(Context({"case": case, "request": request}))


def test_somebody_is_stated_and_vouched_for_by_pages_alone(granted: Any) -> None:
    case = open_one(granted)
    address = reverse("casework:grants", args=[case.pk])
    assert "Ngô Minh Thu" in page(granted, "khoa", "grants", case.pk)
    thu = granted.accounts["thu"].pk
    assert granted.client("khoa").post(address, {"account": thu}).status_code == 302
    told = page(granted, "duc", "work")
    assert "Vũ Đăng Khoa nêu Ngô Minh Thu" in told and "Việc thử mở theo quyền" in told and "Trần Văn Bình" not in told
    (line,) = [one for one in waiting_for(granted.actor("duc"), date(2026, 3, 3)) if one.kind == "casework.to_vouch"]
    assert (line.title, line.url) == ("1 người chờ bạn xác nhận để được mở vụ việc", reverse("casework:work"))
    vouching = reverse("casework:vouch-grant", args=[case.pk, thu])
    assert [granted.client(name).post(vouching).status_code for name in ("khoa", "thu", "an", "duc")] == [
        404,
        404,
        404,
        302,
    ]
    assert holders_of(case) == [granted.accounts["khoa"].pk, thu]
    assert "Vũ Đăng Khoa nêu, Hà Công Đức xác nhận ngày 03/03/2026" in page(granted, "thu", "grants", case.pk)
    assert page(granted, "duc", "grants", case.pk, status=404)


def test_who_read_a_case_stands_beside_who_has_it_open_and_whoever_withdrew_is_gone(granted: Any) -> None:
    case = open_one(granted)
    thu = granted.accounts["thu"]
    grants.state_grant(case, thu, actor=granted.actor("khoa"))
    grants.vouch_for_grant(case, thu, actor=granted.actor("duc"))
    told = page(granted, "thu", "grants", case.pk)
    assert "Cán bộ kiểm tra, Đảng bộ huyện Sông Thu" in told
    client = granted.client("thu")
    answer = client.post(reverse("casework:recuse", args=[case.pk, thu.pk]))
    assert answer.headers["Location"] == reverse("casework:work")
    page(granted, "thu", "grants", case.pk, status=404)
    assert "rút khỏi việc ngày 03/03/2026" in page(granted, "khoa", "grants", case.pk)
    ending = reverse("casework:end-grant", args=[case.pk, granted.accounts["khoa"].pk])
    assert "Không còn ai khác mở việc này." in granted.client("khoa").post(ending).content.decode()


def test_a_case_nobody_has_open_is_given_by_number_and_kind(granted: Any) -> None:
    case = open_one(granted)
    granted.accounts["son"] = officer(granted, "son", "Lý Hồng Sơn", "district")
    page(granted, "thu", "give", case.pk, status=404)
    revoke_role(RoleGrant.objects.get(account=granted.accounts["khoa"]), actor=granted.actor("an"))
    told = page(granted, "thu", "adrift") + page(granted, "thu", "give", case.pk)
    assert "Việc thử mở theo quyền" in told and "Trần Văn Bình" not in told
    answer = granted.client("thu").post(
        reverse("casework:give", args=[case.pk]), {"account": granted.accounts["duc"].pk}
    )
    assert answer.status_code == 302
    grants.vouch_for_grant(case, granted.accounts["duc"], actor=granted.actor("son"))
    assert holders_of(case) == [granted.accounts["duc"].pk]


def test_the_parts_of_a_case_say_who_takes_part_and_what_spoke_against_a_step_of_history(granted: Any) -> None:
    case = open_one(
        granted, more=[Who("subject", granted.places["commune"]), Who("subject", person=granted.people["em"])]
    )
    assert [(part.title, part.names) for part in parties_shown(case)] == [
        ("Cơ quan kiểm tra", ["Đảng bộ huyện Sông Thu"]),
        ("Người có liên quan", ["Trần Văn Bình"]),
        ("Đối tượng", ["Đảng bộ xã Trà Mây", "Huỳnh Thị Em"]),
    ]
    against = [Refusal("competence", "x", "Quy định 22-QĐ/TW, Điều 9")]
    with transaction.atomic():
        take_step(case, Taken("concluded", ON - timedelta(days=1), history=against), actor=granted.actor("khoa"))
    course = shown(granted, "khoa", case, "course")
    for words in (
        "ghi việc đã qua",
        "không có hiệu lực",
        "Nơi quyết định không có thẩm quyền",
        "Điều 9",
        "quyền khiếu nại",
    ):
        assert words in course
    head = shown(granted, "khoa", case, "case_head")
    assert "Vũ Đăng Khoa" in head and reverse("casework:grants", args=[case.pk]) in head
    assert "Huỳnh Thị Em" in shown(granted, "khoa", case, "parties")


def test_only_linked_cases_that_the_reader_may_open_are_told(granted: Any) -> None:
    earlier, parties = open_one(granted, by="thu"), [Who("body", granted.places["district"])]
    with transaction.atomic():
        case = open_case(KIND, parties, Taken("opened", ON), arises_from=[earlier], actor=granted.actor("khoa"))
    assert links_shown(case, granted.actor("khoa")) == [] and shown(granted, "khoa", case, "links").strip() == ""
    grants.state_grant(earlier, granted.accounts["khoa"], actor=granted.actor("thu"))
    grants.vouch_for_grant(earlier, granted.accounts["khoa"], actor=granted.actor("duc"))
    assert [(link.title, link.came_before) for link in links_shown(case, granted.actor("khoa"))] == [
        (f"Vụ thử {earlier.pk}", True)
    ]
    assert f"Vụ thử {case.pk}" in shown(granted, "khoa", earlier, "links")
