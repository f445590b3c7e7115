"""Claims: what the rules answer *no* to takes effect on no path; a case is seen by grant alone; a branch keeps to its competence."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from liemchinh.casework import kinds
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case
from liemchinh.casework.tests.test_taking_over import merge
from liemchinh.discipline import asking, taking
from liemchinh.discipline.cases import KIND
from liemchinh.discipline.checks import Found
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.queries import running
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import (
    DECIDED,
    HEARD,
    body_meets,
    by_branch,
    by_commune,
    commune_officer,
    decision,
    meet,
    voters,
)
from liemchinh.members.models import Spell
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.attacks.test_granted_cases import everybody_has_read, pages
from tests.granted_kind import more_officers, officer
from tests.world import World

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db]
# Everybody whose role leads to the person or the place, colleagues at the body itself among them; not Bình, who is told.
WITHOUT = ("sau", "thu", "an", "nam", "giang", "khoa", "hien", "chi", "em", "ha", "quan")
AFTER = DECIDED.replace(month=3, day=2)


def codes(call: Any) -> list[str]:
    """Why it was refused; nothing where it went through."""
    try:
        call()
    except Refused as refused:
        return sorted(fault.code for fault in refused.refusals)
    return []


def expelled_on_paper(world: World) -> str:
    """A committee without authority expels Bình, and records it as done on paper: how his last stay in a branch ended."""
    tam, case = commune_officer(world), by_commune(world, authorised=False)
    body_meets(case, {"expulsion": 14}, tam)
    record_step(case, "decided", decision("expulsion", history=True), actor=tam)
    record_step(case, "announced", Given(DECIDED), actor=tam)
    return Spell.objects.filter(person=world.people["binh"], cancelled_by=None).latest("starts_on").ends_kind


def test_where_history_keeps_its_effect_a_committee_without_authority_expels(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "withholds", lambda refusals: False)
    assert expelled_on_paper(world) == "expelled" and running(AFTER).exists()


def test_what_was_done_on_paper_without_competence_ends_no_membership(world: Any) -> None:
    assert expelled_on_paper(world) == "" and not running(AFTER).exists()


def decided_by_heir(world: World) -> list[str]:
    """The sibling becomes the heir of the branch after its vote, and decides on that vote; the refusals."""
    voters(world)
    case = by_branch(world)
    meet(case, {"warning": 9}, world.actor("chi"))
    for name in ("lien", "tu", "hoa"):
        world.accounts[name] = officer(world, name, f"Người {name}", "sibling")
    merge(world, "branch", "sibling")
    state_grant(case, world.accounts["tu"], actor=world.actor("lien"))
    vouch_for_grant(case, world.accounts["tu"], actor=world.actor("hoa"))
    told = Given(AFTER, papers=typed("1-QĐ/CB"), form="warning")
    return codes(lambda: record_step(case, "decided", told, actor=world.actor("tu")))


def test_where_any_vote_counts_an_heir_decides_on_that_of_another_body(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "deciding_ballot", lambda case: case.ballots[-1])
    monkeypatch.setattr(asking, "hearing_of", lambda case, on: replace(asking.deferral_of(case, on), verdict="yes"))
    assert decided_by_heir(world) == []


def test_an_heir_hears_and_votes_itself(world: Any) -> None:
    assert decided_by_heir(world) == ["hearing.missing", "vote.other_form"]


def decided_above(world: World) -> list[str]:
    """A branch decides on a task that was given from above; the refusals."""
    voters(world)
    chi, case = world.actor("chi"), by_branch(world, from_above=True, task_level="grassroots")
    meet(case, {"warning": 9}, chi)
    return codes(lambda: record_step(case, "decided", decision("warning"), actor=chi))


def test_where_the_rules_are_not_asked_a_branch_decides_above_its_competence(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "found_against", lambda case, code, given: Found())
    assert decided_above(world) == [] and running(AFTER).exists()


def test_a_branch_decides_nothing_above_its_competence(world: Any) -> None:
    assert decided_above(world) == ["competence.none"] and not Sanction.objects.exists()


def seen(world: World, names: Iterable[str], every: int = 1) -> set[str]:
    """Who of them gets other bytes anywhere while a case about Bình comes up to its decision."""
    more_officers(world)
    tam, _colleague = commune_officer(world), commune_officer(world, "sau")
    everybody_has_read(world, names)
    before = pages(world, names, every)
    assert any("Bình".encode() in page for page in before.values())
    case = by_commune(world)
    record_step(case, "self_review", Given(HEARD), actor=tam)
    body_meets(case, {"warning": 12}, tam)
    assert Case.objects.filter(pk=case.pk, closed_by=None).exists()
    return {name for (name, address), page in pages(world, names, every).items() if page != before[name, address]}


def test_with_the_right_alone_as_the_key_colleagues_see_that_there_is_a_case(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = {**kinds._kinds, KIND: replace(kinds._kinds[KIND], granted=False)}
    monkeypatch.setattr(kinds, "_kinds", weak)
    assert "sau" in seen(world, ("sau",), every=4)


def test_before_a_decision_nobody_without_the_grant_gets_a_byte_more_or_less(
    world: Any, count: Callable[[int, int], int]
) -> None:
    assert seen(world, WITHOUT, count(12, 1)) == set()
