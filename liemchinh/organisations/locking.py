"""The first of the locks. Always in this order: organisations, people, cases, a room's own rows, the book."""

from collections.abc import Iterable

from django.db import connection

from liemchinh.organisations.models import Organisation


def lock_organisations(organisations: Iterable[int]) -> None:
    """Holds organisations until the transaction ends: whoever waited for another writer sees what it wrote.

    Rows that name them may come meanwhile.
    """
    if not connection.features.has_select_for_update:
        return  # one writer at a time: the transaction holds everything
    wanted = Organisation.objects.select_for_update(no_key=True).filter(pk__in=sorted(set(organisations)))
    list(wanted.order_by("pk").values_list("pk"))
