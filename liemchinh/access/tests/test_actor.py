from datetime import timedelta

import pytest

from liemchinh.access.actor import NOBODY, Actor, actor_for, on_behalf_of
from liemchinh.access.tests.people import CONSOLE, acting, codes, hold, person
from liemchinh.access.verbs import IN_PERSON, VERBS
from liemchinh.journal import clock
from regulations.answers import Refused

pytestmark = pytest.mark.django_db


def test_a_role_holds_over_its_organisation_and_everything_below_and_nowhere_else() -> None:
    actor = acting(person("chi", "branch_secretary", 2))
    assert [actor.covers("members.see", place) for place in (1, 2, 3, 9)] == [False, True, True, False]


def test_many_places_are_asked_about_at_once_as_one_by_one() -> None:
    chi = acting(person("chi", "branch_secretary", 2))
    for actor in (chi, NOBODY, CONSOLE):
        for verb in ("members.see", "roles.grant_case"):
            for places in ((), (2,), (2, 3), (3, 1), (9, 2)):
                one_by_one = [fault for place in places for fault in actor.refusals(verb, place)]
                assert actor.refusals_among(verb, places) == list(dict.fromkeys(one_by_one))


def test_roots_are_the_organisations_of_the_roles_that_allow_the_verb() -> None:
    account = person("an", "organisation_officer", 2)
    hold(account, "leader", 9)
    assert acting(account).roots("members.see") == frozenset({2})
    assert acting(account).roots("figures.see") == frozenset({2, 9})


def test_an_account_without_a_role_may_nothing() -> None:
    actor = acting(person("lan"))
    assert not any(actor.may(verb) for verb in VERBS)
    assert actor.roots("members.see") == frozenset()


def test_nobody_may_nothing() -> None:
    assert not NOBODY.is_anyone
    assert not any(NOBODY.covers(verb, 1) for verb in VERBS)


def test_a_role_counts_from_its_first_day_to_the_day_before_its_end() -> None:
    today = clock.today()
    account = person("an")
    hold(account, "leader", 1, since=today, to=today + timedelta(days=2))
    seen = []
    for days in (-1, 0, 1, 2):
        with clock.at(today + timedelta(days=days)):
            seen.append(acting(account).may("figures.see"))
    assert seen == [False, True, True, False]


def test_a_closed_account_is_nobody() -> None:
    account = person("an", "leader", 1)
    account.is_active = False
    assert actor_for(account) is NOBODY
    assert on_behalf_of(account, by="root").grants == ()


def test_a_role_that_needs_a_second_factor_counts_for_nothing_without_one() -> None:
    account = person("khoa", "inspection_officer", 1)
    assert not actor_for(account).may("members.see")
    assert acting(account).may("members.see")


def test_granting_case_roles_is_refused_in_a_session_without_a_second_factor_and_says_so() -> None:
    account = person("an", "organisation_officer", 1)
    with pytest.raises(Refused) as refused:
        actor_for(account).require("roles.grant_case", 1)
    assert codes(refused.value) == ["access.second_factor"]
    acting(account).require("roles.grant_case", 1)


def test_require_names_the_missing_role_or_the_scope() -> None:
    with pytest.raises(Refused) as refused:
        acting(person("lan")).require("members.edit", 1)
    assert codes(refused.value) == ["access.no_role"]
    with pytest.raises(Refused) as refused:
        acting(person("an", "organisation_officer", 2)).require("members.edit", 1)
    assert codes(refused.value) == ["access.out_of_scope"]


def test_somewhere_is_enough_for_what_is_asked_place_by_place_later() -> None:
    acting(person("an", "organisation_officer", 3)).require_somewhere("imports.run")
    CONSOLE.require_somewhere("imports.run")
    with pytest.raises(Refused) as refused:
        acting(person("chi", "branch_secretary", 3)).require_somewhere("imports.run")
    assert codes(refused.value) == ["access.no_role"]


def test_the_console_works_on_every_register_and_does_nothing_in_person() -> None:
    assert (
        CONSOLE.covers("members.edit", 3) and CONSOLE.covers("imports.run", None) and CONSOLE.everywhere("members.see")
    )
    assert CONSOLE.roots("members.see") == frozenset({1, 9})
    for verb in IN_PERSON:
        with pytest.raises(Refused) as refused:
            CONSOLE.require(verb, 1)
        assert codes(refused.value) == ["access.in_person"]


def test_on_behalf_of_has_the_roles_of_the_account_but_nothing_done_in_person() -> None:
    account = person("an", "organisation_officer", 2)
    actor = on_behalf_of(account, by="root")
    assert (actor.account_id, actor.on_behalf_of, actor.console) == (None, account.pk, True)
    assert (
        actor.covers("members.edit", 3) and not actor.covers("members.edit", 1) and not actor.everywhere("members.edit")
    )
    for verb in IN_PERSON:
        assert not actor.may(verb)


def test_verbs_about_the_installation_need_no_organisation_and_open_no_content() -> None:
    actor = acting(person("quan", "administrator"))
    assert actor.covers("accounts.manage", None)
    assert not any(
        actor.may(verb)
        for verb in VERBS
        if verb.startswith(("members.", "figures.", "journal.", "roles.", "organisations."))
    )


def test_an_unknown_verb_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        CONSOLE.may("members.love")


def test_the_actor_of_an_account_carries_its_person() -> None:
    account = person("em", "member", 3, person_id=7)
    assert acting(account) == Actor(account.pk, "Em", acting(account).grants, person_id=7, second_factor=True)
