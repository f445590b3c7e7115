"""What the home page says has changed in the register, for those whom the book itself does not tell it: one's own page first."""

from datetime import datetime

from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.journal.sentences import sentences
from liemchinh.members.dossier import mine
from liemchinh.members.queries import place_of
from liemchinh.members.writing import ACT_KINDS
from liemchinh.organisations.queries import subtree
from liemchinh.web.contributions import Change

MOST = 20


def changes(actor: Actor, since: datetime) -> list[Change]:
    """What others recorded about oneself, and, for whoever sees the register but not the book, the latest acts in scope."""
    return [*_own(actor, since), *_acts(actor, since)]


def _own(actor: Actor, since: datetime) -> list[Change]:
    own = mine(actor)
    if own is None or actor.covers("journal.see", place_of(own.pk)):
        return []
    found = Entry.objects.filter(member_id=own.pk, case_id=None, kind__startswith="members.", recorded_at__gte=since)
    entries = list(found.exclude(account_id=actor.account_id or 0).order_by("-sequence")[:MOST])
    url = reverse("members:mine")
    return [Change(told, entry.recorded_at, url) for entry, told in zip(entries, sentences(entries), strict=True)]


def _acts(actor: Actor, since: datetime) -> list[Change]:
    if actor.may("journal.see") or not actor.roots("members.see"):
        return []
    found = Entry.objects.filter(
        kind__in=ACT_KINDS,
        case_id=None,
        recorded_at__gte=since,
        organisation_id__in=subtree(actor.roots("members.see")),
    )
    entries = list(found.exclude(account_id=actor.account_id or 0).order_by("-sequence")[:MOST])
    return [Change(told, entry.recorded_at) for entry, told in zip(entries, sentences(entries), strict=True)]
