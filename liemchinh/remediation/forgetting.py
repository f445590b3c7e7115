"""Who was concerned goes when the year after the confirmation is over, or with the person; that something was put right stays counted."""

from collections.abc import Sequence

from django.db import transaction

from liemchinh.journal import clock
from liemchinh.members.forgetting import forget_entries
from liemchinh.members.months import names_from
from liemchinh.remediation.models import Item


def erase(people: Sequence[int]) -> None:
    """With a person goes what stands beside the entries that name them."""
    _forget(list(Item.objects.filter(person_id__in=people)))


def forget() -> None:
    """The names of what was confirmed long enough ago. Safe to repeat."""
    old = Item.objects.filter(confirmed_on__lt=names_from(clock.today())).exclude(person=None)
    with transaction.atomic():
        _forget(list(old))


def _forget(rows: Sequence[Item]) -> None:
    forget_entries({row.recorded_by for row in rows})
    Item.objects.filter(pk__in=[row.pk for row in rows]).update(person=None)
