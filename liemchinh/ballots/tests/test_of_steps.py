"""Votes of cases: the box is prepared at the case, seen by whoever has the case open, and fills the form of the step."""

from django.urls import reverse

from liemchinh.admission.models import Candidate
from liemchinh.ballots.models import Box
from liemchinh.ballots.of_steps import steps_to_vote
from liemchinh.ballots.queries import box_visible_to
from liemchinh.ballots.tests.rounds import Round, people
from liemchinh.casework.models import Case, Vote
from liemchinh.discipline.models import Ballot
from tests.permissions_of_cases import candidates
from tests.permissions_of_discipline import filed
from tests.world import World

VOTERS = 6


def prepared(world: World, by: str, case: int, step: str, voters: list[int]) -> Round:
    """A box of a step, prepared on its page; the first two count."""
    told = {"on": "03/03/2026", "electors": voters, "tellers": voters[:2], "channels": "phone"}
    answer = world.client(by).post(reverse("ballots:step", args=[case, step]), told)
    assert answer.status_code == 302, answer.content.decode()
    return Round(world, Box.objects.get(case=case), by)


def test_a_counted_box_fills_the_vote_on_a_candidate(world: World) -> None:
    voters = people(world, VOTERS)
    case = candidates(world, "chi")["branch"][0]
    page = world.client("chi").get(reverse("admission:one", args=[case])).content.decode()
    assert reverse("ballots:step", args=[case, "branch_vote"]) in page
    held = prepared(world, "chi", case, "branch_vote", voters).opened(phone=VOTERS)
    slip = world.client("").get(f"/phieu/?ma={held.slips[0]}").content.decode()
    assert Candidate.objects.get(case=case).full_name in slip and "Không đồng ý" in slip
    for place in range(VOTERS - 1):
        held.vote(place, (0, 0 if place else 1))
    held.closed().counted()
    address = reverse("admission:step", args=[case, "branch_vote"])
    shown = world.client("chi").get(address).content.decode()
    assert "Theo biên bản kiểm phiếu kín" in shown
    typed = {
        "number": "05-NQ/CB",
        "exempt_present": "0",
        "issued": "9",
        "returned": "9",
        "valid": "9",
        "votes_for": "9",
        "on": "02/03/2026",
    }
    answer = world.client("chi").post(address, typed)
    assert answer.status_code == 302, answer.content.decode()
    vote = Vote.objects.get(case=case, step="branch_vote")
    assert (vote.issued, vote.returned, vote.valid, vote.votes_for) == (VOTERS, VOTERS - 1, VOTERS - 1, VOTERS - 2)


def test_a_vote_on_discipline_is_there_for_whoever_has_the_case_open_alone(world: World) -> None:
    case, by, step = filed(world, "branch").pk, "chi", "branch_meeting"
    held = prepared(world, by, case, step, people(world, VOTERS))
    others = [name for name in ("an", "nam", "giang", "khoa", "binh", "quan", "ha") if name != by]
    assert [name for name in others if box_visible_to(world.actor(name), held.box.pk)] == []
    assert {world.client(name).get(f"/ballots/{held.box.pk}/").status_code for name in others} == {404}
    assert world.client(by).get(f"/ballots/{held.box.pk}/").status_code == 200
    held.opened(phone=VOTERS)
    for place in range(VOTERS):
        held.vote(place, (0, place % 2))
    counted = held.closed().counted()
    assert counted.cells.sum() == VOTERS
    page = world.client(by).get(reverse("discipline:step", args=[case, step])).content.decode()
    assert "Theo biên bản kiểm phiếu kín" in page and not Ballot.objects.filter(case=case).exists()
    assert [code for code, _title in steps_to_vote(Case.objects.get(pk=case), world.actor("binh"))] == []
