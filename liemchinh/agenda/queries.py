"""All that waits for somebody, by day: what the rooms give to the home page, nothing of its own."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.codes import token_hash
from liemchinh.access.models import Account
from liemchinh.agenda.models import Feed, Reminder
from liemchinh.web.contributions import Waiting
from liemchinh.web.discovery import waiting_for


@dataclass(frozen=True, slots=True)
class Month:
    """A month of one's own calendar: its weeks from Monday, with what is due each day; before it what is late; and what has no day."""

    first: date
    weeks: Sequence[Sequence[date]]
    days: dict[date, list[Waiting]] = field(default_factory=dict)
    late: list[Waiting] = field(default_factory=list)
    without: list[Waiting] = field(default_factory=list)


def month_of(actor: Actor, first: date, on: date) -> Month:
    """The month that begins on a day, as it stands on another."""
    found = Month(first, Calendar().monthdatescalendar(first.year, first.month))
    for item in waiting_for(actor, on):
        if item.due_on is None:
            found.without.append(item)
        elif (item.due_on.year, item.due_on.month) == (first.year, first.month):
            found.days.setdefault(item.due_on, []).append(item)
        elif item.due_on < on and first <= on:
            found.late.append(item)
    return found


def feed_of(account: int | None) -> Feed | None:
    """The address that stands for an account."""
    return Feed.objects.filter(account_id=account, cancelled_by=None).first() if account else None


def feed_at(secret: str) -> Feed | None:
    """The address that stands with this secret, of an account that may sign in."""
    rows = Feed.objects.filter(secret_hash=token_hash(secret), cancelled_by=None, account__is_active=True)
    return rows.select_related("account").first()


def days_due(feed: Feed, on: date) -> list[date]:
    """On which days something waits for whoever the address is of: the days are all that leaves."""
    return days_waiting(feed.account, on)


def days_waiting(account: Account, on: date) -> list[date]:
    """On which days something waits for an account, each day once; for what leaves the product.

    Nothing that a second factor guards: whoever reads an address or a message has shown none, and a day of a case says that there is one.
    """
    items = waiting_for(actor_for(account), on)
    return sorted({item.due_on for item in items if item.due_on is not None})


def reminder_of(account: int | None) -> Reminder | None:
    """The wish for a weekly message that stands for an account."""
    return Reminder.objects.filter(account_id=account, cancelled_by=None).first() if account else None
