"""A new installation gets its first accounts at the console, once."""

from collections.abc import Callable
from typing import Any

import pytest

from liemchinh.access.models import Account, RoleGrant
from liemchinh.cli import main

pytestmark = pytest.mark.django_db
AN, BINH = "an=Nguyễn Thị An", "binh=Trần Văn Bình"


@pytest.fixture
def province() -> str:
    from datetime import date

    from liemchinh.access.actor import Actor
    from liemchinh.organisations.services import Facts, Founding, found_organisations

    facts = Facts("Đảng bộ tỉnh Bình An", "đảng bộ tỉnh", date(2015, 1, 1))
    return str(found_organisations([Founding(facts)], actor=Actor.at_console("x"))[0])


def test_two_officers_are_founded_and_may_sign_in_once(province: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["found", "officers", province, AN, BINH, "--decision", "01-QĐ/TU"]) == 0
    told = capsys.readouterr().out
    an = Account.objects.get(username="an")
    first = told.partition("mật khẩu dùng một lần: ")[2].splitlines()[0]
    assert an.check_password(first) and an.must_change_password
    assert set(RoleGrant.objects.values_list("account__username", "role", "organisation_id")) == {
        ("an", "organisation_officer", int(province)),
        ("binh", "organisation_officer", int(province)),
    }


def test_the_first_administrator_is_founded_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["found", "administrator", "quan=Đinh Minh Quân", "--decision", "02-QĐ", "--json"]) == 0
    assert main(["found", "administrator", "lan=Cao Thị Lan", "--decision", "03-QĐ"]) == 1
    assert not Account.objects.filter(username="lan").exists()


@pytest.mark.parametrize("people", [[AN], [AN, "binh"], [AN, "binh=x", "an2="]])
def test_what_is_refused_leaves_nothing(province: str, people: list[str]) -> None:
    assert main(["found", "officers", province, *people, "--decision", "01-QĐ"]) in {1, 2}
    assert not Account.objects.exists()


def test_an_unknown_place_is_a_bad_call(command: Callable[..., Any]) -> None:
    assert main(["found", "officers", "nowhere", AN, BINH, "--decision", "01-QĐ"]) == 2
