"""Keys for other programs: made for a purpose, shown once, taken back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.codes import token_hash
from liemchinh.api.models import Token
from liemchinh.api.purposes import KEEP, PURPOSES, RIGHTS
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from regulations.answers import Refusal, Refused

LONGEST = timedelta(days=366)
# So that a secret found somewhere is recognised as one.
PREFIX = "lc_"


@dataclass(frozen=True, slots=True)
class NewToken:
    """For what, what may be read, and the last day on which it opens anything."""

    purpose: str
    rights: Sequence[str]
    last_on: date


@transaction.atomic
def make_token(organisation: int, new: NewToken, *, actor: Actor) -> tuple[Token, str]:
    """A key over an organisation and everything under it, and its secret, told this once: 256 random bits, of which a hash is kept.

    Refuses whoever is not signed in as themselves, a purpose or right that is not on the lists, a right the purpose does not need or the
    maker does not hold there, a last day that is over or more than a year away.
    """
    actor.require(KEEP, organisation)
    account = in_person(actor)
    rights = [one for one in RIGHTS if one in set(new.rights)]
    faults = _faults(new) + [
        fault for one in rights for verb in sorted(RIGHTS[one].needs) for fault in actor.refusals(verb, organisation)
    ]
    if faults:
        raise Refused(faults)
    lock_organisations([organisation])
    told: dict[str, Plain] = {
        "account": account,
        "purpose": new.purpose,
        "rights": " ".join(rights),
        "until": new.last_on.isoformat(),
    }
    entry = NewEntry("api.token_made", clock.today(), organisation=organisation, data=told)
    sequence = record([entry], actor=actor)[0]
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account_id=account, organisation_id=organisation, purpose=new.purpose, rights=" ".join(rights), last_on=new.last_on,
        secret_hash=token_hash(secret), recorded_by=sequence,
    )  # fmt: skip
    return token, secret


def _faults(new: NewToken) -> list[Refusal]:
    purpose, found = PURPOSES.get(new.purpose), []
    if purpose is None:
        found.append(Refusal("api.purpose", _("Mục đích này không có trong danh mục."), remedy=_("Chọn một mục đích.")))
    elif not new.rights or not set(new.rights) <= set(purpose.rights):
        said = _("Mục đích “%(purpose)s” không cần quyền đã chọn, hoặc chưa chọn quyền nào.") % {
            "purpose": purpose.label
        }
        needed = ", ".join(str(RIGHTS[one].label) for one in purpose.rights)
        found.append(Refusal("api.rights", said, remedy=_("Chọn trong: %(rights)s.") % {"rights": needed}))
    today = clock.today()
    if not today <= new.last_on <= today + LONGEST:
        said = _("Ngày cuối của khóa phải từ hôm nay đến hết một năm sau.")
        found.append(Refusal("api.until", said, remedy=_("Chọn ngày gần hơn; khi cần thì cấp khóa mới.")))
    return found


@transaction.atomic
def revoke_token(token: int, *, actor: Actor) -> int:
    """The key opens nothing any more, whoever made it; gives the entry. Refuses outside the actor's scope, and one that is revoked."""
    actor.require_somewhere(KEEP)
    row = Token.objects.select_for_update().get(pk=token)
    actor.require(KEEP, row.organisation_id)
    if row.cancelled_by is not None:
        raise Refused([Refusal("api.revoked", _("Khóa này đã thu hồi."), remedy=_("Không cần thu hồi lại."))])
    told = {"purpose": row.purpose}
    entry = NewEntry(
        "api.token_revoked", clock.today(), organisation=row.organisation_id, data=told, cancels=row.recorded_by
    )
    sequence = record([entry], actor=actor)[0]
    Token.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence
