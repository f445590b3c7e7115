"""The way from home to one's own organisation."""

from datetime import date

from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.organisations.queries import standing
from liemchinh.web.contributions import Shortcut

# Of more than so many the tree is the shorter way.
MOST = 2


def shortcuts(actor: Actor, on: date) -> list[Shortcut]:
    """The organisations the actor has a role in, where they are few and stand today."""
    own = actor.roots("organisations.see")
    if not own or len(own) > MOST:
        return []
    found = standing(on).filter(organisation_id__in=own).order_by("sort_key", "organisation_id")
    return [
        Shortcut(name, reverse("organisations:one", args=[place]), "building-library")
        for place, name in found.values_list("organisation_id", "name")
    ]
