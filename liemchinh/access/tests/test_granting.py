from datetime import date, timedelta

import pytest

from liemchinh.access.granting import Offer, confirm_role, decline_role, grant_role, offer_of, propose_role, revoke_role
from liemchinh.access.models import Account, RoleGrant, RoleProposal
from liemchinh.access.tests.people import CONSOLE, acting, codes, hold, person
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refused

pytestmark = pytest.mark.django_db


def offer(account: Account, role: str = "branch_secretary", place: int | None = 3, **days: date) -> Offer:
    return Offer(account, role, place, days.get("since") or clock.today(), days.get("to"))


def officer(username: str = "an", place: int = 1) -> Account:
    return person(username, "organisation_officer", place)


def test_an_officer_grants_a_role_inside_their_scope_and_it_counts_at_once() -> None:
    chi, an = person("chi"), officer()
    grant = grant_role(offer(chi), actor=acting(an))
    assert (grant.granted_by, grant.second_granter, grant.founded, grant.cancelled_by) == (an, None, False, None)
    assert acting(chi).roots("members.see") == frozenset({3})
    entry = Entry.objects.get()
    assert (entry.kind, entry.organisation_id, entry.account_id, entry.sequence) == (
        "access.role_granted", 3, an.pk, grant.recorded_by,
    )  # fmt: skip


@pytest.mark.parametrize("place", [1, 9])
def test_an_officer_grants_nothing_above_or_beside_their_scope(place: int) -> None:
    with pytest.raises(Refused) as refused:
        grant_role(offer(person("chi"), place=place), actor=acting(officer(place=2)))
    assert codes(refused.value) == ["access.out_of_scope"]


def test_the_administrator_the_console_and_everybody_else_grant_nothing() -> None:
    chi, quan, giang = person("chi"), person("quan", "administrator"), person("giang", "leader", 1)
    for actor, code in (
        (acting(quan), "access.no_role"),
        (acting(giang), "access.no_role"),
        (CONSOLE, "access.in_person"),
    ):
        with pytest.raises(Refused) as refused:
            grant_role(offer(chi), actor=actor)
        assert codes(refused.value) == [code]


def test_nobody_grants_to_themselves_not_even_through_another_account_of_theirs() -> None:
    an = person("an", "organisation_officer", 1, person_id=7)
    other = person("an-2", person_id=7)
    for account in (an, other):
        with pytest.raises(Refused) as refused:
            grant_role(offer(account), actor=acting(an))
        assert codes(refused.value) == ["access.self"]


def test_every_reason_against_a_grant_is_said_at_once() -> None:
    closed = person("chi", "administrator")
    closed.is_active = False
    closed.save()
    today = clock.today()
    with pytest.raises(Refused) as refused:
        grant_role(
            offer(closed, since=today - timedelta(days=1), to=today - timedelta(days=1)), actor=acting(officer(place=9))
        )
    assert codes(refused.value) == [
        "access.out_of_scope", "access.closed", "access.past", "access.days", "access.exclusion",
    ]  # fmt: skip


def test_a_role_needs_its_place_and_an_installation_role_has_none() -> None:
    ha, an = person("ha"), acting(officer())
    for role, place in (("branch_secretary", None), ("auditor", 1), ("love", 1)):
        with pytest.raises(Refused) as refused:
            grant_role(offer(ha, role, place), actor=an)
        assert {"access.role_place", "access.unknown_role"} & set(codes(refused.value))
    assert grant_role(offer(ha, "auditor", None), actor=an).organisation_id is None
    with pytest.raises(Refused):
        grant_role(offer(person("h2"), "auditor", None), actor=acting(officer("duoi", 2)))


def test_the_same_role_twice_at_once_is_refused_and_later_is_not() -> None:
    chi, an, today = person("chi"), acting(officer()), clock.today()
    grant_role(offer(chi, to=today + timedelta(days=10)), actor=an)
    with pytest.raises(Refused) as refused:
        grant_role(offer(chi, since=today + timedelta(days=9)), actor=an)
    assert codes(refused.value) == ["access.held"]
    grant_role(offer(chi, since=today + timedelta(days=10)), actor=an)


def test_administration_and_content_exclude_each_other_per_person() -> None:
    an = acting(officer())
    person("quan", "administrator", person_id=7)
    with pytest.raises(Refused) as refused:
        grant_role(offer(person("quan-2", person_id=7)), actor=an)
    assert codes(refused.value) == ["access.exclusion"]
    grant_role(offer(person("em", person_id=7), "member"), actor=an)
    chi = person("chi", "branch_secretary", 3)
    with pytest.raises(Refused) as refused:
        propose_role(offer(chi, "administrator", None), actor=an)
    assert codes(refused.value) == ["access.exclusion"]


def test_a_case_role_is_held_only_once_a_second_officer_confirms() -> None:
    khoa, an, binh = person("khoa"), officer(), officer("binh")
    proposal = propose_role(offer(khoa, "inspection_officer", 2), actor=acting(an))
    assert not acting(khoa).grants
    grant = confirm_role(proposal, actor=acting(binh))
    assert (grant.granted_by, grant.second_granter, grant.needs_two) == (an, binh, True)
    assert acting(khoa).roots("members.see") == frozenset({2}) and not RoleProposal.objects.exists()
    assert [entry.kind for entry in Entry.objects.all()] == ["access.role_proposed", "access.role_granted"]


