"""When names go from papers handed in: the year after the period's is over, or the person is erased. Counts stay, and so do grades."""

from collections.abc import Sequence

from django.db import transaction

from liemchinh.journal import clock
from liemchinh.members.forgetting import forget_entries
from liemchinh.members.months import names_from
from liemchinh.reviews.models import Grade, Handed


def erase(people: Sequence[int]) -> None:
    """What the book keeps beside entries that name them goes, and their papers; a grade stays counted, of nobody with a name."""
    papers = Handed.objects.filter(person_id__in=people)
    grades = Grade.objects.filter(person_id__in=people)
    forget_entries({*papers.values_list("recorded_by", flat=True), *grades.values_list("recorded_by", flat=True)})
    papers.delete()


def forget() -> None:
    """Deletes the names of papers that are old enough. Safe to repeat."""
    old = Handed.objects.filter(ends_on__lt=names_from(clock.today()))
    with transaction.atomic():
        forget_entries(set(old.values_list("recorded_by", flat=True)))
        old.delete()
