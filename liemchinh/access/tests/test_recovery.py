from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liemchinh.access import recovery, second_factors
from liemchinh.access.models import Account, Device, Recovery, SignedIn
from liemchinh.access.services import create_account
from liemchinh.access.tests.people import acting, codes, hold, person, signed_in
from liemchinh.access.throttling import TooMany
from liemchinh.access.waiting import MOST, waiting
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refused

pytestmark = pytest.mark.django_db
NEW = "một mật khẩu khác hẳn"


def officer(username: str = "an", place: int = 1) -> Account:
    return person(username, "organisation_officer", place)


def handed(account: Account) -> tuple[str, str]:
    first = recovery.start_recovery(account, actor=acting(officer()))
    second = recovery.confirm_recovery(Recovery.objects.get(account=account), actor=acting(officer("binh")))
    return first, second


def typed(username: str, first: str, second: str) -> Account:
    return recovery.recover(username, first, second, NEW, address="a")


def test_two_officers_hand_over_and_the_holder_sets_a_password() -> None:
    em = person("em", home=3)
    signed_in(em)
    second_factors.issue_card(em, actor=acting(em))
    first, second = handed(em)
    typed("em", first.lower(), second.replace("-", " "))
    em.refresh_from_db()
    assert em.check_password(NEW) and not SignedIn.objects.filter(account=em).exists()
    assert not second_factors.factors_of(em).any and not Device.objects.exists() and not Recovery.objects.exists()
    assert [entry.kind for entry in Entry.objects.all()][1:] == [
        "access.recovery_started", "access.recovery_confirmed", "access.recovered",
    ]  # fmt: skip


def test_neither_half_alone_nor_the_halves_of_two_times_open_anything() -> None:
    em = person("em", home=3)
    first, second = handed(em)
    for pair in ((first, ""), ("", second), (first, first), (second, first)):
        with pytest.raises(Refused):
            typed("em", *pair)
    recovery.start_recovery(em, actor=acting(Account.objects.get(username="an")))
    with pytest.raises(Refused):
        typed("em", first, second)


def test_the_first_half_opens_nothing_before_the_second_person_confirmed() -> None:
    em = person("em", home=3)
    first = recovery.start_recovery(em, actor=acting(officer()))
    with pytest.raises(Refused):
        typed("em", first, "")


def test_the_code_counts_once_and_a_day() -> None:
    em = person("em", home=3)
    first, second = handed(em)
    with clock.at(clock.now() + timedelta(hours=24)), pytest.raises(Refused):
        typed("em", first, second)
    typed("em", first, second)
    with pytest.raises(Refused):
        typed("em", first, second)


def test_the_same_answer_for_no_such_account_and_a_wrong_half() -> None:
    em = person("em", home=3)
    handed(em)
    said = set()
    for name in ("em", "khong-co"):
        with pytest.raises(Refused) as refused:
            typed(name, "0000-0000", "0000-0000")
        said.add(str(refused.value))
    assert len(said) == 1


def test_guessing_halves_is_limited() -> None:
    em = person("em", home=3)
    handed(em)
    with pytest.raises(TooMany):
        for _ in range(11):
            with pytest.raises(Refused):
                typed("em", "0000-0000", "0000-0000")


def test_the_second_person_is_not_the_first_nor_the_holder() -> None:
    an = person("an", "organisation_officer", 1, person_id=7)
    same, em = person("an-2", "organisation_officer", 1, person_id=7), officer("em")
    recovery.start_recovery(em, actor=acting(an))
    row = Recovery.objects.get()
    for account, code in ((an, "access.second_person"), (same, "access.second_person"), (em, "access.self")):
        with pytest.raises(Refused) as refused:
            recovery.confirm_recovery(row, actor=acting(account))
        assert code in codes(refused.value)
    with pytest.raises(Refused) as refused:
        recovery.start_recovery(em, actor=acting(em))
    assert codes(refused.value) == ["access.self"]


def test_an_officer_below_does_not_vouch_for_someone_who_also_stands_above() -> None:
    em = person("em", home=3)
    recovery.start_recovery(em, actor=acting(officer("duoi", 2)))
    hold(em, "leader", 1)
    with pytest.raises(Refused) as refused:
        recovery.start_recovery(em, actor=acting(Account.objects.get(username="duoi")))
    assert codes(refused.value) == ["access.out_of_scope"]


