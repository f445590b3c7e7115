"""Codes of an authenticator app (RFC 6238): the secret is sealed under a key outside the database, a code counts once."""

from pathlib import Path

import pyotp
from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from liemchinh.access.models import Account, TotpSecret
from liemchinh.journal import clock
from liemchinh.keys import key_bytes

ISSUER = "Liêm Chính"
STEP = 30


def new_secret() -> str:
    """A fresh secret of 160 bits, in base32."""
    return pyotp.random_base32()


def address_of(secret: str, account: Account) -> str:
    """The `otpauth://` address an app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name=ISSUER)


def _box() -> SecretBox:
    return SecretBox(key_bytes(Path(settings.DATA), "second-factor.key"))


def seal(account: Account, secret: str) -> bytes:
    """The secret, readable only with the key and only for this account: a row moved to another account opens to nothing."""
    return bytes(_box().encrypt(f"{account.pk}:{secret}".encode()))


def unseal(account: Account, sealed: bytes) -> str | None:
    """The secret, or None when the row was altered, moved, or sealed under another key."""
    try:
        owner, _, secret = _box().decrypt(sealed).decode().partition(":")
    except (CryptoError, ValueError):
        return None
    return secret if owner == str(account.pk) else None


def step_of(secret: str, code: str) -> int | None:
    """The 30 seconds a code belongs to: the present ones, or one before or after for clocks that differ. None: no such code."""
    totp, present = pyotp.TOTP(secret), int(clock.now().timestamp()) // STEP
    return next((step for step in (present, present - 1, present + 1) if totp.verify(code, for_time=step * STEP)), None)


def code_is_right(account: Account, code: str) -> bool:
    """Is this the app's code, not used before? It is used up by asking."""
    row = TotpSecret.objects.filter(account=account).first()
    secret = unseal(account, bytes(row.sealed)) if row else None
    step = step_of(secret, code) if secret else None
    if row is None or step is None:
        return False
    return TotpSecret.objects.filter(pk=row.pk, last_step__lt=step).update(last_step=step) == 1
