"""The same act sent twice is recorded once: the service asks before it looks at anything else, and remembers in its own transaction."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.offline.models import Sending
from regulations.answers import Refusal, Refused


def read_sending(text: str | None) -> UUID | None:
    """The number a browser made; None for none and for what is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def entry_of(sending: UUID | None, actor: Actor) -> int | None:
    """The entry an act of this number became; None when it was not recorded yet. Call with the rows of the act locked.

    Refuses a number that another account has used.
    """
    row = Sending.objects.filter(pk=sending).first() if sending else None
    if row is None:
        return None
    if row.account_id != actor.account_id:
        message = _("Lần ghi này là của một tài khoản khác.")
        raise Refused([Refusal("offline.other", message, remedy=_("Mở lại trang và ghi lại."))])
    return row.recorded_by


def remember(sending: UUID | None, sequence: int, actor: Actor) -> int:
    """Keeps which entry an act became; gives that entry."""
    if sending and actor.account_id is not None:
        Sending.objects.get_or_create(
            pk=sending, defaults={"account_id": actor.account_id, "recorded_by": sequence, "sent_at": clock.now()}
        )
    return sequence


def for_script(request: HttpRequest, done: HttpResponseRedirect) -> HttpResponse:
    """The answer to an act that was recorded: the next page, which the script of kept acts is told instead of being sent there."""
    if "X-Kept" not in request.headers:
        return done
    return HttpResponse(status=204, headers={"X-There": done.url})