def test_one_officer_alone_cannot_grant_a_case_role() -> None:
    khoa, an = person("khoa"), officer()
    with pytest.raises(Refused) as refused:
        grant_role(offer(khoa, "inspection_officer", 2), actor=acting(an))
    assert codes(refused.value) == ["access.needs_two"]
    proposal = propose_role(offer(khoa, "inspection_officer", 2), actor=acting(an))
    with pytest.raises(Refused) as refused:
        confirm_role(proposal, actor=acting(an))
    assert codes(refused.value) == ["access.second_person"]


def test_the_second_officer_is_another_person_than_the_first_and_than_the_holder_and_in_scope() -> None:
    an, khoa = person("an", "organisation_officer", 1, person_id=7), officer("khoa")
    proposal = propose_role(offer(khoa, "inspection_officer", 2), actor=acting(an))
    same, below = person("an-2", "organisation_officer", 1, person_id=7), officer("duoi", 3)
    for account, code in ((same, "access.second_person"), (khoa, "access.self"), (below, "access.out_of_scope")):
        with pytest.raises(Refused) as refused:
            confirm_role(proposal, actor=acting(account))
        assert code in codes(refused.value)
    assert not RoleGrant.objects.filter(account=khoa, role="inspection_officer").exists()


def test_a_role_that_one_officer_grants_is_not_proposed_and_nothing_is_proposed_twice() -> None:
    khoa, an = person("khoa"), acting(officer())
    with pytest.raises(Refused) as refused:
        propose_role(offer(khoa), actor=an)
    assert codes(refused.value) == ["access.needs_one"]
    propose_role(offer(khoa, "inspection_officer", 2), actor=an)
    with pytest.raises(Refused) as refused:
        propose_role(offer(khoa, "inspection_officer", 2), actor=an)
    assert codes(refused.value) == ["access.proposed"]


def test_a_proposal_that_waited_starts_on_the_day_it_is_confirmed() -> None:
    khoa, an, binh = person("khoa"), officer(), officer("binh")
    proposal = propose_role(offer(khoa, "inspection_officer", 2), actor=acting(an))
    later = clock.today() + timedelta(days=3)
    with clock.at(later):
        assert offer_of(proposal).valid_from == later
        assert confirm_role(proposal, actor=acting(binh)).valid_from == later


def test_a_declined_or_confirmed_proposal_is_done_with() -> None:
    khoa, an, binh = person("khoa"), acting(officer()), acting(officer("binh"))
    proposal = propose_role(offer(khoa, "inspection_officer", 2), actor=an)
    with pytest.raises(Refused):
        decline_role(proposal, actor=acting(person("giang", "leader", 1)))
    decline_role(proposal, actor=binh)
    for act in (confirm_role, decline_role):
        with pytest.raises(Refused) as refused:
            act(proposal, actor=binh)
        assert codes(refused.value) == ["access.decided"]
    assert not RoleGrant.objects.filter(account=khoa).exists()


def test_two_officers_at_a_top_make_an_administrator_and_officers_below_do_not() -> None:
    quan, below = person("quan"), officer("duoi", 2)
    with pytest.raises(Refused):
        propose_role(offer(quan, "administrator", None), actor=acting(below))
    proposal = propose_role(offer(quan, "administrator", None), actor=acting(officer()))
    with pytest.raises(Refused):
        confirm_role(proposal, actor=acting(below))
    confirm_role(proposal, actor=acting(officer("binh")))
    assert acting(quan).covers("accounts.manage", None)


def test_a_revoked_role_counts_no_more_and_stays_on_record_as_it_was_known() -> None:
    chi, an, today = person("chi"), officer(), clock.today()
    grant = grant_role(offer(chi), actor=acting(an))
    with clock.at(today + timedelta(days=5)):
        revoke_role(grant, actor=acting(an))
        assert not acting(chi).grants
    grant.refresh_from_db()
    ended = RoleGrant.objects.get(account=chi, cancelled_by=None)
    assert (ended.valid_from, ended.valid_to, ended.recorded_by) == (
        today,
        today + timedelta(days=5),
        grant.cancelled_by,
    )
    assert Entry.objects.get(pk=grant.cancelled_by).kind == "access.role_revoked"


def test_a_role_revoked_on_its_first_day_or_before_leaves_only_the_cancelled_grant() -> None:
    chi, an = person("chi"), officer()
    for since in (clock.today(), clock.today() + timedelta(days=9)):
        revoke_role(grant_role(offer(chi, since=since), actor=acting(an)), actor=acting(an))
    assert not RoleGrant.objects.filter(account=chi, cancelled_by=None).exists()


def test_roles_are_revoked_in_scope_once_and_given_up_by_their_holder() -> None:
    chi = person("chi")
    grant = hold(chi, "branch_secretary", 3)
    for account in (officer("khac", 9), person("quan", "administrator")):
        with pytest.raises(Refused):
            revoke_role(grant, actor=acting(account))
    revoke_role(grant, actor=acting(chi))
    with pytest.raises(Refused) as refused:
        revoke_role(grant, actor=acting(officer()))
    assert codes(refused.value) == ["access.ended"]
