"""A post changes hands: recorded at the desk with its term, the work seen on the phones of who held it and who holds it."""

from datetime import date
from typing import Any

import pytest

from liemchinh.access.granting import Offer, grant_role, revoke_role
from liemchinh.access.models import RoleGrant
from liemchinh.access.services import create_account, link_person
from liemchinh.imports.drafting import begin_draft
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Post
from liemchinh.members.services import NewAct, register_person
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, home, refused, send
from tests.world import CONSOLE, PASSWORD, PEOPLE, REGISTERED, World

pytestmark = pytest.mark.on("2026-03-03")
PHUC, BINH = REGISTERED["branch"], PEOPLE["binh"][0]
WORK = "Ghi buổi sinh hoạt tháng 03/2026"


def take_post(page: Any, branch: int, who: str, starts_on: str) -> None:
    """The officer finds the person by name, and records the post in the eighteenth term."""
    page.goto(f"/members/posts/?at={branch}")
    page.click("main a:has-text('Ghi giữ chức vụ')")
    page.fill("[name=person-query]", who)
    page.click("[name=person-find]")
    page.check(f"label:has-text('{who}')")
    send(page, post="secretary", term="18", starts_on=starts_on)


def account_of_phuc(world: World) -> None:
    """He has an account in his branch, and no role."""
    told = {"username": "phuc", "display_name": PHUC, "organisation_id": world.places["branch"], "password": PASSWORD}
    world.accounts["phuc"] = create_account(actor=CONSOLE, **told)[0]
    link_person(world.accounts["phuc"], person_id=world.people["branch"], actor=world.actor("an"))


def test_a_post_of_a_term_changes_hands_and_its_work_goes_with_it(as_: Opens, world: World) -> None:
    branch = world.places["branch"]
    account_of_phuc(world)
    nam, binh, phuc = as_("nam"), as_("binh", PHONE), as_("phuc", PHONE)
    nam.goto(f"/members/posts/?at={branch}")
    nam.click("main a:has-text('Ghi nhiệm kỳ')")
    send(nam, number="18", starts_on="01/06/2025")
    take_post(nam, branch, BINH, "31/05/2025")
    assert refused(nam) == [("Ngày 31/05/2025 không nằm trong nhiệm kỳ thứ 18.", "")]
    send(nam, starts_on="01/06/2025")
    give_role(nam)
    assert WORK in home(binh)

    nam.goto(f"/members/{world.uids['binh']}/")
    nam.click("main a:has-text('Ghi thôi')")
    send(nam, last_on="02/03/2026")
    fits(nam)
    nam.click("main a:has-text('Thu vai trò Bí thư chi bộ')")
    nam.click("main button:has-text('Thu vai trò')")
    take_post(nam, branch, PHUC, "03/03/2026")
    give_role(nam)
    assert WORK in home(phuc) and WORK not in home(binh)

    for day, there, gone in (("02/03/2026", BINH, PHUC), ("03/03/2026", PHUC, BINH)):
        nam.goto(f"/members/posts/?at={branch}")
        nam.fill("[name=on]", day)
        nam.click("button:has-text('Xem ngày này')")
        fits(nam)
        held = nam.inner_text("main table")
        assert there in held and gone not in held
    assert list(Post.objects.filter(cancelled_by=None).order_by("starts_on").values_list("person_id", "term", "ends_on")) == [
        (world.people["binh"], 18, date(2026, 3, 3)), (world.people["branch"], 18, None),
    ]  # fmt: skip


def give_role(page: Any) -> None:
    """From the person's page: the role that goes with the post, seen beforehand and then granted."""
    fits(page)
    page.click("main a:has-text('Cấp vai trò Bí thư chi bộ')")
    send(page)
    fits(page)
    page.click("main button:has-text('Cấp vai trò')")


def test_who_takes_over_an_office_finds_its_work_and_not_the_drafts(as_: Opens, world: World) -> None:
    commune, an = world.places["commune"], world.actor("an")
    register_person(
        PersonFacts("Danh Sóc Kha"), [NewAct("admitted", date(2025, 3, 10), world.places["branch"])], actor=an
    )
    draft = begin_draft("Họ và tên,Ngày vào Đảng\nNgô Văn Mới,2016\n".encode(), "ds.csv", actor=world.actor("nam"))
    told = home(as_("nam"))
    assert "Danh Sóc Kha" in told and "ds.csv" in told
    revoke_role(RoleGrant.objects.get(account=world.accounts["nam"], cancelled_by=None), actor=an)
    grant_role(Offer(world.accounts["lan"], "organisation_officer", commune, clock.today()), actor=an)
    lan = as_("lan")
    told = home(lan)
    assert "Danh Sóc Kha" in told and "ds.csv" not in told
    assert lan.goto(f"/imports/{draft.pk}/").status == 404
