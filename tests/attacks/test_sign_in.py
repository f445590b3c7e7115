"""Claims about signing in, each with an attack that first succeeds on a weak variant."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier, Condition
from typing import Any

import pyotp
import pytest
from django.conf import LazySettings, settings
from django.contrib.auth import hashers
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.test import Client

from liemchinh.access import devices, second_factors, signing_in, totp
from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account, CardCode, Device, SignedIn, TotpSecret
from liemchinh.access.throttling import LIMITS, TooMany
from liemchinh.journal import clock
from tests.forked import Forks

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]
PASSWORD = "bốn từ không liên quan"
PIN = "274961"
AT_ONCE = 12


@pytest.fixture
def victim() -> Account:
    account = Account(username="nan-nhan", display_name="Nạn Nhân", search_key="nan-nhan")
    account.set_password(PASSWORD)
    account.save()
    return account


class Meeting:
    """Where whoever comes waits for so many, or until everybody else has ended: order decides, and no clock."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.here, self.left, self.changed = wanted, 0, AT_ONCE, Condition()

    def come(self) -> None:
        """Waits for the others."""
        with self.changed:
            self.here += 1
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.here >= min(self.wanted, self.left))

    def end(self) -> None:
        """One less can come."""
        with self.changed:
            self.left -= 1
            self.changed.notify_all()


def at_once(work: Callable[[], Any], times: int = AT_ONCE, meeting: Meeting | None = None) -> list[Any]:
    """The same work in so many threads, started together."""
    start = Barrier(times)

    def one(_number: int) -> Any:
        try:
            start.wait()
            return work()
        finally:
            connections.close_all()
            if meeting:
                meeting.end()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


# Claim: limits on guessing a password hold over every process of the server.


def guessed_from_two_processes(forks: Forks, variant: str) -> int:
    """How many of 2 × 15 guesses, made by two processes side by side, were answered."""
    call = ["-m", "tests.attacks.guessing", str(connection.settings_dict["NAME"]), variant, "15"]
    running = [forks.start(*call, LIEMCHINH_DATA=str(settings.DATA)) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0], running[0].err.read_text()
    return sum(int(process.out.read_text()) for process in running)


def test_counters_kept_by_each_process_let_two_processes_guess_twice_as_often(victim: Account, forks: Forks) -> None:
    assert guessed_from_two_processes(forks, "weak") == 20


def test_counters_in_the_database_let_two_processes_guess_no_more_than_one(victim: Account, forks: Forks) -> None:
    assert guessed_from_two_processes(forks, "product") == LIMITS["pair"][0] == 10


# Claim: five wrong PINs and the device is forgotten, however many are tried at the same moment.


@pytest.fixture
def stolen(victim: Account) -> str:
    """The cookie of a remembered phone in the hands of somebody who does not know the PIN."""
    client = Client()
    client.force_login(victim)
    return devices.remember_device(victim, PIN, signed_in=SignedIn.objects.get(), label="x", actor=actor_for(victim))


def compared(monkeypatch: pytest.MonkeyPatch, guess: Callable[[], Any]) -> int:
    """How many wrong PINs were compared when all are tried at once; a comparison waits for one more than are allowed, if one can come."""
    together = Meeting(devices.TRIES + 1)
    monkeypatch.setattr(hashers, "check_password", lambda password, encoded: together.come() or False)
    at_once(guess, meeting=together)
    return together.here


