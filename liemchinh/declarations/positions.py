"""Positions outside the register that call for a declaration: taken, ended, cancelled."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.faults import faults_of_group, faults_of_person, gone, refusal
from liemchinh.declarations.models import Position
from liemchinh.declarations.words import KEEP, MISTAKES
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.locking import lock_people
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from regulations.answers import Refused


@dataclass(frozen=True, slots=True)
class Taken:
    """Who holds which group of posts in an organisation since when; `leads`: as head or deputy of the unit."""

    person: int
    group: str
    starts_on: date
    leads: bool = False


@transaction.atomic
def take_position(organisation: int, told: Taken, *, actor: Actor) -> Position:
    """Records that somebody holds a position; gives its row.

    Refuses, all at once: nobody of the register, a group on no list, a day to come, an ended organisation, the same position held already.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    lock_people([told.person])
    faults = faults_of_person(told.person, actor) + faults_of_group(told.group)
    faults += faults_of_day(told.starts_on, _("Vị trí"))
    faults += faults_of_places([(organisation, min(told.starts_on, clock.today()))]).values()
    if _open(organisation, told).exists():
        faults.append(refusal("held", _("Người này đang giữ vị trí ấy ở đây."), _("Xem lại danh sách vị trí.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"declaration_group": told.group, "leads": told.leads}
    entry = NewEntry("declarations.position_taken", told.starts_on, organisation, member=told.person, data=data)
    sequence = record([entry], actor=actor)[0]
    return Position.objects.create(
        person_id=told.person, organisation_id=organisation, group=told.group, leads=told.leads, starts_on=told.starts_on,
        recorded_by=sequence,
    )  # fmt: skip


@transaction.atomic
def end_position(position: int, ends_on: date, *, actor: Actor) -> int:
    """Somebody holds a position no longer from a day on; gives the entry. Refuses a day to come or not after its first."""
    row = _held(position, actor)
    faults = faults_of_day(ends_on, _("Việc thôi giữ vị trí"))
    if row.ends_on is not None:
        faults.append(gone())
    if ends_on <= row.starts_on:
        told = _("Ngày thôi giữ không sau ngày bắt đầu.")
        faults.append(refusal("order", told, _("Kiểm tra ngày; ghi nhầm thì hủy vị trí.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"declaration_group": row.group, "taken": row.recorded_by}
    entry = NewEntry(
        "declarations.position_ended", ends_on, row.organisation_id, member=row.person_id, data=data
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Position.objects.filter(pk=row.pk).update(ends_on=ends_on, ended_by=sequence)
    return sequence


@transaction.atomic
def cancel_position(position: int, reason: str, *, actor: Actor) -> int:
    """A position was recorded wrongly; gives the entry. Lists that were drawn up meanwhile stand: whoever is on one is released there."""
    row = _held(position, actor)
    if faults := faults_of_reason(reason, MISTAKES):
        raise Refused(faults)
    entry = NewEntry(
        "declarations.position_cancelled", row.starts_on, row.organisation_id, member=row.person_id, cancels=row.recorded_by,
        data={"reason": reason},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Position.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _held(position: int, actor: Actor) -> Position:
    actor.require_somewhere(KEEP)
    row = Position.objects.filter(pk=position, cancelled_by=None).first()
    if row is None:
        raise Refused([gone()])
    place = bearers([row.organisation_id], clock.today()).get(row.organisation_id, row.organisation_id)
    actor.require(KEEP, place)
    lock_organisations(sorted({row.organisation_id, place}))
    lock_people([row.person_id])
    row.refresh_from_db()
    if row.cancelled_by is not None:
        raise Refused([gone()])
    return row


def _open(organisation: int, told: Taken) -> QuerySet[Position]:
    return Position.objects.filter(
        organisation_id=organisation, person_id=told.person, group=told.group, ends_on=None, cancelled_by=None
    )
