"""The weekly message: that something is due, and where to look. No name, no kind of work, no number."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from liemchinh.access.models import Account
from liemchinh.agenda.models import Reminder
from liemchinh.agenda.queries import days_waiting
from liemchinh.journal import clock

WEEK, DAY = timedelta(days=7), timedelta(days=1)
# Looked at in one turn, so that other work of the queue waits for none of it.
MOST = 50


def remind() -> int:
    """Sends what is to be sent now; gives how many. Without a mail server none; one that cannot be reached raises, and no turn is lost."""
    today = clock.today()
    rows = Reminder.objects.filter(cancelled_by=None, next_on__lte=today, account__is_active=True).select_related(
        "account"
    )
    turn = list(rows.order_by("next_on", "pk")[:MOST]) if settings.SENDS_MAIL else []
    if not turn:
        return 0
    connection = get_connection()
    connection.open()
    try:
        return sum(_remind(row, today, connection) for row in turn)
    finally:
        connection.close()


def _remind(row: Reminder, today: date, connection: Any) -> bool:
    due = any(day <= today + WEEK for day in days_waiting(row.account, today))
    later = today + (WEEK if due else DAY)
    # The turn is taken before the message goes: killed between the two, one message is lost and never two sent.
    taken = Reminder.objects.filter(pk=row.pk, next_on=row.next_on, cancelled_by=None).update(next_on=later)
    if not (due and taken):
        return False
    return _message(row.account, connection).send() > 0


def _message(account: Account, connection: Any) -> EmailMessage:
    with override(account.language):
        body = [
            _("Có việc đến hạn trong bảy ngày tới, hoặc đã quá hạn."),
            f"{settings.PUBLIC_ADDRESS}{reverse('agenda:month')}",
            _("Mỗi tuần nhiều nhất một thư. Tắt ở trang Lịch, mục “Hạn trong lịch khác”."),
        ]
        to = [f"{account.username}@{settings.MAIL_DOMAIN}"]
        return EmailMessage(_("Liêm Chính: có việc đến hạn"), "\n\n".join(body), None, to, connection=connection)
