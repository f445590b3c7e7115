import base64
from datetime import timedelta

import pyotp
import pytest

from liemchinh.access import second_factors, totp
from liemchinh.access.models import CardCode, TotpSecret
from liemchinh.access.second_factors import check_code, factors_of, issue_card, remove_factor, set_totp
from liemchinh.access.tests.people import CONSOLE, acting, codes, person, signed_in
from liemchinh.access.throttling import TooMany
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refused

pytestmark = pytest.mark.django_db


def code(secret: str, seconds: int = 0) -> str:
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=seconds))


def with_app(username: str = "an") -> tuple[object, str]:
    account, secret = person(username), totp.new_secret()
    with clock.at(clock.now() - timedelta(minutes=5)):
        set_totp(account, secret, code(secret), actor=acting(account))
    return account, secret


def test_the_app_is_set_with_a_code_that_fits_and_the_book_says_so() -> None:
    account, secret = with_app()
    assert factors_of(account).totp and check_code(account, code(secret)) == "totp"
    assert Entry.objects.get().kind == "access.second_factor_set"


def test_a_wrong_first_code_sets_nothing_and_nobody_sets_anothers() -> None:
    an, em, secret = person("an"), person("em"), totp.new_secret()
    with pytest.raises(Refused) as refused:
        set_totp(an, secret, "000000" if code(secret) != "000000" else "111111", actor=acting(em))
    assert codes(refused.value) == ["access.not_own", "access.code"]
    assert not TotpSecret.objects.exists()


def test_a_code_counts_once_and_codes_before_it_count_no_more() -> None:
    account, secret = with_app()
    earlier = code(secret, -30)
    assert check_code(account, code(secret)) == "totp"
    assert check_code(account, code(secret)) == "" and check_code(account, earlier) == ""


@pytest.mark.parametrize(("seconds", "right"), [(-30, True), (30, True), (-90, False), (90, False)])
def test_a_clock_half_a_minute_off_is_forgiven_and_no_more(seconds: int, right: bool) -> None:
    account, secret = with_app()
    middle = clock.now().timestamp() // 30 * 30 + 15
    from datetime import UTC, datetime

    with clock.at(datetime.fromtimestamp(middle, UTC)):
        assert bool(check_code(account, code(secret, seconds))) is right


def test_the_secret_is_sealed_and_of_no_use_in_another_row() -> None:
    _account, secret = with_app()
    row = TotpSecret.objects.get()
    assert secret.encode() not in bytes(row.sealed) and base64.b32decode(secret) not in bytes(row.sealed)
    em = person("em")
    TotpSecret.objects.create(account=em, sealed=row.sealed)
    assert check_code(em, code(secret)) == ""


def test_the_card_has_twelve_codes_kept_as_keyed_hashes() -> None:
    account = person("an")
    card = issue_card(account, actor=acting(account))
    assert len(card) == len(set(card)) == 12 and CardCode.objects.count() == 12
    stored = " ".join(CardCode.objects.values_list("code_hash", flat=True))
    assert not any(printed in stored or printed.replace("-", "") in stored for printed in card)
    assert check_code(account, card[3]) == "card" and factors_of(account).codes_left == 11


def test_codes_typed_with_o_for_zero_are_forgiven() -> None:
    account = person("an")
    card = issue_card(account, actor=acting(account))
    typed = card[0].replace("0", "o").replace("1", "l").lower()
    assert check_code(account, f" {typed} ") == "card"


def test_a_new_card_makes_the_old_one_void_and_a_card_is_no_use_to_others() -> None:
    account, em = person("an"), person("em")
    old = issue_card(account, actor=acting(account))
    new = issue_card(account, actor=acting(account))
    issue_card(em, actor=acting(em))
    assert check_code(account, old[0]) == "" and check_code(em, new[0]) == "" and check_code(account, new[0]) == "card"


def test_ten_wrong_codes_in_an_hour_and_the_right_one_waits() -> None:
    account, secret = with_app()
    for _ in range(10):
        check_code(account, "XXXX-XXXX-XXXX")
    with pytest.raises(TooMany):
        check_code(account, code(secret))
    with clock.at(clock.now() + timedelta(hours=1)):
        assert check_code(account, code(secret)) == "totp"


def test_the_last_factor_stays_while_a_role_demands_one() -> None:
    khoa = person("khoa", "inspection_officer", 1)
    issue_card(khoa, actor=acting(khoa))
    with pytest.raises(Refused) as refused:
        remove_factor(khoa, "card", actor=acting(khoa))
    assert codes(refused.value) == ["access.last_factor"]
    secret = totp.new_secret()
    set_totp(khoa, secret, code(secret), actor=acting(khoa))
    remove_factor(khoa, "card", actor=acting(khoa))
    assert factors_of(khoa).any and not factors_of(khoa).codes_left


def test_only_what_is_there_is_removed_and_only_ones_own() -> None:
    an = person("an")
    with pytest.raises(Refused) as refused:
        remove_factor(an, "totp", actor=acting(person("em")))
    assert codes(refused.value) == ["access.not_own", "access.no_factor"]


def test_the_console_prints_a_card_for_the_example() -> None:
    assert len(issue_card(person("an"), actor=CONSOLE)) == 12


def test_the_page_shows_a_picture_and_keeps_the_secret_sealed_until_its_code_fits() -> None:
    account = person("an")
    client = signed_in(account)
    page = client.get("/me/second-factor/app/").content.decode()
    secret = totp.unseal(account, bytes.fromhex(client.session["new_app"]))
    assert secret and "<svg" in page and secret not in str(dict(client.session))
    assert " ".join(secret[place : place + 4] for place in range(0, 32, 4)) in page
    assert client.post("/me/second-factor/app/", {"code": "12"}).status_code == 422
    assert client.post("/me/second-factor/app/", {"code": code(secret)}).status_code == 302
    assert second_factors.factors_of(account).totp and "new_app" not in client.session


def test_the_card_page_shows_the_codes_once() -> None:
    account = person("an")
    client = signed_in(account)
    assert client.get("/me/second-factor/card/").content.count(b"<code>") == 0
    assert client.post("/me/second-factor/card/").content.count(b"<code>") == 12
    assert client.get("/me/second-factor/card/").content.count(b"<code>") == 0


def test_ways_are_removed_from_the_page_and_unknown_ones_are_not_found() -> None:
    account = person("an")
    client = signed_in(account)
    issue_card(account, actor=acting(account))
    assert client.post("/me/second-factor/love/remove/").status_code == 404
    assert client.post("/me/second-factor/card/remove/").status_code == 302
    assert client.post("/me/second-factor/card/remove/").status_code == 422