def test_a_counter_written_after_the_comparison_lets_everybody_through_at_once(
    stolen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weak() -> None:
        device = Device.objects.get()
        if device.tries_left and not hashers.check_password("000001", device.pin_hash):
            Device.objects.filter(pk=device.pk).update(tries_left=device.tries_left - 1)

    assert compared(monkeypatch, weak) > devices.TRIES


def test_a_try_spent_before_the_comparison_stops_at_five(stolen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def product() -> None:
        devices.check_pin(stolen, "000001", address="10.0.0.9")

    assert compared(monkeypatch, product) == devices.TRIES
    assert devices.device_of(stolen) is None


# Claim: a copy of the database does not tell the PIN of a phone.


def pin_from_a_copy(pin_hash: str, typed: Callable[[str], str]) -> str | None:
    """Tries every PIN near the right one against the hash of a stolen row."""
    pins = (f"{number:06}" for number in range(int(PIN) - 500, int(PIN) + 500))
    return next((pin for pin in pins if hashers.check_password(typed(pin), pin_hash)), None)


def test_a_pin_hashed_alone_is_read_from_a_copy_of_the_database() -> None:
    assert pin_from_a_copy(hashers.make_password(PIN), lambda pin: pin) == PIN


def test_a_pin_hashed_with_the_phones_token_is_not(stolen: str) -> None:
    row = Device.objects.get()
    for known in ("", row.token_hash):
        assert pin_from_a_copy(row.pin_hash, lambda pin, known=known: f"{known}:{pin}") is None
    assert pin_from_a_copy(row.pin_hash, lambda pin: f"{stolen}:{pin}") == PIN


# Claim: a code counts once, however often it is sent at the same moment.


@pytest.fixture
def code(victim: Account) -> str:
    secret = totp.new_secret()
    TotpSecret.objects.create(account=victim, sealed=totp.seal(victim, secret))
    return pyotp.TOTP(secret).at(clock.now())


def test_a_code_looked_at_before_it_is_crossed_out_opens_many_sessions(victim: Account, code: str) -> None:
    together = Meeting(2)

    def weak() -> bool:
        row = TotpSecret.objects.get()
        secret = totp.unseal(victim, bytes(row.sealed))
        step = totp.step_of(secret or "", code)
        if step is None or step <= row.last_step:
            return False
        together.come()
        TotpSecret.objects.filter(pk=row.pk).update(last_step=step)
        return True

    assert sum(at_once(weak, meeting=together)) > 1


def test_a_code_of_the_app_opens_one(victim: Account, code: str) -> None:
    assert sum(at_once(lambda: totp.code_is_right(victim, code))) == 1


def test_a_code_of_the_card_opens_one(victim: Account) -> None:
    printed = second_factors.issue_card(victim, actor=actor_for(victim))[0]

    def send() -> str:
        try:
            return second_factors.check_code(victim, printed)
        except TooMany:
            return ""

    assert at_once(send, 8).count("card") == 1
    assert CardCode.objects.filter(spent_at=None).count() == second_factors.CARD_CODES - 1


# Claim: a session planted before the sign-in is worth nothing after it.


def planted_session_works() -> bool:
    """The attacker leaves a session in the victim's browser, the victim signs in, the attacker comes with the same session."""
    attacker, browser = Client(), Client()
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["planted"] = True
    session.create()
    for client in (attacker, browser):
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    browser.post("/sign-in/", {"username": "nan-nhan", "password": PASSWORD})
    assert browser.get("/me/").status_code == 200
    return attacker.get("/me/").status_code == 200


def test_a_sign_in_that_keeps_the_session_lets_the_planter_in(victim: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SessionBase, "cycle_key", lambda self: None)
    assert planted_session_works()


def test_a_sign_in_under_a_fresh_key_does_not(victim: Account) -> None:
    assert not planted_session_works()


# Claim: a copy of the database opens no session.


def session_from_a_copy() -> bool:
    """Tries everything that stands for a session in the tables as a cookie."""
    Client().force_login(Account.objects.get())
    stolen = [*Session.objects.values_list("pk", flat=True), *SignedIn.objects.values_list("key_hash", flat=True)]
    attackers = []
    for value in stolen:
        attacker = Client()
        attacker.cookies[settings.SESSION_COOKIE_NAME] = value
        attackers.append(attacker.get("/me/").status_code == 200)
    assert stolen
    return any(attackers)


def test_a_table_of_plain_session_keys_opens_them(victim: Account, settings: LazySettings) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    assert session_from_a_copy()


def test_a_table_of_hashed_session_keys_opens_none(victim: Account) -> None:
    assert not session_from_a_copy()


# Claim: how long the answer takes does not tell whether an account exists.


@pytest.fixture
def with_argon(settings: LazySettings) -> Iterator[None]:
    """The hashing of the product; the tests' own is too quick to tell anything."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    signing_in.nobodys_hash.cache_clear()
    yield
    signing_in.nobodys_hash.cache_clear()


def told_apart(check: Callable[[str], Any], rounds: int) -> float:
    """How often the attacker is right who calls the slower half of the names existing, having measured the other half before."""
    took: dict[str, list[float]] = {"nan-nhan": [], "khong-co": []}
    for _ in range(rounds):
        for name, times in took.items():
            started = time.perf_counter()
            check(name)
            times.append(time.perf_counter() - started)
    half = rounds // 2
    edge = (statistics.median(took["nan-nhan"][:half]) + statistics.median(took["khong-co"][:half])) / 2
    right = [seconds > edge for seconds in took["nan-nhan"][half:]] + [
        seconds <= edge for seconds in took["khong-co"][half:]
    ]
    return sum(right) / len(right)


def hashes(check: Callable[[str], Any], name: str) -> list[str]:
    """The work that answering takes, whatever the clock says: how each hash is made, without salt and result."""
    with pytest.MonkeyPatch.context() as watched:
        made: list[str] = []
        verify = hashers.Argon2PasswordHasher.verify
        watched.setattr(
            hashers.Argon2PasswordHasher,
            "verify",
            lambda self, password, encoded: made.append(encoded.rsplit("$", 2)[0]) or verify(self, password, encoded),
        )
        check(name)
    return made


def test_an_unknown_name_takes_the_same_work_as_a_known_one(with_argon: None, victim: Account) -> None:
    victim.set_password(PASSWORD)
    victim.save()
    signing_in.nobodys_hash()
    known, unknown = (
        hashes(lambda name: signing_in.check_password(name, "sai", address="10.0.0.9"), name)
        for name in ("nan-nhan", "khong-co")
    )
    assert known == unknown and len(known) == 1 and "argon2" in known[0]
    assert hashes(answers_at_once, "nan-nhan") == known and hashes(answers_at_once, "khong-co") == []


def answers_at_once(name: str) -> bool:
    """The weak variant: an unknown name costs nothing."""
    account = Account.objects.filter(username=name).first()
    return account is not None and hashers.check_password("sai", account.password)


@pytest.mark.soak
def test_answering_at_once_when_there_is_no_account_gives_it_away(with_argon: None, victim: Account) -> None:
    victim.set_password(PASSWORD)
    victim.save()
    assert told_apart(answers_at_once, 60) > 0.9


@pytest.mark.soak
def test_hashing_for_nobody_too_does_not(with_argon: None, victim: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    victim.set_password(PASSWORD)
    victim.save()
    monkeypatch.setattr(
        "liemchinh.access.throttling.LIMITS", {what: (10**6, window) for what, (_, window) in LIMITS.items()}
    )
    signing_in.nobodys_hash()
    apart = told_apart(lambda name: signing_in.check_password(name, "sai", address="10.0.0.9"), 60)
    print(f"existing and unknown names told apart in {apart:.0%} of cases (50% is a coin)")
    assert apart < 0.9
