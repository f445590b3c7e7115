"""A case of a granted kind is there for nobody but who holds its grant and the role; it is given by two, never for oneself."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from liemchinh.access.granting import Offer, grant_role, revoke_role
from liemchinh.access.models import RoleGrant
from liemchinh.access.services import link_person
from liemchinh.casework import grants, recount
from liemchinh.casework.holders import cases_without_holder, grants_to_vouch, holders_of
from liemchinh.casework.models import Case, Grant, Recusal
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.reading import READING, book_of, case_or_404, readings_of
from liemchinh.casework.steps import Taken, Who, open_case, take_step
from liemchinh.casework.undoing import cancel_case
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.journal.queries import entries_visible_to
from regulations.answers import Refused
from tests.granted_kind import KIND, ON, officer, open_one


@pytest.fixture
def case(granted: Any) -> Case:
    return open_one(granted)


def state(world: Any, case: Case, name: str, by: str = "khoa") -> int:
    return grants.state_grant(case, world.accounts[name], actor=world.actor(by))


def vouch(world: Any, case: Case, name: str, by: str) -> int:
    return grants.vouch_for_grant(case, world.accounts[name], actor=world.actor(by))


def refused(call: Any, *words: Any) -> list[str]:
    with pytest.raises(Refused) as told:
        call(*words)
    return [refusal.code for refusal in told.value.refusals]


def seen_by(world: Any) -> list[str]:
    return [name for name in world.accounts if cases_visible_to(world.actor(name), KIND).exists()]


def test_the_opener_alone_has_the_case_open_whatever_the_roles_of_others(granted: Any, case: Case) -> None:
    assert seen_by(granted) == ["khoa"]
    assert not cases_visible_to(granted.actor("console")).filter(kind=KIND).exists()
    assert not cases_visible_to(granted.actor("console as khoa")).filter(kind=KIND).exists()
    assert [(row.account, row.stated_by, row.recorded_by) for row in Grant.objects.all()] == [
        (granted.accounts["khoa"].pk, None, case.recorded_by)
    ]


def newest(case: Case) -> str:
    return Entry.objects.filter(case_id=case.pk).latest("sequence").kind


def test_who_has_it_open_states_and_a_second_officer_vouches(granted: Any, case: Case) -> None:
    state(granted, case, "thu")
    assert seen_by(granted) == ["khoa"] and newest(case) == "casework.grant_stated"
    assert [row.account for row in grants_to_vouch(granted.actor("duc"))] == [granted.accounts["thu"].pk]
    assert grants_to_vouch(granted.actor("thu")) == grants_to_vouch(granted.actor("khoa")) == []
    vouch(granted, case, "thu", "duc")
    assert seen_by(granted) == ["khoa", "thu"] and newest(case) == "casework.grant_vouched"
    assert [line.sentence for line in book_of(case)] == [
        "Người thứ hai xác nhận: Ngô Minh Thu mở một việc của Đảng bộ huyện Sông Thu",
        "Nêu Ngô Minh Thu để cùng mở một việc của Đảng bộ huyện Sông Thu",
        "Bước opened",
    ]
    assert list(recount.differences()) == []


def test_nobody_grants_to_themselves_or_alone(granted: Any, case: Case) -> None:
    assert refused(state, granted, case, "khoa") == ["self", "granted"]
    assert refused(state, granted, case, "thu", "duc") == ["no-grant"]
    state(granted, case, "thu")
    assert refused(vouch, granted, case, "thu", "thu") == ["self"]
    assert refused(vouch, granted, case, "thu", "khoa") == ["grant-by-two"]
    assert refused(vouch, granted, case, "thu", "an") == ["no-grant"]
    assert refused(vouch, granted, case, "duc", "khoa") == ["not-stated"]
    assert seen_by(granted) == ["khoa"]


def test_the_administrator_and_whoever_has_no_role_there_are_never_given_a_case(granted: Any, case: Case) -> None:
    assert refused(state, granted, case, "quan") == ["administers", "no-role"]
    assert refused(state, granted, case, "an") == ["no-role"]
    assert (
        refused(state, granted, case, "thu", "quan") == refused(state, granted, case, "thu", "console") == ["no-grant"]
    )


def test_the_database_itself_wants_two_others(granted: Any, case: Case) -> None:
    state(granted, case, "thu")
    thu, khoa = granted.accounts["thu"].pk, granted.accounts["khoa"].pk
    pending = Grant.objects.filter(account=thu)
    for wrong in ({"vouched_by": khoa}, {"vouched_by": thu}, {"stated_by": thu}, {"stated_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            pending.update(**wrong)


def test_a_role_that_ended_opens_nothing(granted: Any, case: Case) -> None:
    revoke_role(RoleGrant.objects.get(account=granted.accounts["khoa"]), actor=granted.actor("an"))
    assert seen_by(granted) == [] and holders_of(case) == []
    assert refused(state, granted, case, "duc", "khoa") == ["no-grant"]


def test_a_case_that_is_open_to_nobody_is_given_by_two_officers_to_a_third(granted: Any, case: Case) -> None:
    assert cases_without_holder(granted.actor("thu")) == []
    granted.accounts["son"] = officer(granted, "son", "Lý Hồng Sơn", "district")
    revoke_role(RoleGrant.objects.get(account=granted.accounts["khoa"]), actor=granted.actor("an"))
    assert cases_without_holder(granted.actor("thu")) == [case] and cases_without_holder(granted.actor("an")) == []
    assert refused(state, granted, case, "thu", "thu") == ["self"]
    state(granted, case, "thu", "duc")
    assert refused(vouch, granted, case, "thu", "duc") == ["grant-by-two"]
    vouch(granted, case, "thu", "son")
    assert seen_by(granted) == ["thu"]


def test_a_grant_ends_but_never_the_last_one_of_an_open_case(granted: Any, case: Case) -> None:
    end = lambda name, by: grants.end_grant(case, granted.accounts[name], actor=granted.actor(by))  # noqa: E731
    assert refused(end, "khoa", "khoa") == ["last-grant"]
    state(granted, case, "thu")
    vouch(granted, case, "thu", "duc")
    assert refused(end, "duc", "khoa") == ["not-granted"]
    end("khoa", "thu")
    assert seen_by(granted) == ["thu"] and newest(case) == "casework.grant_ended"
    assert list(recount.differences()) == []
    assert refused(end, "thu", "khoa") == ["no-grant"]


def test_whoever_withdraws_gives_no_reason_and_never_opens_it_again(granted: Any, case: Case) -> None:
    grants.recuse(case, granted.accounts["khoa"], actor=granted.actor("khoa"))
    assert seen_by(granted) == [] and newest(case) == "casework.recused"
    assert [row.account for row in Recusal.objects.all()] == [granted.accounts["khoa"].pk]
    assert refused(state, granted, case, "khoa", "thu") == ["recused"]
    state(granted, case, "duc", "thu")
    assert list(recount.differences()) == []
    assert "reason" not in {field.name for field in Recusal._meta.fields}


def test_whoever_the_case_is_about_neither_opens_it_nor_is_given_it(granted: Any, case: Case) -> None:
    for name in ("thu", "khoa"):
        link_person(granted.accounts[name], person_id=granted.people["binh"], actor=granted.actor("an"))
    assert seen_by(granted) == holders_of(case) == []
    assert cases_without_holder(granted.actor("duc")) == [case]
    assert refused(state, granted, case, "thu", "duc") == ["conflict"]
    assert refused(open_one, granted) == ["conflict"]


def test_whoever_withdrew_or_is_concerned_neither_vouches_nor_learns_that_somebody_waits(
    granted: Any, case: Case
) -> None:
    granted.accounts["son"] = officer(granted, "son", "Lý Hồng Sơn", "district")
    link_person(granted.accounts["duc"], person_id=granted.people["binh"], actor=granted.actor("an"))
    grants.recuse(case, granted.accounts["thu"], actor=granted.actor("khoa"))
    state(granted, case, "son")
    assert [grants_to_vouch(granted.actor(name)) for name in ("duc", "thu")] == [[], []]
    assert [refused(vouch, granted, case, "son", name) for name in ("duc", "thu")] == [["no-grant"]] * 2
    grants.recuse(case, granted.accounts["khoa"], actor=granted.actor("khoa"))
    assert [cases_without_holder(granted.actor(name)) for name in ("duc", "thu", "khoa")] == [[], [], []]
    assert cases_without_holder(granted.actor("son")) == [case]


def test_an_officer_of_the_organisation_it_is_about_is_not_given_it(granted: Any) -> None:
    commune = granted.places["commune"]
    granted.accounts["son"] = officer(granted, "son", "Lý Hồng Sơn", "commune")
    case = open_one(granted, more=[Who("subject", commune)])
    assert refused(state, granted, case, "son") == ["no-role", "conflict"]
    offer = Offer(granted.accounts["thu"], "member", granted.places["branch"], clock.today())
    grant_role(offer, actor=granted.actor("an"))
    assert refused(state, granted, case, "thu") == ["conflict"]
    assert refused(lambda: open_one(granted, by="thu", more=[Who("subject", commune)])) == ["conflict"]


def test_nobody_opens_a_case_for_an_organisation_where_they_do_not_work(granted: Any) -> None:
    assert refused(lambda: open_one(granted, by="an")) == ["access.no_role"]
    assert refused(lambda: open_one(granted, at="province")) == ["access.out_of_scope"]
    assert refused(lambda: open_one(granted, by="console")) == ["access.in_person"]
    assert not Case.objects.filter(kind=KIND).exists()


def test_no_step_is_taken_or_taken_back_without_the_grant_but_by_the_person_concerned(granted: Any, case: Case) -> None:
    def take(code: str, by: str) -> int:
        with transaction.atomic():
            return take_step(case, Taken(code, ON), actor=granted.actor(by))

    for name in ("thu", "an", "console", "em"):
        assert refused(take, "concluded", name) == ["no-grant"]
    assert refused(take, "concluded", "binh") == ["no-grant"]
    with pytest.raises(Refused), transaction.atomic():
        cancel_case(case, reason="wrong_person", actor=granted.actor("thu"))
    assert take("answered", "binh") == Entry.objects.latest("sequence").pk


def test_the_reading_is_kept_before_the_page_and_others_find_nothing(granted: Any, case: Case) -> None:
    for name in ("thu", "duc", "an", "giang", "quan", "console"):
        with pytest.raises(Http404):
            case_or_404(granted.actor(name), case.pk)
    assert not Reading.objects.filter(object_kind=READING).exists()
    assert case_or_404(granted.actor("khoa"), case.pk, KIND) == case
    with pytest.raises(Http404):
        case_or_404(granted.actor("khoa"), case.pk, "screening")
    (read,) = readings_of(case)
    assert (read.role, read.organisation) == ("inspection_officer", "Đảng bộ huyện Sông Thu")


def test_entries_of_the_case_are_in_nobodys_book_without_its_grant_not_even_ones_own(granted: Any, case: Case) -> None:
    entries = Entry.objects.filter(case_id=case.pk)
    assert [entry.member_id for entry in entries] == [None]
    may = [
        name for name in granted.accounts if entries_visible_to(granted.actor(name)).filter(case_id=case.pk).exists()
    ]
    assert may == ["khoa"]
    grants.recuse(case, granted.accounts["khoa"], actor=granted.actor("khoa"))
    assert not entries_visible_to(granted.actor("khoa")).filter(case_id=case.pk).exists()


def test_the_recount_finds_a_grant_that_is_not_in_the_book(granted: Any, case: Case) -> None:
    assert list(recount.differences()) == []
    thu, khoa, duc = (granted.accounts[name].pk for name in ("thu", "khoa", "duc"))
    Grant.objects.create(case=case, account=thu, stated_by=khoa, vouched_by=duc, recorded_by=case.recorded_by)
    assert list(recount.differences()) == [f"Vụ việc số {case.pk}: người được mở việc đang lưu khác với sổ."]


def test_an_ungranted_kind_takes_no_grants(world: Any, tried: str) -> None:
    parties = [Who("branch", world.places["branch"]), Who("committee", world.places["commune"])]
    with transaction.atomic():
        case = open_case(tried, parties, Taken("begun", ON), actor=world.actor("console"))
    assert refused(state, world, case, "an", "chi") == ["not-by-grant"]
