"""A granted case whose organisation ends acts on under the heir, where officers take it over; its member's going ends nothing."""

from datetime import date
from typing import Any

from liemchinh.casework import grants, recount
from liemchinh.casework.holders import cases_without_holder, holders_of
from liemchinh.casework.queries import awaited_of, cases_visible_to
from liemchinh.casework.steps import Who, parties_of, subjects_of
from liemchinh.members.services import NewAct, record_act
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import facts_of
from liemchinh.organisations.undoing import undo
from tests.granted_kind import KIND, officer, open_one

ON = date(2026, 3, 1)


def merge(world: Any, source: str, target: str, on: date = ON) -> int:
    ended, heir = world.places[source], world.places[target]
    stays = facts_of(standing(on).get(organisation_id=heir))
    steps = [Step(f"#{ended}", f"#{heir}", "merge", ""), Step(f"#{heir}", f"#{heir}", "merge", "")]
    after = [After(f"#{heir}", f"#{stays.parent}", stays)]
    return apply(Decision("09-QĐ", on, after, steps), actor=world.actor("an"))[0]


def test_the_heir_of_an_ended_organisation_acts_and_its_officers_are_given_the_case(granted: Any) -> None:
    for name, place in (("son", "branch"), ("lien", "sibling"), ("tu", "sibling"), ("hoa", "sibling")):
        granted.accounts[name] = officer(granted, name, f"Người {name}", place)
    places = granted.places
    case = open_one(granted, by="son", at="branch", about="em", more=[Who("subject", places["branch"])])
    decided = merge(granted, "branch", "sibling")
    assert parties_of(case.pk)["body"].organisation == places["sibling"]
    assert subjects_of(case.pk) == [Who("subject", places["branch"])]
    assert not cases_visible_to(granted.actor("son"), KIND).exists()
    assert cases_without_holder(granted.actor("lien")) == [case]
    grants.state_grant(case, granted.accounts["tu"], actor=granted.actor("lien"))
    grants.vouch_for_grant(case, granted.accounts["tu"], actor=granted.actor("hoa"))
    assert holders_of(case) == [granted.accounts["tu"].pk] and list(recount.differences()) == []
    undo(decided, actor=granted.actor("an"))
    assert holders_of(case) == [granted.accounts["son"].pk]


def test_a_death_or_a_departure_ends_no_granted_case(granted: Any) -> None:
    case = open_one(granted)
    record_act(granted.people["binh"], NewAct("died", ON, granted.places["branch"]), actor=granted.actor("an"))
    case.refresh_from_db()
    assert case.closed_by is None and [row.step for row in awaited_of(case)] == ["concluded"]
    assert [line.pk for line in cases_visible_to(granted.actor("khoa"), KIND)] == [case.pk]
