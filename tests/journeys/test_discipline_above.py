"""Disciplinary cases that are above the branch: it proposes, the committee decides; where the values are known, and once where not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liemchinh.access.actor import Actor
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.stating import state_allegation
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import ballot, by_branch, commune_officer, voters
from liemchinh.members.models import Spell
from liemchinh.members.posting import Seat, take_post
from liemchinh.papers.of_steps import typed
from tests.journeys.conftest import PHONE, Opens
from tests.journeys.test_discipline_cases import (
    KNOWN,
    MET,
    SIGNED,
    SIGNED_UNKNOWN,
    UNKNOWN,
    Takes,
    counted,
    met,
    on_a_ground,
    take,
    text,
    to_case,
)  # fmt: skip
from tests.walks import fits, refused, send
from tests.world import World


@KNOWN
def test_two_thirds_of_a_branch_propose_an_expulsion_and_half_of_the_committee_decides_it(
    as_: Opens, world: World
) -> None:
    voters(world)
    case, keeper = by_branch(world), as_("chi", size=PHONE)
    to_case(keeper, case)
    take(keeper, "Chi bộ họp", on=MET, heard="at_meeting", **counted(10, expulsion=7, warning=2))
    take(keeper, "Ký quyết định kỷ luật", on=SIGNED, number="07-QĐ/CB", form="expulsion")
    assert "Điều 10" in refused(keeper)[0][1] or "Điều 36" in refused(keeper)[0][1]
    to_case(keeper, case)
    take(keeper, "đề nghị cấp có thẩm quyền", on=SIGNED, number="02-TTr/CB", to=f"{world.places['commune']}:committee")
    commune_officer(world), commune_officer(world, "sau"), commune_officer(world, "bay")
    other = as_("sau")
    other.goto("/")
    assert f"Việc kỷ luật số {case.pk} chưa ai mở" in text(other)
    state_grant(case, world.accounts["tam"], actor=world.actor("sau"))
    vouch_for_grant(case, world.accounts["tam"], actor=world.actor("bay"))
    officer = as_("tam")
    to_case(officer, case)
    officer.click("main a:has-text('Ghi lại điều đã được kết luận')")
    send(officer, authorised="yes")
    take(officer, "Đại diện cơ quan quyết định nghe", on="20/01/2026", heard="met")
    take(officer, "Cơ quan có thẩm quyền họp", on="26/01/2026", whole="15", **counted(15, expulsion=8, warning=6))
    _expelled(as_, world, officer, case, take, ends=date(2026, 1, 30))
    assert not Sanction.objects.get().unverified


@UNKNOWN
@pytest.mark.soak
def test_half_of_the_committee_expels_where_the_time_is_unknown_and_two_stand_behind_it(
    as_: Opens, world: World
) -> None:
    voters(world)
    case = by_branch(world)
    met(world, case, expulsion=7, warning=2)
    to = Given(SIGNED_UNKNOWN, papers=typed("02-TTr/CB"), to=world.places["commune"], organ="committee")
    record_step(case, "proposed", to, actor=world.actor("chi"))
    tam = _two_officers(world, case)
    state_allegation(case, replace(Folder(case).facts, authorised=True), actor=tam)
    record_step(case, "heard", Given(SIGNED_UNKNOWN, heard="met"), actor=tam)
    half = Given(SIGNED_UNKNOWN, ballot=ballot(15, {"expulsion": 8, "warning": 6}, whole=15))
    record_step(case, "body_meeting", half, actor=tam)
    officer = as_("tam", size=PHONE)
    to_case(officer, case)
    _expelled(as_, world, officer, case, on_a_ground(world, case, "decided", "sau"), ends=SIGNED_UNKNOWN)
    assert Sanction.objects.get().unverified


def _expelled(as_: Opens, world: World, officer: Any, case: Case, take_: Takes, *, ends: date) -> None:
    """The committee decides and announces; Bình is no member any more, from the day the rules name; reads why and what he can do."""
    take_(officer, "Ký quyết định kỷ luật", on=f"27/{ends:%m/%Y}", number="11-QĐ/ĐU", form="expulsion")
    take(officer, "Công bố quyết định", on=f"30/{ends:%m/%Y}")
    fits(officer)
    last = Spell.objects.filter(person=world.people["binh"], cancelled_by=None).latest("starts_on")
    assert (last.ends_on, last.ends_kind) == (ends, "expelled")
    member = as_("binh", size=PHONE)
    member.goto(f"/cases/mine/{case.pk}/")
    fits(member)
    assert "Khai trừ" in text(member) and "khiếu nại với cấp trên trực tiếp" in text(member)
    assert ("chưa xác minh" in text(member)) == Sanction.objects.get().unverified


@KNOWN
def test_a_head_of_an_office_is_above_the_branch_which_proposes(as_: Opens, world: World) -> None:
    case = _head(world)
    keeper = as_("chi", size=PHONE)
    to_case(keeper, case)
    take(keeper, "Chi bộ họp", on=MET, heard="at_meeting", **counted(10, warning=8))
    _above(keeper, world, case, SIGNED)
    assert not Sanction.objects.exists()


@UNKNOWN
@pytest.mark.soak
def test_what_the_committee_may_with_a_head_of_an_office_is_unknown_and_two_stand_behind_its_decision(
    as_: Opens, world: World
) -> None:
    case = _head(world)
    met(world, case, warning=8)
    keeper = as_("chi", size=PHONE)
    to_case(keeper, case)
    _above(keeper, world, case, "27/08/2026")
    tam = _two_officers(world, case)
    record_step(case, "heard", Given(SIGNED_UNKNOWN, heard="met"), actor=tam)
    vote = Given(SIGNED_UNKNOWN, ballot=ballot(15, {"warning": 12}, whole=15))
    record_step(case, "body_meeting", vote, actor=tam)
    officer = as_("tam", size=PHONE)
    to_case(officer, case)
    given = {"on": "28/08/2026", "number": "11-QĐ/ĐU", "form": "warning"}
    on_a_ground(world, case, "decided", "sau")(officer, "Ký quyết định kỷ luật", **given)
    held = Sanction.objects.get()
    assert (held.decided_by_id, held.unverified, held.withheld) == (world.places["commune"], True, False)


def _head(world: World) -> Case:
    """A case of the branch about Bình, who heads an office and did what a higher level told him to do."""
    voters(world)
    seat = Seat(world.people["binh"], world.places["commune"], "committee_member", date(2024, 6, 1))
    take_post(seat, actor=world.actor("nam"))
    return by_branch(world, from_above=True, task_level="grassroots", managed_by="grassroots", post=True)


def _above(keeper: Any, world: World, case: Case, on: str) -> None:
    """The branch may not decide, which is known; it proposes, and has the case no more."""
    take(keeper, "Ký quyết định kỷ luật", on=on, number="07-QĐ/CB", form="warning")
    (told,) = refused(keeper)
    assert "Hình thức này không có trong đó" in told[0] and "-QĐ/TW" in told[1]
    to_case(keeper, case)
    take(keeper, "đề nghị cấp có thẩm quyền", on=on, number="02-TTr/CB", to=f"{world.places['commune']}:committee")
    assert keeper.goto(f"/discipline/cases/{case.pk}/").status == 404, "it is the committee's now"


def _two_officers(world: World, case: Case) -> Actor:
    """Tâm and Sáu of the commune have the case open, given by two; gives Tâm."""
    tam, sau, bay = (commune_officer(world, name) for name in ("tam", "sau", "bay"))
    for name, by in (("tam", sau), ("sau", tam)):
        state_grant(case, world.accounts[name], actor=by)
        vouch_for_grant(case, world.accounts[name], actor=bay)
    return tam
