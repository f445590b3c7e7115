import hashlib
import json
import struct
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import LazySettings
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

from liemchinh.access import passkeys
from liemchinh.access.models import Account, Passkey
from liemchinh.access.tests.people import PASSWORD, acting, codes, person, signed_in
from regulations.answers import Refused

pytestmark = pytest.mark.django_db
ORIGIN = "https://lc.example.vn"


@pytest.fixture(autouse=True)
def _with_a_name(settings: LazySettings) -> None:
    settings.PUBLIC_ADDRESS, settings.HAS_TLS = ORIGIN, True


class Authenticator:
    """A security key made of software: as much of WebAuthn as a browser and a key do together."""

    def __init__(self, origin: str = ORIGIN, domain: str = "lc.example.vn") -> None:
        self.key, self.number, self.count = ec.generate_private_key(ec.SECP256R1()), b"key-number-1", 0
        self.origin, self.domain = origin, domain

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        ).encode()

    def _data(self, flags: int, more: bytes = b"") -> bytes:
        self.count += 1
        return hashlib.sha256(self.domain.encode()).digest() + struct.pack(">BI", flags, self.count) + more

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        data = self._data(0x45, bytes(16) + struct.pack(">H", len(self.number)) + self.number + public)
        response = {
            "clientDataJSON": websafe_encode(self._client("webauthn.create", options)),
            "attestationObject": websafe_encode(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self._answer(response)

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        client, data = self._client("webauthn.get", options), self._data(0x05)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
        }
        return self._answer(response)

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        number = websafe_encode(self.number)
        return {"id": number, "rawId": number, "type": "public-key", "response": response, "clientExtensionResults": {}}


def asked(given: tuple[dict[str, Any], Any]) -> tuple[dict[str, Any], Any]:
    """What the browser gets, through JSON as it travels."""
    options, state = given
    return json.loads(json.dumps(options)), state


def with_key(account: Account, key: Authenticator) -> None:
    options, state = asked(passkeys.registration_options(account))
    passkeys.set_passkey(account, key.create(options), state, label="Khóa", actor=acting(account))


def test_a_passkey_is_set_and_proves_its_holder() -> None:
    account, key = person("an"), Authenticator()
    with_key(account, key)
    options, state = asked(passkeys.challenge(account))
    assert passkeys.check_passkey(account, key.get(options), state)
    assert Passkey.objects.get().sign_count == 2


@pytest.mark.parametrize(
    "address", ["", "http://lc.example.vn", "https://10.0.0.7", "https://[::1]", "https://localhost"]
)
def test_passkeys_are_offered_only_with_tls_and_a_domain_name(address: str, settings: LazySettings) -> None:
    settings.PUBLIC_ADDRESS, settings.HAS_TLS = address, address.startswith("https://")
    assert passkeys.domain() is None
    with pytest.raises(Refused) as refused:
        passkeys.registration_options(person("an"))
    assert codes(refused.value) == ["access.no_passkeys"]
    assert "https" in signed_in(person("em")).get("/me/second-factor/").content.decode()


def test_an_answer_from_another_site_or_to_another_question_proves_nothing() -> None:
    account, key = person("an"), Authenticator()
    with_key(account, key)
    options, state = asked(passkeys.challenge(account))
    key.origin = "https://lc.example.vn.evil.example"
    assert not passkeys.check_passkey(account, key.get(options), state)
    key.origin = ORIGIN
    _, other = asked(passkeys.challenge(account))
    assert not passkeys.check_passkey(account, key.get(options), other)
    assert not passkeys.check_passkey(account, {}, state)


def test_a_copied_key_shows_by_its_counter() -> None:
    account, key = person("an"), Authenticator()
    with_key(account, key)
    options, state = asked(passkeys.challenge(account))
    assert passkeys.check_passkey(account, key.get(options), state)
    key.count = 0
    options, state = asked(passkeys.challenge(account))
    assert not passkeys.check_passkey(account, key.get(options), state)


def test_a_key_of_one_account_opens_no_other_and_is_not_set_for_it() -> None:
    account, em, key = person("an"), person("em"), Authenticator()
    with_key(account, key)
    options, state = asked(passkeys.challenge(em))
    assert not passkeys.check_passkey(em, key.get(options), state)
    with pytest.raises(Refused):
        with_key(em, key)
    options, state = asked(passkeys.registration_options(em))
    with pytest.raises(Refused) as refused:
        passkeys.set_passkey(em, Authenticator().create(options), state, label="x", actor=acting(account))
    assert codes(refused.value) == ["access.not_own"]


def test_an_answer_for_another_domain_is_not_kept() -> None:
    account = person("an")
    options, state = asked(passkeys.registration_options(account))
    with pytest.raises(Refused) as refused:
        passkeys.set_passkey(
            account, Authenticator(domain="evil.example").create(options), state, label="x", actor=acting(account)
        )
    assert codes(refused.value) == ["access.passkey"] and not Passkey.objects.exists()


def test_the_pages_set_a_passkey_and_sign_in_with_it() -> None:
    import html
    import re

    account, key = person("an"), Authenticator()
    client = signed_in(account)
    page = client.get("/me/second-factor/passkey/", secure=True).content.decode()
    options = json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page)[1]))  # type: ignore[index]
    assert websafe_decode(options["publicKey"]["challenge"])
    answer = {"label": "Khóa", "answer": json.dumps(key.create(options))}
    assert client.post("/me/second-factor/passkey/", answer).status_code == 302
    client.post("/sign-out/")
    client.post("/sign-in/", {"username": "an", "password": PASSWORD})
    page = client.get("/sign-in/code/").content.decode()
    options = json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page)[1]))  # type: ignore[index]
    assert client.post("/sign-in/code/", {"answer": "{not json"}).status_code == 422
    page = client.get("/sign-in/code/").content.decode()
    options = json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page)[1]))  # type: ignore[index]
    assert client.post("/sign-in/code/", {"answer": json.dumps(key.get(options))}).status_code == 302
    assert client.get("/me/").status_code == 200
