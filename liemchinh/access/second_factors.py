"""The second factor: an app, a printed card, a passkey. What an account has, what it needs, checking, setting, removing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access import throttling, totp
from liemchinh.access.actor import Actor
from liemchinh.access.codes import keyed_hash
from liemchinh.access.exclusion import roles_of
from liemchinh.access.models import Account, CardCode, Passkey, TotpSecret
from liemchinh.access.roles import roles
from liemchinh.envelopes.codes import new_code, read_code
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

CARD_CODES = 12
KEPT_IN: Mapping[str, type[TotpSecret] | type[CardCode] | type[Passkey]] = {
    "totp": TotpSecret, "card": CardCode, "passkey": Passkey,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account can prove itself with beside the password."""

    totp: bool
    codes_left: int
    passkeys: int

    @property
    def any(self) -> bool:
        """True when there is a second factor at all."""
        return self.totp or self.codes_left > 0 or self.passkeys > 0


def factors_of(account: Account) -> Factors:
    """What the account has now."""
    return Factors(
        TotpSecret.objects.filter(account=account).exists(),
        CardCode.objects.filter(account=account, spent_at=None).count(),
        Passkey.objects.filter(account=account).count(),
    )


def needs_second_factor(account: Account) -> bool:
    """True when a role of the account demands one."""
    return any(roles()[code].needs_second_factor for code in roles_of([account]) if code in roles())


def check_code(account: Account, typed: str) -> str:
    """Which factor the code proves: "totp", "card", or "" for a wrong one. A right code is used up. Raises TooMany."""
    counter = ("second", str(account.pk))
    throttling.take([counter])
    code = read_code(typed)
    used = ""
    if len(code) == 6 and code.isdigit():
        used = "totp" if totp.code_is_right(account, code) else ""
    elif CardCode.objects.filter(account=account, code_hash=_hash(account, code), spent_at=None).update(
        spent_at=clock.now()
    ):
        used = "card"
    if used:
        throttling.forget(counter)
    return used


def _hash(account: Account, code: str) -> str:
    return keyed_hash("card.key", f"{account.pk}:{code}")


def _own(account: Account, actor: Actor) -> list[Refusal]:
    if actor.account_id == account.pk or (actor.console and actor.on_behalf_of is None):
        return []
    return [Refusal("access.not_own", _("Chỉ chủ tài khoản cài xác thực hai lớp của mình."))]


def _journal(kind: str, factor: str, actor: Actor) -> None:
    record([NewEntry(kind, clock.today(), data={"factor": factor})], actor=actor)


@transaction.atomic
def set_totp(account: Account, secret: str, code: str, *, actor: Actor) -> None:
    """The app is set: `code` shows that it has the secret. Replaces an earlier app. Refuses a wrong code, another's account."""
    faults, step = _own(account, actor), totp.step_of(secret, read_code(code))
    if step is None:
        message = _("Mã không khớp.")
        faults.append(
            Refusal("access.code", message, remedy=_("Xem lại giờ của điện thoại, rồi gõ mã mới nhất đang hiện."))
        )
    if faults:
        raise Refused(faults)
    Account.objects.select_for_update().get(pk=account.pk)
    _journal("access.second_factor_set", "totp", actor)
    TotpSecret.objects.filter(account=account).delete()
    TotpSecret.objects.create(account=account, sealed=totp.seal(account, secret), last_step=step or 0)


@transaction.atomic
def issue_card(account: Account, *, actor: Actor) -> list[str]:
    """Twelve fresh single-use codes, shown this once to be printed; the codes of an earlier card count no more."""
    faults = _own(account, actor)
    if faults:
        raise Refused(faults)
    Account.objects.select_for_update().get(pk=account.pk)
    _journal("access.second_factor_set", "card", actor)
    codes = [new_code(3) for _ in range(CARD_CODES)]
    CardCode.objects.filter(account=account).delete()
    CardCode.objects.bulk_create(CardCode(account=account, code_hash=_hash(account, read_code(code))) for code in codes)
    return codes


@transaction.atomic
def remove_factor(account: Account, factor: str, *, actor: Actor) -> None:
    """One way less. Refuses another's account, what is not there, and the last one while a role demands a second factor."""
    Account.objects.select_for_update().get(pk=account.pk)
    faults, have = _own(account, actor), factors_of(account)
    there = {"totp": have.totp, "card": have.codes_left > 0, "passkey": have.passkeys > 0}
    if not there.get(factor):
        faults.append(Refusal("access.no_factor", _("Không có cách xác thực này.")))
    elif sum(there.values()) == 1 and needs_second_factor(account):
        message = _("Vai trò đang giữ cần xác thực hai lớp; đây là cách cuối cùng.")
        faults.append(Refusal("access.last_factor", message, remedy=_("Cài một cách khác trước.")))
    if faults:
        raise Refused(faults)
    _journal("access.second_factor_removed", factor, actor)
    KEPT_IN[factor].objects.filter(account=account).delete()


def remove_every_factor(account: Account) -> None:
    """After a recovery in person: everything is set anew. Called inside its transaction."""
    for model in KEPT_IN.values():
        model.objects.filter(account=account).delete()
