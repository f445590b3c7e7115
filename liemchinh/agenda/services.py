"""One's own calendar address: opened, shown once, taken back. One's own wish for a weekly message: stated, taken back."""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.access.codes import token_hash
from liemchinh.access.models import Account
from liemchinh.agenda.models import Feed, Reminder
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


@transaction.atomic
def ask_for_reminder(*, actor: Actor) -> int:
    """From now on the actor gets a message when something is due, at most one in seven days; gives the entry.

    Refuses the console, where no mail server is set, and where it is asked for already.
    """
    account = in_person(actor)
    Account.objects.select_for_update().get(pk=account)
    faults = []
    if not settings.SENDS_MAIL:
        said = _("Nơi cài đặt chưa có máy chủ thư.")
        faults.append(
            Refusal("agenda.no-mail", said, remedy=_("Nhờ người quản trị hệ thống; trong khi chờ, xem trang Lịch."))
        )
    if Reminder.objects.filter(account_id=account, cancelled_by=None).exists():
        faults.append(Refusal("agenda.reminded", _("Thư nhắc đã bật."), remedy=_("Không cần bật lại.")))
    if faults:
        raise Refused(faults)
    earlier = Reminder.objects.filter(account_id=account).order_by("-next_on").first()
    next_on = max(clock.today(), earlier.next_on) if earlier else clock.today()
    entry = NewEntry("agenda.reminder_asked", clock.today(), data={"account": account})
    sequence = record([entry], actor=actor)[0]
    Reminder.objects.create(account_id=account, next_on=next_on, recorded_by=sequence)
    return sequence


@transaction.atomic
def stop_reminder(*, actor: Actor) -> int:
    """No message any more; gives the entry. Refuses where none was asked for."""
    account = in_person(actor)
    Account.objects.select_for_update().get(pk=account)
    found = Reminder.objects.filter(account_id=account, cancelled_by=None).first()
    if found is None:
        raise Refused([Refusal("agenda.none", _("Thư nhắc chưa bật."), remedy=_("Không cần tắt."))])
    entry = NewEntry("agenda.reminder_stopped", clock.today(), data={"account": account})
    sequence = record([entry], actor=actor)[0]
    Reminder.objects.filter(pk=found.pk).update(cancelled_by=sequence)
    return sequence
