import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from liemchinh.access import second_factors
from liemchinh.access.models import SignedIn
from liemchinh.access.tests.people import PASSWORD, acting, person, signed_in
from liemchinh.journal import clock

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"


def sign_in(
    username: str = "an", password: str = PASSWORD, client: Client | None = None, **more: str
) -> tuple[Client, object]:
    client = client or Client()
    return client, client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_a_stranger_is_sent_to_sign_in_and_back_to_where_they_wanted() -> None:
    person("an", "leader", 1)
    answer = Client().get(reverse("access:me"))
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fme%2F")
    _, answer = sign_in(next="/me/")
    assert (answer.status_code, answer["Location"]) == (302, "/me/")


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil", "me/"])
def test_nobody_is_sent_to_another_site_after_signing_in(there: str) -> None:
    person("an")
    assert sign_in(next=there)[1]["Location"] == "/"


def test_a_wrong_password_an_unknown_name_a_closed_and_a_new_account_get_the_same_answer() -> None:
    person("an")
    closed, new = person("bo"), person("moi")
    closed.is_active = False
    closed.save()
    new.set_unusable_password()
    new.save()
    pages = set()
    for username in ("an", "khong", "bo", "moi"):
        _, answer = sign_in(username, "sai mật khẩu rồi")
        assert answer.status_code == 422
        text = answer.content.decode().replace(f'value="{username}"', "")
        pages.add(_without_token(text))
    assert len(pages) == 1


def _without_token(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_a_closed_account_does_not_sign_in_with_its_right_password() -> None:
    account = person("an")
    account.is_active = False
    account.save()
    assert sign_in()[1].status_code == 422


def test_signing_in_makes_a_session_under_a_fresh_key() -> None:
    person("an")
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    sign_in(client=client)
    assert client.session.session_key != before
    assert client.get("/me/").status_code == 200


def test_the_eleventh_try_is_told_to_wait() -> None:
    person("an")
    for _ in range(10):
        sign_in(password="sai")
    answer = sign_in()[1]
    assert answer.status_code == 429 and "Hãy chờ 15 phút" in answer.content.decode()


def with_card(username: str = "an", role: str = "", place: int | None = None) -> list[str]:
    account = person(username, role, place)
    return second_factors.issue_card(account, actor=acting(account))


def test_with_a_second_factor_nobody_is_signed_in_after_the_password_alone() -> None:
    with_card()
    client, answer = sign_in()
    assert answer["Location"].startswith("/sign-in/code/")
    assert client.get("/me/").status_code == 302 and not SignedIn.objects.exists()


def test_a_code_of_the_card_completes_the_sign_in_once() -> None:
    codes = with_card()
    client, _ = sign_in()
    assert client.post("/sign-in/code/", {"code": codes[0].lower().replace("-", " ")}).status_code == 302
    assert SignedIn.objects.get().second_factor == "card" and client.get("/me/").status_code == 200
    client, _ = sign_in()
    assert client.post("/sign-in/code/", {"code": codes[0]}).status_code == 422
    assert client.post("/sign-in/code/", {"code": codes[1]}).status_code == 302


def test_the_code_page_is_closed_without_a_password_before_it_and_after_ten_minutes() -> None:
    codes = with_card()
    assert Client().get("/sign-in/code/")["Location"].startswith("/sign-in/?")
    client, _ = sign_in()
    with clock.at(clock.now() + timedelta(minutes=10)):
        assert client.post("/sign-in/code/", {"code": codes[0]})["Location"].startswith("/sign-in/?")


def test_a_password_changed_in_between_makes_the_first_step_void() -> None:
    codes = with_card()
    client, _ = sign_in()
    from liemchinh.access.models import Account

    account = Account.objects.get()
    account.set_password("đã đổi giữa chừng")
    account.save()
    assert client.post("/sign-in/code/", {"code": codes[0]})["Location"].startswith("/sign-in/?")


def test_ten_wrong_codes_end_the_sign_in() -> None:
    with_card()
    client, _ = sign_in()
    for _ in range(10):
        assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 429
    assert client.get("/sign-in/code/").status_code == 302


def test_a_role_that_needs_a_second_factor_opens_nothing_but_the_set_up_page() -> None:
    person("khoa", "inspection_officer", 1)
    client, _ = sign_in("khoa")
    for address in ("/", "/me/", "/accounts/", "/search/"):
        assert client.get(address)["Location"] == "/me/second-factor/"
    assert client.get("/me/second-factor/").status_code == 200
    answer = client.post("/me/second-factor/card/")
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert client.get("/me/").status_code == 200


def test_a_session_opened_without_the_second_factor_must_show_it_once_there_is_one() -> None:
    account = person("khoa", "inspection_officer", 1)
    client, _ = sign_in("khoa")
    codes = second_factors.issue_card(account, actor=acting(account))
    assert client.get("/")["Location"] == "/me/prove/"
    assert client.post("/me/prove/", {"password": PASSWORD, "code": "000000"}).status_code == 422
    assert client.post("/me/prove/", {"password": PASSWORD, "code": codes[0]}).status_code == 302
    assert client.get("/me/").status_code == 200


def test_a_one_time_password_opens_nothing_but_the_page_to_change_it() -> None:
    account = person("an", "leader", 1)
    account.must_change_password = True
    account.save()
    client, _ = sign_in()
    assert client.get("/me/")["Location"] == "/me/password/"
    new = {"password": "một mật khẩu khác hẳn", "again": "một mật khẩu khác hẳn"}
    assert client.post("/me/password/", new)["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert sign_in()[1].status_code == 422


def test_a_session_ended_elsewhere_opens_nothing() -> None:
    account = person("an", "leader", 1)
    client = signed_in(account)
    assert client.get("/me/").status_code == 200
    SignedIn.objects.all().delete()
    assert client.get("/me/").status_code == 302


def test_a_session_is_over_after_twelve_hours_even_if_the_cookie_is_kept() -> None:
    client = signed_in(person("an"))
    with clock.at(clock.now() + timedelta(hours=12)):
        assert client.get("/me/").status_code == 302


def test_signing_out_ends_the_session_and_only_by_post() -> None:
    client = signed_in(person("an"))
    key = client.session.session_key
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not SignedIn.objects.exists()
    client.cookies["sessionid"] = key
    assert client.get("/me/").status_code == 302


def test_pages_of_somebody_signed_in_are_kept_by_no_browser() -> None:
    assert signed_in(person("an")).get("/me/")["Cache-Control"] == "no-store"


def test_whoever_is_signed_in_does_not_sign_in_again() -> None:
    client = signed_in(person("an"))
    assert client.get(SIGN_IN)["Location"] == "/"
    assert sign_in(client=client)[1]["Location"] == "/"


def test_the_table_of_sessions_holds_no_key_that_opens_one_and_is_cleared_at_the_end() -> None:
    from django.contrib.sessions.models import Session

    client = signed_in(person("an"))
    key = client.session.session_key
    row = Session.objects.get()
    assert key not in row.pk and client.session.exists(key) and not client.session.exists(row.pk)
    client.post("/sign-out/")
    assert not Session.objects.filter(pk=row.pk).exists()
