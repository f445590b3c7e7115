"""When people are erased, the numbers on their badges go; that a badge was awarded stays counted."""

from collections.abc import Sequence

from liemchinh.awards.models import Award


def erase_badge_numbers(people: Sequence[int]) -> None:
    """Empties the number on every row about `people`, cancelled ones included."""
    Award.objects.filter(person_id__in=people).exclude(badge_no="").update(badge_no="")
