from datetime import timedelta

import pytest
from django.test import Client

from liemchinh.access import devices
from liemchinh.access.models import Account, Device, SignedIn
from liemchinh.access.tests.people import PASSWORD, acting, codes, person, signed_in
from liemchinh.journal import clock
from regulations.answers import Refused

pytestmark = pytest.mark.django_db
PIN = "274961"


def remembered(account: Account, second_factor: str = "totp") -> Client:
    client = signed_in(account, second_factor)
    assert client.post("/me/devices/add/", {"pin": PIN, "again": PIN}).status_code == 302
    client.post("/sign-out/")
    return client


def test_a_remembered_device_opens_with_its_pin() -> None:
    client = remembered(person("an"))
    assert client.get("/sign-in/?next=/me/")["Location"] == "/sign-in/pin/?next=%2Fme%2F"
    assert "An" in client.get("/sign-in/pin/").content.decode()
    assert client.post("/sign-in/pin/", {"pin": PIN, "next": "/me/"})["Location"] == "/me/"
    row = SignedIn.objects.get()
    assert row.second_factor == "device" and row.device_id == Device.objects.get().pk


def test_the_cookie_is_kept_from_scripts_for_ninety_days() -> None:
    cookie = remembered(person("an")).cookies[devices.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 90 * 24 * 3600


def test_five_wrong_pins_and_the_device_is_forgotten_and_the_right_one_too_late() -> None:
    client = remembered(person("an"))
    for _ in range(4):
        assert client.post("/sign-in/pin/", {"pin": "111112"}).status_code == 422
    assert client.post("/sign-in/pin/", {"pin": "111112"})["Location"].startswith("/sign-in/?")
    assert client.post("/sign-in/pin/", {"pin": PIN})["Location"].startswith("/sign-in/?")
    assert not Device.objects.exists()


def test_a_right_pin_gives_all_tries_back() -> None:
    client = remembered(person("an"))
    for _ in range(3):
        for _ in range(4):
            client.post("/sign-in/pin/", {"pin": "111112"})
        assert client.post("/sign-in/pin/", {"pin": PIN}).status_code == 302
        client.post("/sign-out/")
    assert Device.objects.get().tries_left == 5


def test_ninety_days_later_the_password_is_asked_again() -> None:
    client = remembered(person("an"))
    with clock.at(clock.now() + timedelta(days=90)):
        assert client.get("/sign-in/").status_code == 200
        assert client.post("/sign-in/pin/", {"pin": PIN})["Location"].startswith("/sign-in/?")


def test_a_pin_opens_no_more_than_the_session_it_was_set_in() -> None:
    khoa = person("khoa")
    client = remembered(khoa, "")
    from liemchinh.access.tests.people import hold

    hold(khoa, "inspection_officer", 1)
    client.post("/sign-in/pin/", {"pin": PIN})
    assert client.get("/me/")["Location"] == "/me/second-factor/"


def test_neither_token_nor_pin_is_in_the_database() -> None:
    client = remembered(person("an"))
    token, row = client.cookies[devices.COOKIE].value, Device.objects.get()
    assert token not in f"{row.token_hash}{row.pin_hash}" and PIN not in row.pin_hash
    from django.contrib.auth.hashers import check_password

    assert not check_password(PIN, row.pin_hash)


def test_a_session_opened_by_pin_remembers_no_further_device() -> None:
    account = person("an")
    client = remembered(account)
    client.post("/sign-in/pin/", {"pin": PIN})
    with pytest.raises(Refused) as refused:
        devices.remember_device(account, "274962", signed_in=SignedIn.objects.get(), label="x", actor=acting(account))
    assert codes(refused.value) == ["access.device_chain"]


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "111111", "123456", "987654", "456789", "١٢٣٤٥٦"])
def test_easy_pins_are_refused(pin: str) -> None:
    client = signed_in(person("an"))
    assert client.post("/me/devices/add/", {"pin": pin, "again": pin}).status_code == 422
    assert client.post("/me/devices/add/", {"pin": PIN, "again": "274962"}).status_code == 422
    assert not Device.objects.exists()


def test_a_device_is_forgotten_by_its_owner_alone_and_its_sessions_end() -> None:
    account = person("an")
    client = remembered(account)
    client.post("/sign-in/pin/", {"pin": PIN})
    device = Device.objects.get()
    assert signed_in(person("em")).post(f"/me/devices/{device.pk}/forget/").status_code == 404
    with pytest.raises(Refused):
        devices.forget_device(device, actor=acting(person("chi")))
    assert client.post(f"/me/devices/{device.pk}/forget/").status_code == 302
    assert not SignedIn.objects.filter(account=account).exists() and client.get("/me/").status_code == 302


def test_the_password_still_works_on_a_remembered_device() -> None:
    client = remembered(person("an"))
    assert client.get("/sign-in/?by-password=1").status_code == 200
    assert client.post("/sign-in/", {"username": "an", "password": PASSWORD}).status_code == 302


def test_a_closed_account_is_not_greeted_by_name() -> None:
    account = person("an")
    client = remembered(account)
    Account.objects.update(is_active=False)
    assert client.get("/sign-in/pin/").status_code == 302