def test_two_administrators_are_not_enough_and_one_with_an_officer_is() -> None:
    em = person("em", home=3)
    quan, quan2 = person("quan", "administrator"), person("quan-2", "administrator")
    recovery.start_recovery(em, actor=acting(quan))
    with pytest.raises(Refused) as refused:
        recovery.confirm_recovery(Recovery.objects.get(), actor=acting(quan2))
    assert codes(refused.value) == ["access.no_officer"]
    recovery.confirm_recovery(Recovery.objects.get(), actor=acting(officer()))
    with pytest.raises(Refused) as refused:
        recovery.confirm_recovery(Recovery.objects.get(), actor=acting(officer("binh")))
    assert codes(refused.value) == ["access.decided"]


def test_a_new_account_is_handed_over_by_the_administrators_half_and_an_officers() -> None:
    account, first = create_account(
        actor=acting(person("quan", "administrator")), username="moi", display_name="Mới", organisation_id=3
    )
    second = recovery.confirm_recovery(Recovery.objects.get(), actor=acting(officer()))
    typed("moi", first, second)
    account.refresh_from_db()
    assert account.check_password(NEW)


def test_a_closed_account_is_not_given_back() -> None:
    em = person("em", home=3)
    first, second = handed(em)
    Account.objects.filter(pk=em.pk).update(is_active=False)
    em.refresh_from_db()
    with pytest.raises(Refused):
        typed("em", first, second)
    with pytest.raises(Refused) as refused:
        recovery.start_recovery(em, actor=acting(Account.objects.get(username="an")))
    assert codes(refused.value) == ["access.closed"]


def test_a_weak_new_password_does_not_use_the_code_up() -> None:
    em = person("em", home=3)
    first, second = handed(em)
    with pytest.raises(Refused) as refused:
        recovery.recover("em", first, second, "ngắn", address="a")
    assert codes(refused.value) == ["access.password_too_short"]
    typed("em", first, second)


def test_the_holder_sees_it_and_stops_it() -> None:
    em = person("em", home=3)
    client = signed_in(em)
    first, second = handed(em)
    assert "Dừng lại" in client.get("/me/").content.decode()
    assert client.post(f"/accounts/{em.pk}/hand-over/stop/")["Location"] == "/me/"
    with pytest.raises(Refused):
        typed("em", first, second)
    assert Entry.objects.last().kind == "access.recovery_stopped"


def test_a_stranger_does_not_stop_it() -> None:
    em = person("em", home=3)
    handed(em)
    with pytest.raises(Refused):
        recovery.stop_recovery(Recovery.objects.get(), actor=acting(officer("khac", 9)))


def test_the_pages_walk_through_it() -> None:
    em = person("em", home=3)
    an, binh = signed_in(officer()), signed_in(officer("binh"))
    address = f"/accounts/{em.pk}/hand-over/"
    assert an.get(address).status_code == 200 and an.post(address).status_code == 422
    halves = []
    for client in (an, binh):
        text = client.post(address, {"seen": "yes"}).content.decode()
        halves.append(text.partition("<code>")[2].partition("</code>")[0])
    assert an.post(address, {"seen": "yes"}).status_code == 200
    handed_again = binh.post(address, {"seen": "yes"}).content.decode()
    assert "Nửa mã thứ hai" in handed_again
    form = {"username": "em", "first": halves[0], "second": halves[1], "password": NEW, "again": NEW}
    assert Client().post("/sign-in/recover/", form).status_code == 422


def test_however_many_sign_ins_wait_home_tells_ten_of_them_and_asks_the_same_number_of_times() -> None:
    an, binh = acting(officer()), acting(officer("binh"))

    def asked() -> tuple[list[str], int]:
        with CaptureQueriesContext(connection) as queries:
            return [line.title for line in waiting(binh, clock.today())], len(queries)

    for number in range(12):
        recovery.start_recovery(person(f"em{number}", home=3), actor=an)
    told, queries = asked()
    assert told[MOST:] == ["Còn 2 đăng nhập khác chờ trao"] and len(told) == MOST + 1
    for number in range(12, 20):
        recovery.start_recovery(person(f"em{number}", home=3), actor=an)
    assert asked() == ([*told[:MOST], "Còn 10 đăng nhập khác chờ trao"], queries)
    assert waiting(an, clock.today()) == []


def test_those_who_wait_behind_some_that_one_may_not_hand_over_are_told_all_the_same() -> None:
    an, binh = acting(officer()), acting(officer("binh"))
    closed = person("closed", home=3)
    recovery.start_recovery(closed, actor=an)
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    for number in range(MOST + 1):
        recovery.start_recovery(person(f"em{number}", home=3), actor=an)
    told = [line.title for line in waiting(binh, clock.today())]
    assert (len(told), told[-1]) == (MOST, "Còn 2 đăng nhập khác chờ trao")
