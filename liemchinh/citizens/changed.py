"""What the home page says has changed: what another reader did with a report one reads too, by its number alone."""

import json
from datetime import datetime

from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Report
from liemchinh.citizens.queries import reports_visible_to
from liemchinh.citizens.words import READ
from liemchinh.journal.models import Entry
from liemchinh.journal.sentences import sentences
from liemchinh.web.contributions import Change, concerns

KINDS = ("citizens.replied", "citizens.decision_stated", "citizens.decision_vouched", "citizens.identity_given")
MOST = 20


@concerns(READ, rows=(Report,))
def changes(actor: Actor, since: datetime) -> list[Change]:
    """One line for each act of somebody else about a report that is sealed for the actor too. What came by itself waits instead."""
    if not actor.may(READ):
        return []
    numbers = set(reports_visible_to(actor).values_list("pk", flat=True))
    if not numbers:
        return []
    found = Entry.objects.filter(kind__in=KINDS, recorded_at__gte=since).exclude(account_id=None)
    listed = [
        (entry, number)
        for entry in found.exclude(account_id=actor.account_id).order_by("-sequence")[: 10 * MOST]
        if (number := json.loads(bytes(entry.payload))["data"]["report"]) in numbers
    ][:MOST]
    told = sentences([entry for entry, _number in listed])
    return [
        Change(said, entry.recorded_at, reverse("citizens:report", args=[number]))
        for said, (entry, number) in zip(told, listed, strict=True)
    ]
