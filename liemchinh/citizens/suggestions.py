"""Suggestions to an office: opened by whoever they were sealed for, with their phrase; what was changed is then published."""

from dataclasses import dataclass

from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.citizens.charting import able
from liemchinh.citizens.keys import opened
from liemchinh.citizens.models import Recipient, Suggestion, SuggestionWrap
from liemchinh.citizens.reading import not_open
from liemchinh.envelopes import reports
from liemchinh.envelopes.seals import unwrap
from liemchinh.journal import clock
from liemchinh.journal.services import record_reading
from regulations.answers import Refused

READING = "citizens.suggestion"


@dataclass(frozen=True, slots=True)
class Read:
    """A suggestion, opened for this answer alone."""

    row: Suggestion
    text: str


def keys_of(actor: Actor) -> list[Recipient]:
    """The actor's own keys that they may still use, ended ones too: what was sealed for these before stays theirs."""
    return able(Recipient.objects.filter(account=actor.account_id or 0, vouched_by__isnull=False))


def suggestions_visible_to(actor: Actor) -> QuerySet[Suggestion]:
    """Those sealed for a key of the actor, the oldest unread first."""
    mine = SuggestionWrap.objects.filter(recipient__in=keys_of(actor)).values("suggestion")
    return (
        Suggestion.objects.filter(pk__in=mine)
        .exclude(body=None)
        .select_related("office")
        .order_by("read_on", "on", "pk")
    )


def open_suggestion(suggestion: int, secret: str, *, actor: Actor) -> Read:
    """What a suggestion says; the reading is kept first. Refuses whoever it was not sealed for, and a wrong secret."""
    row = suggestions_visible_to(actor).filter(pk=suggestion).first()
    wrap = (
        SuggestionWrap.objects.filter(suggestion=row, recipient__in=keys_of(actor)).select_related("recipient").first()
    )
    if row is None or wrap is None:
        raise Refused([not_open()])
    private = unwrap(bytes(wrap.wrapped), opened(wrap.recipient, secret))
    text = reports.open_suggestion(bytes(row.body or b""), private).text
    record_reading(actor, READING, row.pk, organisation=row.office.organisation_id)
    Suggestion.objects.filter(pk=row.pk, read_on=None).update(read_on=clock.today())
    return Read(row, text)
