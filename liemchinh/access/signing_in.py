"""The first step of signing in: a name and a password. The same answer, after the same work, whether the account exists or not."""

import secrets
from functools import cache

from django.contrib.auth import hashers
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from liemchinh.access import throttling
from liemchinh.access.models import Account
from liemchinh.journal import clock

_PENDING = "pending"
_PENDING_SECONDS = 600


@cache
def nobodys_hash() -> str:
    """A hash that no password fits, as costly to compare with as a real one."""
    return hashers.make_password(secrets.token_hex(16))


def password_is_right(account: Account | None, password: str) -> bool:
    """Compares after one full hashing, also for no account, a closed one, and one that has no password yet."""
    nobodys = nobodys_hash()
    usable = account is not None and account.is_active and account.has_usable_password()
    encoded = account.password if account is not None and usable else nobodys
    return hashers.check_password(password[:1000], encoded) and usable


def check_password(username: str, password: str, *, address: str) -> Account | None:
    """The account whose password this is, or None. Raises TooMany; what is counted knows nothing of whether an account exists."""
    name = username.strip().lower()[:100]
    pair, wide = ("pair", f"{name}\n{address}"), [("address", address), ("account", name)]
    throttling.take([wide[0], pair, wide[1]])
    account = Account.objects.filter(username=name).first()
    if not password_is_right(account, password):
        return None
    throttling.forget(pair)
    throttling.give_back(wide)
    return account


def keep_pending(request: HttpRequest, account: Account) -> None:
    """Between the right password and the second factor nobody is signed in: the session, under a fresh key, only remembers whom."""
    request.session.cycle_key()
    request.session[_PENDING] = [account.pk, int(clock.now().timestamp()), account.get_session_auth_hash()]


def account_pending(request: HttpRequest) -> Account | None:
    """Whose password was right within the last ten minutes in this session, and has not changed since."""
    number, since, fits = request.session.get(_PENDING) or (None, 0, "")
    if number is None or since + _PENDING_SECONDS <= clock.now().timestamp():
        return None
    account = Account.objects.filter(pk=number, is_active=True).first()
    return account if account and constant_time_compare(account.get_session_auth_hash(), fits) else None


def forget_pending(request: HttpRequest) -> None:
    """The next sign-in starts from the password."""
    request.session.pop(_PENDING, None)
