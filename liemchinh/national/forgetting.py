"""When a comparison goes: thirty days after it ended, or what it says of a person when that person is erased."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q

from liemchinh.journal import clock
from liemchinh.national import holding
from liemchinh.national.models import Comparison, Difference

KEPT, ABANDONED = timedelta(days=30), timedelta(days=7)


def erase(people: Sequence[int]) -> None:
    """With a person goes every line that names them, whoever else it may mean."""
    Difference.objects.filter(Q(person_id__in=people) | Q(perhaps__person_id__in=people)).delete()


def forget() -> None:
    """Deletes comparisons that are old enough, and files that none needs. Safe to repeat."""
    now = clock.now()
    Comparison.objects.filter(Q(ended_at__lt=now - KEPT) | Q(started_at__lt=now - ABANDONED, ended_at=None)).delete()
    needed = set(Comparison.objects.filter(upload_key__isnull=False).values_list("pk", flat=True))
    for number in holding.stray():
        if number not in needed:
            holding.let_go(number)
