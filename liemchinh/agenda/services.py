"""One's own calendar address: opened, shown once, taken back."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.codes import token_hash
from liemchinh.access.models import Account
from liemchinh.agenda.models import Feed
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused


@transaction.atomic
def open_feed(*, actor: Actor) -> str:
    """A new secret for the actor's own address, told this once: 256 random bits, of which only a hash is kept. An older one ends.

    Refuses the console, and an administrator on behalf of somebody: it is opened in person.
    """
    account = in_person(actor)
    Account.objects.select_for_update().get(pk=account)
    sequence = record([NewEntry("agenda.feed_opened", clock.today(), data={"account": account})], actor=actor)[0]
    Feed.objects.filter(account_id=account, cancelled_by=None).update(cancelled_by=sequence)
    secret = secrets.token_urlsafe(32)
    Feed.objects.create(account_id=account, secret_hash=token_hash(secret), recorded_by=sequence)
    return secret


@transaction.atomic
def close_feed(*, actor: Actor) -> int:
    """Nobody reads at the actor's address any more; gives the entry. Refuses where there is none."""
    account = in_person(actor)
    Account.objects.select_for_update().get(pk=account)
    found = Feed.objects.filter(account_id=account, cancelled_by=None).first()
    if found is None:
        said = _("Không có địa chỉ lịch nào đang mở.")
        raise Refused([Refusal("agenda.none", said, remedy=_("Không cần thu hồi."))])
    entry = NewEntry("agenda.feed_closed", clock.today(), data={"account": account})
    sequence = record([entry], actor=actor)[0]
    Feed.objects.filter(pk=found.pk).update(cancelled_by=sequence)
    return sequence
