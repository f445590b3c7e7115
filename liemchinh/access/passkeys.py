"""Passkeys (WebAuthn): offered only where there is TLS and a domain name, never on an IP address. The key never leaves its holder."""

import hashlib
import ipaddress
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from liemchinh.access import throttling
from liemchinh.access.actor import Actor
from liemchinh.access.codes import keyed_hash
from liemchinh.access.models import Account, Passkey
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

State = Mapping[str, Any]


def domain() -> str | None:
    """The domain name passkeys are bound to; None where they are not offered."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname if settings.HAS_TLS else None
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return host if host and "." in host else None
    return None


def _server() -> Fido2Server:
    host = domain()
    if host is None:
        raise Refused([Refusal("access.no_passkeys", _("Địa chỉ này chưa dùng được khóa truy cập."),
                               remedy=_("Cần tên miền và kết nối bảo mật (https); dùng ứng dụng mã hoặc thẻ mã."))])  # fmt: skip
    origin = settings.PUBLIC_ADDRESS.rstrip("/")
    return Fido2Server(
        PublicKeyCredentialRpEntity(name="Liêm Chính", id=host), verify_origin=lambda given: given == origin
    )


def _credentials(account: Account) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(row.credential)) for row in Passkey.objects.filter(account=account)]


def _hash(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()


def registration_options(account: Account) -> tuple[dict[str, Any], State]:
    """What the browser needs to make a passkey, and what the session keeps meanwhile. Refuses where passkeys are not offered."""
    # The handle is a keyed hash: it tells a stolen authenticator nothing about the account.
    handle = bytes.fromhex(keyed_hash("passkey.key", str(account.pk)))
    user = PublicKeyCredentialUserEntity(name=account.username, id=handle, display_name=account.display_name)
    options, state = _server().register_begin(
        user, _credentials(account), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options), state


@transaction.atomic
def set_passkey(account: Account, response: Mapping[str, Any], state: State, *, label: str, actor: Actor) -> None:
    """Keeps the public half. Refuses another's account, and an answer that does not fit the question."""
    server = _server()
    if actor.account_id != account.pk:
        raise Refused([Refusal("access.not_own", _("Chỉ chủ tài khoản cài xác thực hai lớp của mình."))])
    try:
        made = server.register_complete(state, response)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused([_unfit()]) from error
    credential = made.credential_data
    if credential is None or Passkey.objects.filter(credential_hash=_hash(credential.credential_id)).exists():
        raise Refused([_unfit()])
    record([NewEntry("access.second_factor_set", clock.today(), data={"factor": "passkey"})], actor=actor)
    Passkey.objects.create(
        account=account, credential_hash=_hash(credential.credential_id), credential=bytes(credential), sign_count=made.counter,
        label=clean(label)[:60], made_at=clock.now(),
    )  # fmt: skip


def _unfit() -> Refusal:
    return Refusal(
        "access.passkey", _("Khóa truy cập không khớp."), remedy=_("Làm lại, hoặc dùng ứng dụng mã hay thẻ mã.")
    )


def challenge(account: Account) -> tuple[dict[str, Any], State]:
    """What the browser needs to use one of the account's passkeys, and what the session keeps meanwhile."""
    options, state = _server().authenticate_begin(
        _credentials(account), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options), state


def check_passkey(account: Account, response: Mapping[str, Any], state: State) -> bool:
    """Is this the right answer to the challenge, by one of the account's passkeys that was not copied? Raises TooMany."""
    counter = ("second", str(account.pk))
    throttling.take([counter])
    try:
        used = _server().authenticate_complete(state, _credentials(account), response)
        count = AuthenticationResponse.from_dict(response).response.authenticator_data.counter
    except (ValueError, KeyError, TypeError):
        return False
    row = Passkey.objects.filter(account=account, credential_hash=_hash(used.credential_id))
    # A counter that does not rise means two keys with one secret; authenticators without a counter always say 0.
    fresh = row.filter(sign_count__lt=count).update(sign_count=count) if count else row.filter(sign_count=0).count()
    if fresh:
        throttling.forget(counter)
    return bool(fresh)
