"""A legal vote over the one box at the size of a phone, by paper and phone: on a candidate (P1) and on discipline (P7)."""

from typing import Any

import pytest
from django.urls import reverse

from liemchinh.ballots.models import Box, Tally
from liemchinh.ballots.tests.rounds import people
from liemchinh.casework.models import Vote
from liemchinh.journal.verification import recount_state
from tests.journeys.conftest import PHONE, Opens
from tests.journeys.test_ballots import cast_on_a_phone, codes_on, tick
from tests.permissions_of_cases import candidates
from tests.permissions_of_discipline import filed
from tests.walks import fits, press, send
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.on("2026-03-03")]
BY_PHONE, ON_PAPER, FOR_ON_PAPER = 6, 5, 4


def prepared(page: Any, case: int, step: str, voters: list[int]) -> None:
    """The box of a step: eleven of the branch vote, either way, the first two count."""
    page.click(f"main a[href='{reverse('ballots:step', args=[case, step])}']")
    tick(page, "electors", voters)
    tick(page, "tellers", voters[:2])
    send(page, channels="both")
    page.wait_for_selector("text=Khóa danh sách, in mã người kiểm phiếu")


def voted(page: Any, phone: Any) -> None:
    """From the codes to the count: one of six against by phone, one of five on paper."""
    here = reverse("ballots:one", args=[Box.objects.get().pk])
    page.click("main >> text=Khóa danh sách, in mã người kiểm phiếu")
    page.click("main >> text=Khóa và hiện ba mã")
    tellers = codes_on(page)
    page.click("main >> text=Đã in xong")
    page.click("main >> text=In phiếu >> nth=-1")
    send(page, codes=str(BY_PHONE), paper=str(ON_PAPER + 1))
    slips = codes_on(page)
    page.click("main >> text=Đã in xong")
    page.click("main >> text=Mở hòm phiếu >> nth=-1")
    send(page, codes=str(BY_PHONE), paper=str(ON_PAPER))
    for turn, slip in enumerate(slips):
        cast_on_a_phone(phone, slip, "d0", "0" if turn else "1")
    page.goto(here)
    page.click("main >> button:has-text('Đóng hòm phiếu')")
    counted = {"cell_0_0": str(FOR_ON_PAPER), "cell_0_1": str(ON_PAPER - FOR_ON_PAPER)}
    for teller in tellers[:2]:
        page.goto(f"{here}sheet/")
        send(page, unused="1", returned=str(ON_PAPER), not_returned="0", code=teller, **counted)
    page.goto(here)
    page.click("main >> a:has-text('Kiểm phiếu')")
    send(page, first=tellers[0], second=tellers[1])
    page.wait_for_selector("text=Kết quả kiểm phiếu")
    fits(page)


def test_a_vote_on_a_candidate_fills_its_step_with_one_sum_of_paper_and_phone(as_: Opens, world: World) -> None:
    voters = people(world, BY_PHONE + ON_PAPER)
    case = candidates(world, "chi")["branch"][0]
    chi, phone = as_("chi", size=PHONE), as_("", size=PHONE)
    chi.goto(reverse("admission:one", args=[case]))
    prepared(chi, case, "branch_vote", voters)
    voted(chi, phone)
    chi.goto(reverse("admission:step", args=[case, "branch_vote"]))
    assert "Theo biên bản kiểm phiếu kín" in chi.inner_text("main")
    send(chi, number="05-NQ/CB", exempt_present="0")
    vote = Vote.objects.get(case=case, step="branch_vote")
    assert (vote.issued, vote.returned, vote.valid, vote.votes_for) == (11, 11, 11, 9)
    assert list(recount_state()) == []


def test_a_vote_on_discipline_goes_the_same_way_and_whoever_has_not_the_case_sees_no_box(
    as_: Opens, world: World
) -> None:
    voters = people(world, BY_PHONE + ON_PAPER)
    case = filed(world, "branch").pk
    chi, phone, nam = as_("chi", size=PHONE), as_("", size=PHONE), as_("nam", size=PHONE)
    chi.goto(reverse("discipline:case", args=[case]))
    prepared(chi, case, "branch_meeting", voters)
    voted(chi, phone)
    box = Box.objects.get()
    assert sum(Tally.objects.get().cells) == 11 and Tally.objects.get().cells[0] == 9
    chi.goto(reverse("discipline:step", args=[case, "branch_meeting"]))
    fits(chi)
    assert "Theo biên bản kiểm phiếu kín" in chi.inner_text("main")
    assert nam.goto(reverse("ballots:one", args=[box.pk])).status == 404
    nam.goto(f"{reverse('ballots:list')}?at={box.organisation_id}")
    assert not nam.locator(f"main a[href='{reverse('ballots:one', args=[box.pk])}']").count()
    press(chi, f"main a[href='{reverse('discipline:case', args=[case])}'] >> nth=0")
    assert list(recount_state()) == []
