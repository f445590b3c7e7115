"""One person as the register knew them at the end of a day: what was cancelled later still stands, what was recorded later is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from liemchinh.journal.services import known_sequence, last_sequence
from liemchinh.journal.undone import as_known_at
from liemchinh.members.dossier import Told, entries_of
from liemchinh.members.models import Card, Details, Post, Spell


@dataclass(frozen=True, slots=True)
class Known:
    """What a person's page is made of."""

    details: Details | None
    history: Sequence[Spell]
    posts: Sequence[Post]
    card: str
    entries: Sequence[Told]


def known_of(person: int, day: date | None = None) -> Known:
    """What is known now, or what was known at the end of `day`. Call after the person was found through what the actor may see."""
    sequence = last_sequence() if day is None else known_sequence(day)
    with as_known_at(sequence):
        cards = _stood(Card, person, sequence).order_by("-pk").values_list("number", flat=True)
        return Known(
            _stood(Details, person, sequence).order_by("-recorded_by").first(),
            list(_stood(Spell, person, sequence).order_by("starts_on")),
            list(_stood(Post, person, sequence).order_by("-starts_on")),
            cards.first() or "",
            entries_of(person, until=sequence),
        )


def _stood(model: type[Any], person: int, sequence: int) -> "QuerySet[Any]":
    stands = Q(cancelled_by__isnull=True) | Q(cancelled_by__gt=sequence)
    return model._default_manager.filter(stands, person_id=person, recorded_by__lte=sequence)
