import contextlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from liemchinh.access import throttling
from liemchinh.access.models import Attempts
from liemchinh.access.signing_in import check_password
from liemchinh.access.tests.people import PASSWORD, person
from liemchinh.access.throttling import LIMITS, TooMany
from liemchinh.journal import clock

pytestmark = pytest.mark.django_db


def tries(counter: tuple[str, str], most: int = 2000) -> int:
    for number in range(most):
        try:
            throttling.take([counter])
        except TooMany:
            return number
    return most


@pytest.mark.parametrize("what", sorted(LIMITS))
def test_every_limit_holds_and_is_over_after_its_time(what: str, count: Callable[[int, int], int]) -> None:
    limit, window = LIMITS[what]
    begun = clock.now()
    assert tries((what, "x"), 3) == 3 and Attempts.objects.get().count == 3
    # One by one up to here; daily the others but two have been counted already.
    left = count(2, limit - 3)
    Attempts.objects.update(count=limit - left)
    assert tries((what, "x")) == left
    with clock.at(begun + window - timedelta(seconds=5)):
        assert tries((what, "x"), 1) == 0
    with clock.at(clock.now() + window):
        assert tries((what, "x"), 3) == 3


def test_what_is_counted_is_not_readable_from_the_table() -> None:
    throttling.take([("account", "nguyen.van.an"), ("address", "10.0.0.7")])
    rows = list(Attempts.objects.values_list("key_hash", flat=True))
    assert len(rows) == 2 and all(len(key) == 64 and key != "an" for key in rows)
    assert not any("nguyen" in key or "10.0" in key for key in rows)


def test_waiting_is_said_in_whole_minutes() -> None:
    assert TooMany(timedelta(seconds=61)).minutes == 2 and TooMany(timedelta(0)).minutes == 1


def test_old_counters_are_swept_away() -> None:
    throttling.take([("address", "old")])
    with clock.at(clock.now() + timedelta(hours=2)):
        throttling.take([("address", "new")])
    assert Attempts.objects.count() == 1


def test_after_ten_wrong_passwords_the_right_one_is_refused_too_from_there() -> None:
    account = person("an")
    for _ in range(10):
        assert check_password("an", "sai", address="a") is None
    with pytest.raises(TooMany):
        check_password("an", PASSWORD, address="a")
    assert check_password("an", PASSWORD, address="b") == account


def test_the_same_limit_answers_for_an_account_that_does_not_exist() -> None:
    for _ in range(10):
        assert check_password("khong-co", "sai", address="a") is None
    with pytest.raises(TooMany):
        check_password("khong-co", "sai", address="a")


def test_one_address_cannot_lock_another_person_out_everywhere() -> None:
    account = person("an")
    for number in range(200):
        with contextlib.suppress(TooMany):
            check_password("an" if number % 2 else f"x{number}", "sai", address="attacker")
    assert check_password("an", PASSWORD, address="own desk") == account


def test_ones_own_success_does_not_wipe_out_what_was_counted_for_an_address() -> None:
    person("an")
    with pytest.raises(TooMany):
        for number in range(200):
            check_password("an", PASSWORD, address="a")
            check_password(f"victim{number}", "sai", address="a")


def test_a_name_is_counted_whatever_its_letter_case_and_spaces() -> None:
    for name in ("an", "AN", " an ", "An") * 3:
        try:
            check_password(name, "sai", address="a")
        except TooMany:
            return
    pytest.fail("counted apart")
