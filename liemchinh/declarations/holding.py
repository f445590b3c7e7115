"""A row is held before it is changed: found, allowed where it lies today, locked, read again."""

from liemchinh.access.actor import Actor
from liemchinh.declarations.faults import gone
from liemchinh.declarations.models import Duty
from liemchinh.declarations.queries import bearer_of
from liemchinh.declarations.words import KEEP
from liemchinh.members.locking import lock_people
from liemchinh.organisations.locking import lock_organisations
from regulations.answers import Refused


def held_duty(duty: int, actor: Actor) -> Duty:
    """A duty that stands, its organisation and person locked, for whoever keeps the list where it lies today."""
    actor.require_somewhere(KEEP)
    row = Duty.objects.filter(pk=duty, cancelled_by=None).first()
    if row is None:
        raise Refused([gone()])
    place = bearer_of(row.organisation_id)
    actor.require(KEEP, place)
    lock_organisations(sorted({row.organisation_id, place}))
    lock_people([row.person_id])
    row.refresh_from_db()
    if row.cancelled_by is not None:
        raise Refused([gone()])
    return row
