"""A phone remembered for 90 days: a token in its cookie, a PIN of six digits, five tries."""

import secrets
from datetime import timedelta

from django.contrib.auth import hashers
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from liemchinh.access import throttling
from liemchinh.access.actor import Actor
from liemchinh.access.codes import token_hash
from liemchinh.access.models import Account, Device, SignedIn
from liemchinh.access.passwords import pin_faults
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

KEPT = timedelta(days=90)
TRIES = 5
COOKIE = "liemchinh_device"


def _pin_with(token: str, pin: str) -> str:
    # Six digits are guessed in no time from a stolen database; together with the token, which is not in it, they are not.
    return f"{token}:{pin}"


@transaction.atomic
def remember_device(account: Account, pin: str, *, signed_in: SignedIn, label: str, actor: Actor) -> str:
    """Remembers the device; gives the token for its cookie. What the PIN opens is as strong as the session it was set in.

    Refuses another's account, an easy PIN, and a session that itself was opened by a PIN.
    """
    faults = pin_faults(pin)
    if actor.account_id != account.pk or signed_in.account_id != account.pk:
        faults.append(Refusal("access.not_own", _("Chỉ chủ tài khoản ghi nhớ thiết bị của mình.")))
    if signed_in.device_id is not None:
        message = _("Phiên này mở bằng mã PIN nên không ghi nhớ thêm thiết bị.")
        faults.append(Refusal("access.device_chain", message, remedy=_("Đăng nhập bằng mật khẩu rồi làm lại.")))
    if faults:
        raise Refused(faults)
    token, now = secrets.token_urlsafe(32), clock.now()
    record([NewEntry("access.device_remembered", clock.today())], actor=actor)
    Device.objects.create(
        account=account, token_hash=token_hash(token), pin_hash=hashers.make_password(_pin_with(token, pin)), tries_left=TRIES,
        second_factor=bool(signed_in.second_factor), label=label[:60], made_at=now, used_at=now, ends_at=now + KEPT,
    )  # fmt: skip
    return token


def device_of(token: str) -> Device | None:
    """The remembered device of a cookie's token, if it still counts."""
    if not token:
        return None
    found = Device.objects.select_related("account").filter(
        token_hash=token_hash(token), ends_at__gt=clock.now(), tries_left__gt=0
    )
    device = found.first()
    return device if device and device.account.is_active else None


def check_pin(token: str, pin: str, *, address: str) -> Device | None:
    """The device, when the PIN is right; None when wrong or unknown. The try is spent before the PIN is compared.

    After five wrong PINs the device is forgotten. Raises TooMany for the address.
    """
    throttling.take([("address", address)])
    device = device_of(token)
    if device is None or not Device.objects.filter(pk=device.pk, tries_left__gt=0).update(
        tries_left=F("tries_left") - 1
    ):
        return None
    if hashers.check_password(_pin_with(token, pin[:20]), device.pin_hash):
        Device.objects.filter(pk=device.pk).update(tries_left=TRIES, used_at=clock.now())
        throttling.give_back([("address", address)])
        return device
    Device.objects.filter(pk=device.pk, tries_left=0).delete()
    return None


@transaction.atomic
def forget_device(device: Device, *, actor: Actor) -> None:
    """The device is forgotten and sessions it opened end. One's own only."""
    if device.account_id != actor.account_id:
        raise Refused([Refusal("access.not_own", _("Chỉ chủ tài khoản bỏ thiết bị của mình."))])
    record([NewEntry("access.device_forgotten", clock.today(), data={"account": device.account_id})], actor=actor)
    device.delete()
