"""Limits on guessing, counted in the database so that they hold over every process.

An attempt is counted before it is checked: guesses made side by side cannot all slip under the limit.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from liemchinh.access.codes import keyed_hash
from liemchinh.access.models import Attempts
from liemchinh.journal import clock
from regulations.answers import Refusal, Refused

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)

# What is counted → how many attempts, in what time. "pair" is one account from one address: it is used up long before the
# account itself is, so nobody at one address locks another person out from their own desk.
LIMITS = {
    "pair": (10, QUARTER),
    "account": (100, QUARTER),
    "address": (60, QUARTER),
    "second": (10, HOUR),
    "proof": (10, HOUR),
    "recovery": (10, HOUR),
    "chosen": (10, HOUR),
    "letter": (10, HOUR),
    "phrase": (10, HOUR),
    "card": (60, HOUR),
    # The short code printed on a signed report.
    "report_code": (30, HOUR),
    # Calendars of a whole office may read from behind one address.
    "feed": (240, HOUR),
    # Of another program: questions with a key, and keys that open nothing.
    "api": (1200, HOUR),
    "token": (60, QUARTER),
}

Counter = tuple[str, str]


class TooMany(Exception):
    """Too many attempts; `minutes` is how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.minutes = max(1, -(-int(wait.total_seconds()) // 60))
        super().__init__(f"{self.minutes} min")


def _key(counter: Counter) -> str:
    return keyed_hash("attempts.key", "\0".join(counter))


def take(counters: Sequence[Counter]) -> None:
    """Counts one attempt against each (what, which), in order; raises TooMany at the first that is used up and counts no further.

    So an address that is stopped does not use up what the account is allowed from elsewhere. Committed before it returns.
    """
    for counter in counters:
        wait = _take(counter)
        if wait:
            raise TooMany(wait)


def take_or_refuse(counters: Sequence[Counter], refusal: Refusal) -> None:
    """As `take`, but refuses: `%(minutes)s` in the message becomes how long to wait."""
    try:
        take(counters)
    except TooMany as many:
        told = replace(refusal, message=refusal.message % {"minutes": many.minutes})
        raise Refused([told]) from many


def _take(counter: Counter) -> timedelta | None:
    limit, window = LIMITS[counter[0]]
    key, now = _key(counter), clock.now()
    with transaction.atomic():
        Attempts.objects.bulk_create([Attempts(key_hash=key, since=now)], ignore_conflicts=True)
        row = Attempts.objects.select_for_update().get(pk=key)
        if row.since + window <= now:
            row.count, row.since = 0, now
        row.count += 1
        row.save()
    if row.count == 1:
        Attempts.objects.filter(since__lt=now - HOUR).delete()
    return row.since + window - now if row.count > limit else None


def give_back(counters: Sequence[Counter]) -> None:
    """A right answer: takes back the attempt it cost, and no other."""
    for counter in counters:
        Attempts.objects.filter(pk=_key(counter), count__gt=0).update(count=F("count") - 1)


def forget(counter: Counter) -> None:
    """A right answer: all attempts of this counter are forgotten."""
    Attempts.objects.filter(pk=_key(counter)).delete()
