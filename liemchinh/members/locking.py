"""The second of the locks, after organisations and before cases (`organisations.locking`)."""

from collections.abc import Iterable

from django.db import connection

from liemchinh.members.models import Person


def lock_people(people: Iterable[int]) -> None:
    """Holds people until the transaction ends: whoever waited for another writer sees what it wrote. Rows that name them may come.

    All of an act together: two acts that hold some of the same people then wait one for the other, never each for the other.
    """
    if not connection.features.has_select_for_update:
        return  # one writer at a time: the transaction holds everybody
    wanted = Person.objects.select_for_update(no_key=True).filter(pk__in=sorted(set(people)))
    list(wanted.order_by("pk").values_list("pk"))
