"""When names go from surveys: the next round of the organisation closes, the year after the round's is over, or the person is erased."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from liemchinh.journal import clock
from liemchinh.members.forgetting import erase_named, forget_entries
from liemchinh.members.months import names_from
from liemchinh.surveys.models import Help, Round, Sign, Talk

NAMED: tuple[Any, ...] = (Sign, Talk, Help)


def forget_rounds(rounds: QuerySet[Round]) -> None:
    """Erases whoever these rounds name, beside the book and in the tables; counts stay. Needs an open transaction."""
    found = [model.objects.filter(part__round__in=rounds) for model in NAMED]
    told = {sequence for rows in found for sequence in _entries(rows)}
    if told:
        forget_entries(told)
    for rows in found:
        rows.delete()


def erase(people: Sequence[int]) -> None:
    """With a person goes what stands beside every entry that names them; the others keep their rows."""
    contested = Talk.objects.filter(person_id__in=people).exclude(contested_by=None)
    forget_entries(sequence for sequence in contested.values_list("contested_by", flat=True) if sequence)
    for model in NAMED:
        erase_named(model.objects.filter(person_id__in=people))


@transaction.atomic
def forget() -> None:
    """Rounds after which none was closed: their names go when the year after theirs is over. Safe to repeat."""
    forget_rounds(Round.objects.filter(last__lt=names_from(clock.today())))


def _entries(rows: QuerySet[Any]) -> set[int]:
    found = set(rows.values_list("recorded_by", flat=True))
    if rows.model is Talk:
        found |= set(rows.exclude(contested_by=None).values_list("contested_by", flat=True))
    return found
