"""The third of the locks, after people: the register, which holds people and the book, ends the cases of whoever leaves it."""

from collections.abc import Iterable

from liemchinh.casework.models import Case, Party
from liemchinh.members.locking import lock_people


def hold_cases(cases: Iterable[int]) -> list[Case]:
    """Holds the people of these cases, then the cases, until the transaction ends; gives them as they stand, by number."""
    wanted = sorted(set(cases))
    people = Party.objects.filter(case_id__in=wanted, cancelled_by=None, person_id__isnull=False)
    lock_people(people.values_list("person_id", flat=True))
    return list(Case.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))


def hold_case(case: int) -> Case:
    """The same for one case, which there is."""
    return hold_cases([case])[0]
