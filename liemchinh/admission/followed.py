"""Whom the actor already sees waiting in a case of admission: the register's own list of probations leaves them out."""

from typing import Any

from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.admission.facts import KIND
from liemchinh.casework.models import Party
from liemchinh.casework.queries import cases_visible_to


def followed(actor: Actor) -> QuerySet[Any]:
    """The members of open cases that the actor sees."""
    open_ones = cases_visible_to(actor, KIND).filter(closed_by=None)
    found = Party.objects.filter(role="member", cancelled_by=None, case__in=open_ones.values("pk"))
    return found.values("person_id")
