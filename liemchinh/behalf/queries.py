"""Whom one chose, who chose one, and what was entered for one."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.behalf.models import Mandate
from liemchinh.behalf.tasks import TASKS
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.queries import Line, lines
from liemchinh.members.queries import place_of

MOST = 50


def mandates_visible_to(actor: Actor) -> QuerySet[Mandate]:
    """Those one gave and those one was given, not ended and not run out. Nobody else's."""
    if actor.account_id is None or not actor.may("me.act"):
        return Mandate.objects.none()
    theirs = Q(account_id=actor.account_id)
    if actor.person_id is not None:
        theirs |= Q(person_id=actor.person_id)
    return Mandate.objects.filter(theirs, cancelled_by=None, ends_on__gt=clock.today()).select_related("account")


def mandate_for(actor: Actor, person: int, task: str, on: date) -> Mandate | None:
    """The confirmed mandate by which the actor may do a task for a person on a day. A task out of the closed list: never."""
    if actor.account_id is None or task not in TASKS:
        return None
    held = Mandate.objects.filter(
        person_id=person, account_id=actor.account_id, cancelled_by=None, confirmed_by__isnull=False,
        starts_on__lte=on, ends_on__gt=on,
    )  # fmt: skip
    return next((mandate for mandate in held if task in mandate.tasks.split(",")), None)


def on_paper_of(actor: Actor, person: int) -> QuerySet[Mandate]:
    """What a member chose on paper, for whoever keeps their branch."""
    found = Mandate.objects.filter(
        person_id=person, cancelled_by=None, paper_on__isnull=False, ends_on__gt=clock.today()
    )
    return found.select_related("account") if actor.covers("branch.keep", place_of(person)) else found.none()


def entered_for(person: int) -> Sequence[Line]:
    """What others entered for a person, newest first. For the person's own page."""
    found = Entry.objects.filter(member_id=person, kind="behalf.acted").order_by("-sequence")[:MOST]
    return lines(list(found))


def paper_of(actor: Actor, mandate: int) -> UUID | None:
    """Whose choice on paper this is, for whoever keeps their branch; None for everybody else."""
    held = (
        Mandate.objects.filter(pk=mandate, cancelled_by=None, paper_on__isnull=False).select_related("person").first()
    )
    if held is None or not actor.covers("branch.keep", place_of(held.person_id)):
        return None
    return held.person.uid
