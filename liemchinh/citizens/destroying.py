"""When what citizens sent goes: its keys, its sealed text, its files; from the database's log too. A count remains."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Attachment, IdentityRequest, Message, Report, Suggestion, SuggestionWrap, Wrap
from liemchinh.citizens.times import destroyed_by
from liemchinh.journal import clock
from liemchinh.journal.erasing import truncate_log
from liemchinh.journal.services import NewEntry, record

MACHINE = Actor.at_console("may-chu")
# Of suggestions, rules of this product (docs/decisions.md).
READ_FOR, LONGEST = timedelta(days=90), timedelta(days=365)


def destroy(reports: Sequence[Report]) -> None:
    """Deletes every key and every sealed part of these reports. Needs an open transaction."""
    if not reports:
        return
    rows: list[int] = sorted(one.pk for one in reports)
    record([NewEntry("citizens.destroyed", clock.today(), data={"reports": list(rows)})], actor=MACHINE)
    Wrap.objects.filter(report__in=rows).delete()
    Attachment.objects.filter(report__in=rows).delete()
    Message.objects.filter(report__in=rows).delete()
    IdentityRequest.objects.filter(report__in=rows).update(sealed=None)
    Report.objects.filter(pk__in=rows).update(body=None, identity=None, destroyed_on=clock.today())
    transaction.on_commit(truncate_log)


def forget() -> None:
    """Destroys the reports and suggestions whose time is over. Safe to repeat."""
    today = clock.today()
    with transaction.atomic():
        ended = Report.objects.filter(destroyed_on=None, closed_on__isnull=False).order_by("pk")
        destroy([one for one in ended if (day := destroyed_by(one)) is not None and day <= today])
        old = Suggestion.objects.exclude(body=None)
        gone = old.filter(read_on__lte=today - READ_FOR) | old.filter(on__lte=today - LONGEST)
        numbers = list(gone.values_list("pk", flat=True))
        if numbers:
            SuggestionWrap.objects.filter(suggestion__in=numbers).delete()
            Suggestion.objects.filter(pk__in=numbers).update(body=None)
            transaction.on_commit(truncate_log)
