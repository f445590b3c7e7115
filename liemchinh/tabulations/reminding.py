"""The monthly message: that a table can be looked at, and where. No name of it, no number."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.journal import clock
from liemchinh.tabulations.models import Wish
from liemchinh.tabulations.queries import tabulations_visible_to
from liemchinh.tabulations.shape import first_of_next_month

# Looked at in one turn, so that other work of the queue waits for none of it.
MOST = 50


def send_links() -> int:
    """Sends what is to be sent now; gives how many. Without a mail server none; one that cannot be reached raises, and no turn is lost."""
    today = clock.today()
    rows = Wish.objects.filter(cancelled_by=None, next_on__lte=today, account__is_active=True).select_related("account")
    turn = list(rows.order_by("next_on", "pk")[:MOST]) if settings.SENDS_MAIL else []
    if not turn:
        return 0
    connection = get_connection()
    connection.open()
    try:
        return sum(_send(row, connection) for row in turn)
    finally:
        connection.close()


def _send(row: Wish, connection: Any) -> bool:
    # The turn is taken before the message goes: killed between the two, one message is lost and never two sent.
    later = first_of_next_month(clock.today())
    taken = Wish.objects.filter(pk=row.pk, next_on=row.next_on, cancelled_by=None).update(next_on=later)
    # Roles that need a second factor are asked on the page; here it is enough that the table is still offered.
    actor = actor_for(row.account, second_factor=True)
    if not taken or not tabulations_visible_to(actor).filter(pk=row.tabulation_id).exists():
        return False
    return _message(row.account, row.tabulation_id, connection).send() > 0


def _message(account: Account, tabulation: int, connection: Any) -> EmailMessage:
    with override(account.language):
        body = [
            _("Bảng số tự lập của bạn có số của tháng vừa qua."),
            f"{settings.PUBLIC_ADDRESS}{reverse('tabulations:one', args=[tabulation])}",
            _("Mỗi tháng một thư. Tắt ở trang của bảng."),
        ]
        to = [f"{account.username}@{settings.MAIL_DOMAIN}"]
        return EmailMessage(_("Liêm Chính: bảng số tháng này"), "\n\n".join(body), None, to, connection=connection)
